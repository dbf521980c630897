"""What the lists show: visible to the person, with everything a row names."""

from django.db.models import QuerySet
from django.utils import timezone

from kog.models import User
from meetings.enums import HELD_STATES, OPEN_STATES, MeetingState
from meetings.models import Assignment, Matter, Meeting
from meetings.queries import visibility

SOON = 8


def meetings(user: User) -> QuerySet[Meeting]:
    """With committee, chairing seat and protocol."""
    return visibility.meetings_visible_to(user).select_related("committee", "chair_seat__institution", "protocol")


def coming_meetings(user: User, limit: int = SOON) -> list[Meeting]:
    """What runs now or comes next, in the order of the dates."""
    states = [*OPEN_STATES, MeetingState.RUNNING]
    return list(meetings(user).filter(state__in=states).in_order()[:limit])


def past_meetings(user: User) -> QuerySet[Meeting]:
    return meetings(user).filter(state__in=[*HELD_STATES, MeetingState.CANCELLED], date__lte=timezone.localdate())


def assignments(user: User) -> QuerySet[Assignment]:
    """With those in charge, the meetings that set, review and closed them, and how often they were continued."""
    return visibility.assignments_visible_to(user).select_related(
        "committee", "lead_institution", "lead_committee", "set_in", "due_meeting", "closed_in"
    )


def matters(user: User) -> QuerySet[Matter]:
    return visibility.matters_visible_to(user).select_related("origin", "addressee")
