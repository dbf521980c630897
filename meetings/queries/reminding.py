"""What is to be reminded of today: steps of plans that push, and terms that follow from what happened."""

import datetime as dt

from django.db.models import Q, QuerySet

from kog import queries as network
from kog.models import Committee, User
from kog.working_days import add_working_days
from meetings.enums import OPEN_STATES, MeetingState, ProtocolState, Push
from meetings.models import AgendaItem, Assignment, Meeting, PreparationStep, Protocol
from meetings.queries.meetings import due_assignments, previous_held_meeting
from meetings.queries.missing import PAPER_KINDS

# What was due longer ago is not pushed any more: somebody has seen to it, or it is too late.
LATEST = dt.timedelta(days=28)
LINK_PERSON_AFTER, CHAIR_BEFORE, OBJECTIONS_BEFORE = 5, 3, 3  # working days


def pushing_steps(today: dt.date) -> QuerySet[PreparationStep]:
    """Due, not ticked off, of meetings that come or were held."""
    steps = PreparationStep.objects.filter(done_at=None, due__lte=today, due__gt=today - LATEST)
    steps = steps.exclude(push=Push.NONE).exclude(meeting__state=MeetingState.CANCELLED)
    return steps.select_related("meeting__committee", "meeting__chair_seat").order_by("due", "pk")


def coming_meetings(today: dt.date) -> list[Meeting]:
    rows = Meeting.objects.filter(state__in=OPEN_STATES, date__gt=today).select_related("committee", "chair_seat")
    return list(rows.in_order())


def half_time_of(meeting: Meeting) -> dt.date | None:
    """The day between two meetings on which one asks how far things are; None for the first meeting."""
    before = previous_held_meeting(meeting)
    return before.date + (meeting.date - before.date) / 2 if before else None


def without_report(meeting: Meeting) -> list[Assignment]:
    """Due in the meeting, and not a word on how far they are since they were set or last reviewed."""
    return list(due_assignments(meeting).filter(progress="").select_related("committee"))


def without_paper(meeting: Meeting) -> list[AgendaItem]:
    """Items that were suggested by somebody and have neither paper nor text."""
    items = AgendaItem.objects.accepted().filter(meeting=meeting, standing="", papers=None, kind__in=PAPER_KINDS)
    empty = items.filter(text="", proposed_resolution="", suggested_by__is_active=True)
    return list(empty.select_related("suggested_by", "suggested_from"))


def leads_below(committee: Committee) -> list[User]:
    """Who leads the groups that a committee set up, and may suggest items to it."""
    groups = Committee.objects.active().filter(parent=committee)
    people = {
        row.person
        for group in groups
        for seat in network.seats_on(group).filter(function="lead")
        for row in seat.occupied
        if row.person.is_active
    }
    return sorted(people, key=lambda person: person.pk)


def ending_objections(today: dt.date, state: str) -> list[Protocol]:
    """Protocols whose term for objections ends within the next working days."""
    until = add_working_days(today, OBJECTIONS_BEFORE, state)
    circulated = Q(state=ProtocolState.CIRCULATED, objections_until__gte=today, objections_until__lte=until)
    return list(Protocol.objects.filter(circulated).select_related("meeting__committee", "committee"))


def unwritten_protocol(meeting: Meeting) -> Protocol | None:
    """The draft that did not go to the chair yet."""
    return Protocol.objects.filter(meeting=meeting, state=ProtocolState.DRAFT).select_related("meeting").first()
