"""What the lists show: visible to the person, with everything a row names."""

from django.db.models import QuerySet

from kog.models import User
from meetings.enums import OPEN_STATES, MeetingState
from meetings.models import Assignment, Matter, Meeting
from meetings.queries import visibility
from meetings.queries.matters import with_state

SOON = 8


def meetings(user: User) -> QuerySet[Meeting]:
    """With committee, chairing seat and protocol."""
    return visibility.meetings_visible_to(user).select_related("committee", "chair_seat__institution", "protocol")


def still_to_come(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those that run or are open, by date. The few are found by their state first: the way along all dates is long."""
    coming = Meeting.objects.filter(state__in=[*OPEN_STATES, MeetingState.RUNNING]).order_by()
    return rows.filter(pk__in=coming.values("pk")).in_order()


def coming_meetings(user: User, limit: int = SOON) -> list[Meeting]:
    """What runs now or comes next, in the order of the dates."""
    return list(still_to_come(meetings(user))[:limit])


def past_meetings(user: User) -> QuerySet[Meeting]:
    """Said by what they are not: most meetings are past, and the index of states would have them all sorted."""
    return meetings(user).exclude(state__in=[*OPEN_STATES, MeetingState.RUNNING])


def assignments(user: User) -> QuerySet[Assignment]:
    """With those in charge, the meetings that set, review and closed them, and how often they were continued."""
    return visibility.assignments_visible_to(user).select_related(
        "committee", "lead_institution", "lead_committee", "set_in", "due_meeting", "closed_in"
    )


def matters(user: User) -> QuerySet[Matter]:
    """With both ends of the line and how far each is."""
    rows = visibility.matters_visible_to(user)
    return with_state(rows).select_related("origin", "origin_institution", "addressee", "outside_addressee")
