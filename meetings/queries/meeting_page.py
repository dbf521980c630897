"""What the page of one meeting shows, in a constant number of queries."""

from typing import Any

from django.db.models import QuerySet

from kog.models import Rules, User
from meetings.models import AgendaItem, Deferral, Meeting, Resolution
from meetings.queries import visibility
from meetings.queries.agenda import agenda_of, length_of, minutes_of
from meetings.queries.meetings import due_assignments, rules_of
from meetings.queries.participation import forecast, of_meeting, own_rows
from meetings.queries.phases import Phase, phase_of, protocol_of


def facts_of(meeting: Meeting, user: User, *, sees_participation: bool) -> dict[str, Any]:
    items = agenda_of(meeting, user)
    rows = list(of_meeting(meeting)) if sees_participation else []
    coming = meeting.is_open or meeting.is_running
    protocol = protocol_of(meeting)
    papers = [(item, paper) for item in items for paper in item.papers.all()]
    return {
        "meeting": meeting,
        "items": items,
        "minutes": minutes_of(items),
        "length": length_of(meeting),
        "papers": papers,
        "due": list(due_assignments(meeting)) if coming else [],
        "rows": rows,
        "own": own_rows(rows, user) if rows and meeting.is_open else [],
        "forecast": forecast(rows, rules_of(meeting) if coming else Rules()) if rows else None,
        "phases": Phase if phase_of(meeting) else None,
        "phase": phase_of(meeting),
        "protocol": protocol if protocol and protocol.is_readable_by_members else None,
    }


def results_of(meeting: Meeting, user: User, items: list[AgendaItem]) -> dict[str, Any]:
    """What a held meeting left behind: resolutions on items the person may read, and assignments."""
    if not (meeting.is_closed or meeting.is_running):
        return {}
    set_here = visibility.assignments_visible_to(user).filter(set_in=meeting)
    return {
        "resolutions": list(_resolutions(meeting, items)),
        "assignments": list(set_here.select_related("lead_institution", "lead_committee", "due_meeting", "closed_in")),
    }


def _resolutions(meeting: Meeting, items: list[AgendaItem]) -> QuerySet[Resolution]:
    return meeting.resolutions.filter(item__in=[item.pk for item in items])


def deferrals_of(meeting: Meeting, user: User) -> QuerySet[Deferral]:
    """Where the due assignments of a cancelled meeting went."""
    visible = visibility.assignments_visible_to(user)
    return meeting.deferrals.filter(assignment__in=visible.values("pk")).select_related("assignment", "to_meeting")
