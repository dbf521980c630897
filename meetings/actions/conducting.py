"""Hold the meeting: open it, record who is there, what was said, how each item ended; close it."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kog import history
from kog.exceptions import Conflict, NotPossibleNow
from kog.markdown import to_html
from kog.models import User
from meetings.actions import carrying, open_mic, recording
from meetings.actions.inviting import sync_participations
from meetings.actions.locking import lock_meeting, lock_running_item, require_open, require_running
from meetings.enums import Attendance, MeetingState, Outcome, Standing
from meetings.models import AgendaItem, Meeting, Participation
from meetings.queries import mandates
from meetings.queries.meetings import items_without_outcome, not_yet_reviewed, unrecorded_attendance


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User, reason: str = "") -> Meeting:
    """Begin. Every seat of the day gets its row; who answered with a substitute or declined is noted as such.

    Opening a running meeting again changes nothing (two minute-takers may click). `reason`: why on another day.
    """
    meeting = lock_meeting(meeting)
    if meeting.is_running:
        return meeting
    require_open(meeting)
    facts: dict[str, str] = {"reason": reason.strip()} if reason.strip() else {}
    fresh = sync_participations(meeting)
    if meeting.invited_at and fresh:
        facts["uninvited"] = " ".join(str(row.pk) for row in fresh)
    meeting.state, meeting.opened_at = MeetingState.RUNNING, timezone.now()
    meeting.released_at = meeting.released_at or meeting.opened_at
    meeting.current_item = meeting.items.accepted().filter(outcome=Outcome.OPEN).first()
    meeting.save(update_fields=["state", "opened_at", "released_at", "current_item"])
    history.record(meeting, "opened", by=by, **facts)
    return meeting


@transaction.atomic
def take_back_opening(meeting: Meeting, *, by: User) -> Meeting:
    """The meeting was opened by mistake: it is as before. Refused as soon as anything was recorded in it."""
    meeting = lock_meeting(meeting)
    require_running(meeting)
    if has_records(meeting):
        raise NotPossibleNow(
            "something_recorded",
            _("Something was recorded in %(meeting)s already; its opening cannot be taken back.")
            % {"meeting": meeting},
        )
    opened = history.of(meeting).filter(verb="opened").first()
    facts = opened.facts if opened else {}
    # Rows that came with the opening would pass for invited ones.
    uninvited = {"pk__in": facts.get("uninvited", "").split()} if meeting.invited_at else {}
    meeting.participations.filter(**uninvited).delete()
    meeting.state = MeetingState.INVITED if meeting.invited_at else MeetingState.PLANNED
    if meeting.released_at == meeting.opened_at and meeting.released_by is None:
        meeting.released_at = None
    meeting.opened_at = meeting.current_item = None
    meeting.save(update_fields=["state", "opened_at", "released_at", "current_item"])
    carrying.gather_waiting(meeting)
    open_mic.place(meeting.committee)
    history.record(meeting, "opening_taken_back", by=by)
    return meeting


def has_records(meeting: Meeting) -> bool:
    """Whether anything of a running meeting was written down. What was left out of the agenda before does not count."""
    items = meeting.items.accepted()
    return (
        meeting.participations.exclude(attendance=Attendance.UNKNOWN).exists()
        or items.exclude(outcome__in=[Outcome.OPEN, Outcome.OMITTED]).exists()
        or items.exclude(discussion="").exists()
        or any(
            records.exists()
            for records in (meeting.resolutions, meeting.set_assignments, meeting.reviews, meeting.mandate_reviews)
        )
    )


@dataclass(frozen=True)
class Presence:
    """How a seat attended: the state, who represented it, when that person came or left."""

    attendance: str
    substitute: str = ""
    arrived_at: dt.time | None = None
    left_at: dt.time | None = None


@transaction.atomic
def record_attendance(participation: Participation, presence: Presence, *, by: User) -> Participation:
    """Write down how a seat attends. Refused when nobody is named as substitute, or someone left before arriving."""
    meeting = lock_meeting(participation.meeting)
    require_running(meeting)
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    if presence.attendance == Attendance.REPRESENTED and not presence.substitute.strip():
        raise NotPossibleNow("substitute_unnamed", _("Who represents the seat? Please enter a name."))
    if presence.arrived_at and presence.left_at and presence.left_at < presence.arrived_at:
        raise NotPossibleNow("left_before_arriving", _("Leaving lies before arriving."))
    participation.attendance = presence.attendance
    if participation.substitute != presence.substitute.strip():
        participation.substitute, participation.substitute_person = presence.substitute.strip(), None
    participation.arrived_at, participation.left_at = presence.arrived_at, presence.left_at
    participation.save(update_fields=["attendance", "substitute", "substitute_person", "arrived_at", "left_at"])
    history.record(participation, "attendance_recorded", by=by, attendance=presence.attendance)
    return participation


@transaction.atomic
def record_rest_present(meeting: Meeting, *, by: User) -> int:
    """Everybody who is not recorded yet is present; who declined before is excused. Returns how many were recorded."""
    meeting = lock_meeting(meeting)
    require_running(meeting)
    unrecorded = meeting.participations.filter(attendance=Attendance.UNKNOWN)
    excused = unrecorded.filter(answer="declined", substitute="").update(attendance=Attendance.EXCUSED)
    represented = unrecorded.exclude(substitute="").update(attendance=Attendance.REPRESENTED)
    vacant = unrecorded.filter(person=None).update(attendance=Attendance.ABSENT)
    present = unrecorded.update(attendance=Attendance.PRESENT)
    total = excused + represented + vacant + present
    history.record(meeting, "attendance_completed", by=by, recorded=total)
    return total


@transaction.atomic
def show_item(meeting: Meeting, item: AgendaItem, *, by: User) -> Meeting:
    """Make an item the current one: the room sees it on the wall."""
    meeting = lock_meeting(meeting)
    require_running(meeting)
    _require_of(meeting, item)
    meeting.current_item = item
    meeting.save(update_fields=["current_item"])
    return meeting


def _require_of(meeting: Meeting, item: AgendaItem) -> None:
    if item.meeting_id != meeting.pk:
        raise NotPossibleNow("foreign_item", _("This item belongs to another meeting."))


@transaction.atomic
def save_discussion(item: AgendaItem, text: str, *, based_on: int, by: User) -> AgendaItem:
    """Keep the notes on an item. `based_on` is the version the writer saw; when another one was saved since, nothing
    is overwritten: the refusal carries both texts.
    """
    item = lock_running_item(item)
    if text == item.discussion:
        return item
    if based_on != item.discussion_version:
        raise Conflict(
            theirs=item.discussion,
            yours=text,
            sentence=_("%(person)s has changed this text in the meantime.")
            % {"person": item.discussion_by or _("Somebody")},
        )
    item.discussion, item.discussion_html = text, to_html(text)
    item.discussion_version += 1
    item.discussion_by = by
    item.save(update_fields=["discussion", "discussion_html", "discussion_version", "discussion_by"])
    return item


@transaction.atomic
def set_outcome(item: AgendaItem, outcome: str, *, by: User, reason: str = "") -> AgendaItem:
    """How an item ended. "Resolved" follows from a resolution and is not set by hand; an item with a resolution, or
    the review with assignments reviewed, cannot be postponed as if nothing had happened.
    """
    item = lock_running_item(item)
    if outcome not in Outcome.values:
        raise NotPossibleNow("no_such_outcome", _("Please choose how the item ended."))
    if item.protocol and item.protocol.approved_in_id == item.meeting_id:
        raise NotPossibleNow("protocol_approved", _("The protocol is approved; that cannot be taken back."))
    if outcome == Outcome.RESOLVED and not item.resolutions.exists():
        raise NotPossibleNow("resolved_without_resolution", _("Please record the resolution first."))
    if outcome in (Outcome.POSTPONED, Outcome.OMITTED) and item.resolutions.exists():
        raise NotPossibleNow("has_a_resolution", _("There is a resolution on this item; it cannot be postponed."))
    if item.mandate and outcome in (Outcome.OPEN, Outcome.POSTPONED) and mandates.review_of(item):
        raise NotPossibleNow(
            "mandate_reviewed", _("What becomes of the mandate is recorded; the item has its outcome.")
        )
    if outcome == Outcome.OMITTED and not item.standing:
        raise NotPossibleNow("only_standing_is_omitted", _("An item is dealt with or postponed, so that it returns."))
    item.outcome, item.outcome_reason = outcome, reason.strip()
    item.save(update_fields=["outcome", "outcome_reason"])
    history.record(item, "outcome_set", by=by, outcome=outcome, reason=reason)
    return item


@transaction.atomic
def treat_formal_items(meeting: Meeting, *, by: User) -> int:
    """Mark the standing items nobody has to say more about as dealt with. The approval of a protocol is not among
    them, nor is the review while something due is not reviewed.
    """
    meeting = lock_meeting(meeting)
    require_running(meeting)
    formal = items_without_outcome(meeting).exclude(standing="").filter(protocol=None)
    if not_yet_reviewed(meeting).exists():
        formal = formal.exclude(standing=Standing.REVIEW)
    ids = list(formal.values_list("pk", flat=True))
    done = AgendaItem.objects.filter(pk__in=ids).update(outcome=Outcome.TREATED)
    history.record(meeting, "formal_items_treated", by=by, items=done)
    return done


@dataclass
class Missing:
    """What keeps a meeting from being closed."""

    attendance: list[Participation] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    assignments: list[object] = field(default_factory=list)
    reports: list[AgendaItem] = field(default_factory=list)

    def sentences(self) -> list[str]:
        lines = []
        if self.attendance:
            lines.append(
                ngettext(
                    "Attendance is not recorded for %(count)d seat.",
                    "Attendance is not recorded for %(count)d seats.",
                    len(self.attendance),
                )
                % {"count": len(self.attendance)}
            )
        lines += [_("Item “%(item)s” has no outcome.") % {"item": item.title} for item in self.items]
        lines += [
            _("Assignment %(number)s is due and has no review.") % {"number": one.number} for one in self.assignments
        ]
        lines += [
            _("%(group)s reports; please record what becomes of its mandate.") % {"group": item.mandate.group}
            for item in self.reports
        ]
        return lines


def missing(meeting: Meeting) -> Missing:
    """The no-loss rule as a list: attendance, outcomes, reviews, mandates."""
    return Missing(
        list(unrecorded_attendance(meeting)),
        list(items_without_outcome(meeting)),
        list(not_yet_reviewed(meeting)),
        list(mandates.without_review(meeting)),
    )


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """End the meeting. Refused with a list while attendance, an outcome or a review is missing.

    Effects, in order: what was postponed is carried to the next agenda; open suggestions wait for the next meeting;
    the protocol is drafted and its approval placed on the next agenda; turns of the open meetings are settled.
    """
    meeting = lock_meeting(meeting)
    if meeting.is_closed:
        return meeting
    require_running(meeting)
    gaps = missing(meeting).sentences()
    if gaps:
        raise NotPossibleNow(
            "not_finished", _("%(meeting)s cannot be closed yet.") % {"meeting": meeting}, missing=gaps
        )
    meeting.state, meeting.closed_at, meeting.current_item = MeetingState.CLOSED, timezone.now(), None
    meeting.save(update_fields=["state", "closed_at", "current_item"])
    carried = carrying.carry_postponed(meeting)
    carrying.return_suggestions(meeting)
    recording.draft(meeting, by=by)
    carrying.place_protocols(meeting.committee)
    open_mic.place(meeting.committee)
    history.record(meeting, "closed", by=by, carried=carried)
    return meeting
