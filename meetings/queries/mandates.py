"""Mandates and their clock: which report is due where, and what keeps a group or a meeting from ending."""

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kog.models import Committee
from meetings.enums import OPEN_STATES, MeetingState, Outcome, ProtocolState
from meetings.models import AgendaItem, Assignment, CircularProcedure, Mandate, MandateReview, Meeting, Protocol


def open_mandate_of(group: Committee) -> Mandate | None:
    return Mandate.objects.filter(group=group, ended_on=None).select_related("given_by", "resolution").first()


def last_meeting_within(mandate: Mandate) -> Meeting | None:
    """Where a report belongs when nobody says it: the last open meeting before the end, else the next one."""
    meetings = Meeting.objects.open().filter(committee=mandate.given_by_id).in_order()
    within = meetings.filter(date__lte=mandate.ends_on).last() if mandate.ends_on else None
    return within or meetings.first()


def mandates_of(group: Committee) -> list[Mandate]:
    """All mandates of a group, the current one first; each knows `due` (the item that reports on it) and its reviews.
    Three queries.
    """
    under_way = Q(meeting=None) | Q(meeting__state__in=[*OPEN_STATES, MeetingState.RUNNING])
    reports = AgendaItem.objects.accepted().filter(under_way).select_related("meeting")
    rows = (
        Mandate.objects.filter(group=group)
        .select_related("given_by", "resolution")
        .prefetch_related(
            Prefetch("report_items", queryset=reports.order_by("-pk"), to_attr="reports"),
            Prefetch("reviews", queryset=MandateReview.objects.select_related("meeting")),
        )
    )
    found = sorted(rows, key=lambda row: (not row.is_open, -row.pk))
    for row in found:
        row.due = next(iter(row.reports), None)
    return found


def without_review(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Reports on this agenda whose mandate is open and was not reviewed here: they keep the meeting from closing.
    What is postponed returns.
    """
    items = AgendaItem.objects.accepted().filter(meeting=meeting, mandate__ended_on=None, mandate__isnull=False)
    return (
        items.exclude(outcome=Outcome.POSTPONED)
        .exclude(mandate__reviews__meeting=meeting)
        .select_related("mandate__group")
    )


def review_of(item: AgendaItem) -> MandateReview | None:
    """What its meeting has established about the mandate it reports on."""
    return MandateReview.objects.filter(mandate=item.mandate_id, meeting=item.meeting_id).first()


def in_the_way(group: Committee, successor: Committee | None) -> list[str]:
    """What has to be finished before a group is dissolved, one sentence each."""
    sentences = []
    mandate = open_mandate_of(group)
    if mandate and (successor is None or successor.pk == mandate.given_by_id or open_mandate_of(successor)):
        sentences.append(
            _("Its mandate is open; %(committee)s ends it when the group reports.") % {"committee": mandate.given_by}
        )
    ahead = Meeting.objects.filter(committee=group).filter(state__in=[*OPEN_STATES, MeetingState.RUNNING])
    words = _("%(meeting)s is still to be held or to be cancelled.")
    sentences += [words % {"meeting": meeting} for meeting in ahead.in_order()]
    words = _("The circular procedure %(number)s is still going round.")
    sentences += [words % {"number": row.number} for row in CircularProcedure.objects.open().filter(committee=group)]
    words = _("The protocol of %(meeting)s did not go out yet.")
    drafts = Protocol.objects.filter(committee=group, state__in=[ProtocolState.DRAFT, ProtocolState.WITH_CHAIR])
    sentences += [words % {"meeting": row.meeting} for row in drafts.select_related("meeting")]
    own = Assignment.objects.open().filter(committee=group).count()
    if own:
        text = ngettext(
            "It has not reviewed %(count)d assignment of its own.",
            "It has not reviewed %(count)d assignments of its own.",
            own,
        )
        sentences.append(text % {"count": own})
    return sentences


def without_a_hearing() -> QuerySet[Mandate]:
    """Open mandates whose report stands on no agenda to come, the first to end first."""
    heard = AgendaItem.objects.accepted().filter(
        mandate=OuterRef("pk"), meeting__state__in=[*OPEN_STATES, MeetingState.RUNNING]
    )
    rows = Mandate.objects.filter(~Exists(heard), ended_on=None).select_related("group")
    return rows.order_by(F("ends_on").asc(nulls_last=True), "pk")
