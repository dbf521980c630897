"""Set up a group with a mandate that has a clock: a question, a report due in a meeting, an end."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.markdown import to_html
from kog.models import Committee, User
from meetings import mails
from meetings.actions import folders
from meetings.actions.carrying import next_position
from meetings.actions.locking import lock_committees, lock_meeting, require_running
from meetings.enums import ItemKind, ItemState, MandateResult, Outcome, ResolutionResult
from meetings.models import AgendaItem, Mandate, MandateReview, Meeting, Resolution
from meetings.queries.mandates import last_meeting_within, open_mandate_of
from workinggroups.actions.founding import Charter, dissolve, found


@dataclass(frozen=True)
class Terms:
    """What a group is to answer and until when. `report_to` is the meeting that hears it; None means the last one
    planned before the end, or the next one.
    """

    question: str
    ends_on: dt.date | None = None
    report_to: Meeting | None = None
    resolution: Resolution | None = None


@dataclass(frozen=True)
class MandateFinding:
    """What the committee establishes when the group reports. `terms` count for what goes on."""

    result: str
    reason: str = ""
    terms: Terms | None = None


@transaction.atomic
def set_up(committee: Committee, charter: Charter, terms: Terms, *, by: User) -> Mandate:
    """A resolution sets up a new group: it is founded, gets its mandate, and its report stands on an agenda.

    Refused as founding and giving a mandate refuse.
    """
    group = found(committee, charter, by=by)
    return give(group, committee, terms, by=by)


@transaction.atomic
def give(group: Committee, given_by: Committee, terms: Terms, *, by: User | None) -> Mandate:
    """Give a group its mandate. Refused while it has one, without a question, for an end that is over, or for a
    resolution that was rejected or is another committee's.
    """
    locked = lock_committees(given_by, group)
    given_by, group = locked[given_by.pk], locked[group.pk]
    if group.dissolved or given_by == group:
        raise NotPossibleNow("no_such_group", _("%(group)s cannot be given a mandate.") % {"group": group.name})
    _check_terms(given_by, terms)
    if open_mandate_of(group):
        raise NotPossibleNow(
            "has_a_mandate", _("%(group)s has a mandate; it ends with its report.") % {"group": group.name}
        )
    mandate = Mandate.objects.create(
        group=group,
        given_by=given_by,
        resolution=terms.resolution,
        question=terms.question.strip(),
        begins=timezone.localdate(),
        ends_on=terms.ends_on,
    )
    item = place_report(mandate, terms.report_to)
    history.record(
        mandate, "given", by=by, group=group, committee=given_by, until=terms.ends_on, report_to=item.meeting
    )
    mails.mandate_given(mandate)
    return mandate


def _check_terms(committee: Committee, terms: Terms) -> None:
    if not terms.question.strip():
        raise NotPossibleNow("mandate_without_question", _("What is the group to answer? Please enter it."))
    if terms.ends_on and terms.ends_on <= timezone.localdate():
        raise NotPossibleNow("ends_in_the_past", _("The end of the mandate lies before its beginning."))
    resolution = terms.resolution
    if resolution and (
        resolution.meeting.committee_id != committee.pk or resolution.result != ResolutionResult.ACCEPTED
    ):
        raise NotPossibleNow("no_such_resolution", _("A mandate rests on a resolution that was accepted here."))
    _check_report(committee, terms.report_to)


def _check_report(committee: Committee, meeting: Meeting | None) -> None:
    if meeting is None:
        return
    if meeting.committee_id != committee.pk:
        raise NotPossibleNow("foreign_meeting", _("%(meeting)s belongs to another committee.") % {"meeting": meeting})
    # Read afresh: the committee is locked, the meeting object may be older than the lock.
    if not Meeting.objects.open().filter(pk=meeting.pk).exists():
        raise NotPossibleNow("due_meeting_is_over", _("%(meeting)s is no longer to come.") % {"meeting": meeting})


def place_report(mandate: Mandate, to: Meeting | None) -> AgendaItem:
    """The report's place on a draft agenda: an item that exists already moves, else it is made. Without a planned
    meeting it waits in the pool for the next one (`carrying.gather_waiting`).
    """
    to = to or last_meeting_within(mandate)
    item = mandate.report_items.accepted().filter(outcome=Outcome.OPEN).first()
    if item is None:
        with translation.override(settings.LANGUAGE_CODE):
            title = _("Report of %(group)s") % {"group": mandate.group.name}
        item = AgendaItem(
            committee=mandate.given_by,
            mandate=mandate,
            kind=ItemKind.DECISION,
            title=title[:300],
            presenter=mandate.group.short_name,
            text=mandate.question,
            text_html=to_html(mandate.question),
            minutes=15,
            confidential=bool(mandate.resolution and mandate.resolution.item.confidential),
        )
    former, item.meeting, item.position = item.meeting, to, next_position(to) if to else 0
    if to and to.released_at:
        item.late_since = timezone.now()
    item.save()
    for place in {former, to} - {None}:
        folders.follow(place)
    if to is None:
        folders.follow_pool(item.committee)
    return item


@transaction.atomic
def review_mandate(mandate: Mandate, meeting: Meeting, finding: MandateFinding, *, by: User) -> MandateReview:
    """Establish in a running meeting what becomes of a mandate whose report is on its agenda.

    It goes on within its end, is extended, is replaced by a new one, or is over and the group is dissolved. While the
    meeting runs, a mandate that was continued or extended can be reviewed again. Refused without a reason (except for
    going on), when it would go on beyond its end, or when something stands in the way of dissolving the group.
    """
    meeting = lock_meeting(meeting)
    require_running(meeting)
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    item = mandate.report_items.accepted().filter(meeting=meeting).first()
    earlier = mandate.reviews.filter(meeting=meeting).first()
    _check_finding(mandate, item, finding)
    if earlier:
        mandate.ends_on = earlier.ended_before
    before = mandate.ends_on
    if item.outcome in (Outcome.OPEN, Outcome.POSTPONED):
        item.outcome = Outcome.NOTED  # heard: the next report is another item
        item.save(update_fields=["outcome"])
    _APPLY[finding.result](mandate, meeting, finding, by)
    row, _created = MandateReview.objects.update_or_create(
        mandate=mandate,
        meeting=meeting,
        defaults={
            "result": finding.result,
            "reason": finding.reason.strip(),
            "ended_before": before,
            "ends_on": mandate.ends_on,
            "by": by,
        },
    )
    history.record(mandate, "reviewed", by=by, meeting=meeting, result=finding.result, reason=finding.reason)
    return row


def _check_finding(mandate: Mandate, item: AgendaItem | None, finding: MandateFinding) -> None:
    if item is None:
        raise NotPossibleNow("no_report_here", _("The report on this mandate is not on the agenda of this meeting."))
    if not mandate.is_open:
        raise NotPossibleNow("mandate_ended", _("This mandate has ended."))
    if finding.result not in _APPLY:
        raise NotPossibleNow("no_such_result", _("Please choose what becomes of the mandate."))
    if finding.result != MandateResult.CONTINUED and not finding.reason.strip():
        raise NotPossibleNow("review_without_reason", _("Please give the reason."))


def _go_on(mandate: Mandate, meeting: Meeting, finding: MandateFinding, by: User) -> None:
    to = finding.terms.report_to if finding.terms else None
    _check_report(mandate.given_by, to)
    over = mandate.ends_on and mandate.ends_on <= meeting.date
    late = mandate.ends_on and to and to.date > mandate.ends_on
    if over or late:
        raise NotPossibleNow(
            "mandate_is_over",
            _("The mandate ends on %(day)s. Please extend it, give a new one, or dissolve the group.")
            % {"day": mandate.ends_on.strftime("%d.%m.%Y")},
        )
    mandate.save(update_fields=["ends_on"])
    place_report(mandate, to)


def _extend(mandate: Mandate, meeting: Meeting, finding: MandateFinding, by: User) -> None:
    terms = finding.terms
    if terms is None or terms.ends_on is None or terms.ends_on <= max(meeting.date, mandate.ends_on or meeting.date):
        raise NotPossibleNow("not_longer", _("Please enter an end that is later than the one so far."))
    _check_report(mandate.given_by, terms.report_to)
    mandate.ends_on = terms.ends_on
    mandate.save(update_fields=["ends_on"])
    place_report(mandate, terms.report_to)


def _renew(mandate: Mandate, meeting: Meeting, finding: MandateFinding, by: User) -> None:
    if finding.terms is None:
        raise NotPossibleNow("mandate_without_question", _("What is the group to answer? Please enter it."))
    _end(mandate, meeting, MandateResult.RENEWED)
    give(mandate.group, mandate.given_by, finding.terms, by=by)


def _dissolve(mandate: Mandate, meeting: Meeting, finding: MandateFinding, by: User) -> None:
    _end(mandate, meeting, MandateResult.DISSOLVED)
    dissolve(mandate.group, on=timezone.localdate(), reason=finding.reason, by=by)


def _end(mandate: Mandate, meeting: Meeting, result: MandateResult) -> None:
    """Over; a further report that an earlier review of this meeting had placed is not expected any more."""
    mandate.ended_on, mandate.result = timezone.localdate(), result
    mandate.save(update_fields=["ended_on", "result", "ends_on"])
    further = mandate.report_items.accepted().filter(outcome=Outcome.OPEN).exclude(meeting=meeting)
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("The mandate ended in %(meeting)s.") % {"meeting": meeting}
    further.update(state=ItemState.DECLINED, decline_reason=reason)


_APPLY = {
    MandateResult.CONTINUED: _go_on,
    MandateResult.EXTENDED: _extend,
    MandateResult.RENEWED: _renew,
    MandateResult.DISSOLVED: _dissolve,
}
