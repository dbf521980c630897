"""What must be true beside the meetings, as questions to the database: each yields what breaks it."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.utils import timezone

from meetings.enums import CircularAnswer, CircularResult, ItemKind, MeetingState, Outcome
from meetings.models import AgendaItem, CircularProcedure, CircularVote, Guest, HorizonTopic, Meeting, OpenMicEntry
from meetings.queries.visibility import asked_as_guest

TOLD = [CircularResult.ACCEPTED, CircularResult.REJECTED, CircularResult.NO_QUORUM, CircularResult.OBJECTED]
OVER = [MeetingState.CLOSED, MeetingState.CANCELLED]
AHEAD = [MeetingState.PLANNED, MeetingState.INVITED, MeetingState.RUNNING]


def _with_open_meeting() -> list[int]:
    return list(Meeting.objects.open().values_list("committee_id", flat=True))


def ended_procedures_are_told() -> Iterator[object]:
    """Each has one announcement (or its subject on an agenda), which returns until it was dealt with."""
    rows = CircularProcedure.objects.annotate(first=Count("items", filter=Q(items__carried_from=None)))
    yield from rows.filter(result__in=TOLD).exclude(first=1)
    yield from rows.exclude(result__in=TOLD).exclude(first=0)
    items = AgendaItem.objects.filter(circular__isnull=False, meeting__state__in=OVER)
    yield from items.filter(outcome=Outcome.OPEN)
    yield from items.filter(outcome=Outcome.POSTPONED, carried_to=None)
    for item in AgendaItem.objects.filter(carried_from__circular__isnull=False).select_related("carried_from"):
        if item.circular_id != item.carried_from.circular_id:
            yield item, "was carried without its procedure"


def what_waits_is_gathered(pooled_by_hand: set[int]) -> Iterator[object]:
    waiting = AgendaItem.objects.in_pool().filter(circular__isnull=False, committee__in=_with_open_meeting())
    yield from waiting.exclude(pk__in=pooled_by_hand)


def answers_keep_their_term() -> Iterator[object]:
    """Nobody answers after the last day or after the end; an objection ends it."""
    for vote in CircularVote.objects.exclude(answer=CircularAnswer.PENDING).select_related("procedure"):
        procedure = vote.procedure
        if timezone.localdate(vote.at) > procedure.deadline or (procedure.closed_at and vote.at > procedure.closed_at):
            yield vote, "came too late"
    objected = Count("votes", filter=Q(votes__answer=CircularAnswer.OBJECT))
    for procedure in CircularProcedure.objects.annotate(objected=objected):
        if (procedure.objected == 1) != (procedure.result == CircularResult.OBJECTED) or procedure.objected > 1:
            yield procedure, f"{procedure.objected} objections"


def results_follow_from_answers() -> Iterator[object]:
    """The counts are those of the answers, and silence carried nothing (no rules of the play let it)."""
    for procedure in CircularProcedure.objects.exclude(closed_at=None).prefetch_related("votes"):
        votes = [vote.answer for vote in procedure.votes.all()]
        counted = {"agree": procedure.yes, "reject": procedure.no, "abstain": procedure.abstentions}
        if any(votes.count(answer) != number for answer, number in counted.items()):
            yield procedure, "counted wrongly"
        answered = procedure.yes + procedure.no + procedure.abstentions
        if procedure.result == CircularResult.ACCEPTED and (procedure.yes == 0 or answered < procedure.needed):
            yield procedure, "accepted without votes"
        if procedure.result == CircularResult.NO_QUORUM and answered >= procedure.needed:
            yield procedure, "there was a quorum"


def what_was_said_returns() -> Iterator[object]:
    """Where something is left from a meeting that is over, an open mic stands ahead or waits, as confidential as it."""
    left = OpenMicEntry.objects.unsettled().filter(item__meeting__state__in=OVER)
    mics = AgendaItem.objects.accepted().filter(kind=ItemKind.OPEN_MIC)
    ahead = mics.filter(Q(meeting=None) | Q(meeting__state__in=AHEAD))
    there = set(ahead.values_list("committee_id", "confidential"))
    with_open = set(_with_open_meeting())
    for committee, confidential in set(left.values_list("item__committee", "item__confidential")):
        if committee in with_open and (committee, confidential) not in there:
            yield committee, "forgets what was said"


def guests_read_nothing_confidential() -> Iterator[object]:
    for person in {guest.person for guest in Guest.objects.select_related("person")}:
        yield from asked_as_guest(person).filter(Q(item__confidential=True) | Q(ended_at__isnull=False))


def topics_are_suggested_once() -> Iterator[object]:
    for topic in HorizonTopic.objects.exclude(item=None).select_related("item"):
        if topic.item.committee_id != topic.committee_id:
            yield topic
