"""The rules that make it true that nothing gets lost, as questions to the database: each yields what breaks it.

Numbers are those of the rules in the design: a meeting closes only when all is recorded (1), what was not reached
returns (2), only a review closes an assignment (3), an approved protocol never changes (4), numbers are given once
and nothing is deleted (6), facts are dated (7).
"""

from collections.abc import Iterator

from django.db.models import F, Q

from kog.models import Committee
from meetings import sealing
from meetings.enums import (
    CLOSING_RESULTS,
    AssignmentState,
    Attendance,
    ItemState,
    MeetingState,
    Outcome,
    ProtocolState,
    ReviewResult,
)
from meetings.models import AgendaItem, Assignment, Meeting, Participation, Protocol, Resolution, Review

OVER = (MeetingState.CLOSED, MeetingState.CANCELLED)
ALIVE = (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.RUNNING)


def closed_only_when_all_is_recorded() -> Iterator[object]:
    """(1)"""
    closed = Meeting.objects.filter(state=MeetingState.CLOSED)
    yield from Assignment.objects.open().filter(due_meeting__in=closed)
    yield from AgendaItem.objects.without_outcome().filter(meeting__state__in=OVER)
    yield from Participation.objects.filter(meeting__in=closed, attendance=Attendance.UNKNOWN)
    yield from closed.filter(protocol=None)


def open_work_is_due_somewhere() -> Iterator[object]:
    """(2) An open assignment is due at a meeting still to come or running, or none is planned."""
    yield from Assignment.objects.open().filter(due_meeting__state__in=OVER)
    yield from Assignment.objects.exclude(due_meeting=None).exclude(due_meeting__committee=F("committee"))
    yield from Assignment.objects.waiting().filter(committee__in=_with_open_meeting())


def _with_open_meeting() -> list[int]:
    return list(Meeting.objects.open().values_list("committee_id", flat=True))


def postponed_items_return(pooled_by_hand: set[int]) -> Iterator[object]:
    """(2) Each has one copy; carried copies do not wait while a meeting is planned. Suggestions go on too."""
    own = AgendaItem.objects.filter(standing="", state=ItemState.ACCEPTED)
    yield from own.filter(meeting__state__in=OVER, outcome=Outcome.POSTPONED, carried_to=None)
    pool = AgendaItem.objects.in_pool().filter(carried_from__isnull=False, committee__in=_with_open_meeting())
    yield from pool.exclude(pk__in=pooled_by_hand)
    yield from AgendaItem.objects.suggested().filter(meeting__state__in=OVER)
    yield from AgendaItem.objects.filter(carried_from__isnull=False).exclude(carried_from__outcome=Outcome.POSTPONED)


def unapproved_protocols_are_on_one_agenda() -> Iterator[object]:
    """(2)"""
    with_open = set(_with_open_meeting())
    places: dict[int, int] = {}
    for protocol in AgendaItem.objects.filter(meeting__state__in=ALIVE, protocol__isnull=False).values_list(
        "protocol", flat=True
    ):
        places[protocol] = places.get(protocol, 0) + 1
    for protocol in Protocol.objects.exclude(state=ProtocolState.APPROVED):
        found = places.get(protocol.pk, 0)
        if found > 1 or (found == 0 and protocol.committee_id in with_open):
            yield protocol, f"on {found} agendas"


def only_a_review_closes() -> Iterator[object]:
    """(3)"""
    closing = {ReviewResult.DONE: AssignmentState.DONE, ReviewResult.DROPPED: AssignmentState.DROPPED}
    reviews = {(row.assignment_id, row.meeting_id): row.result for row in Review.objects.all()}
    for one in Assignment.objects.exclude(state=AssignmentState.OPEN).select_related("closed_in"):
        result = reviews.get((one.pk, one.closed_in_id))
        if closing.get(result) != one.state or one.closed_in.state not in (MeetingState.RUNNING, MeetingState.CLOSED):
            yield one, result
    yield from Review.objects.filter(result__in=CLOSING_RESULTS).exclude(assignment__closed_in=F("meeting"))
    yield from Review.objects.exclude(meeting__committee=F("assignment__committee"))


def seals_hold() -> Iterator[object]:
    """(4)"""
    for committee in Committee.objects.all():
        yield from sealing.verify(committee)


def records_stay_with_their_meeting() -> Iterator[object]:
    yield from Resolution.objects.exclude(item__meeting=F("meeting"))
    yield from Assignment.objects.exclude(item__meeting=F("set_in"))
    yield from AgendaItem.objects.exclude(meeting=None).exclude(meeting__committee=F("committee"))
    yield from AgendaItem.objects.exclude(parent=None).filter(
        ~Q(parent__meeting=F("meeting")) & ~Q(parent__meeting=None, meeting=None)
    )
    yield from AgendaItem.objects.filter(outcome__gt="", meeting=None)


def turns_follow_the_dates() -> Iterator[object]:
    yield from Meeting.objects.filter(state=MeetingState.CANCELLED, turn__isnull=False)
    for committee in Committee.objects.filter(rotation__isnull=False).distinct():
        last = -1
        for meeting in Meeting.objects.open().filter(committee=committee).in_order():
            if meeting.turn is None or meeting.turn <= last:
                yield meeting, f"turn {meeting.turn} after {last}"
            else:
                last = meeting.turn
