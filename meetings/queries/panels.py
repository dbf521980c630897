"""What pages of committees, houses and newcomers show of the meeting cycle."""

from django.db.models import Q, QuerySet

from kog import rules as who
from kog.models import Committee, Institution, User
from meetings.enums import ProtocolState
from meetings.models import Assignment, Meeting, Protocol, Resolution
from meetings.queries import lists, visibility

SHOWN = 5
LAST_PROTOCOLS = 3


def next_meetings(user: User, committee: Committee) -> list[Meeting]:
    rows = visibility.meetings_visible_to(user).open().filter(committee=committee)
    return list(rows.in_order()[:SHOWN])


def open_assignments(user: User, committee: Committee) -> list[Assignment]:
    """What the committee set, or has to do itself, next review first."""
    rows = lists.assignments(user).open().filter(Q(committee=committee) | Q(lead_committee=committee))
    return list(rows.order_by("due_meeting__date", "pk")[:SHOWN])


def assignments_of_house(user: User, institution: Institution) -> QuerySet[Assignment]:
    """Led by the house, open ones first."""
    rows = lists.assignments(user).filter(lead_institution=institution)
    return rows.order_by("-state", "-pk")[: 2 * SHOWN]


def last_protocols(user: User) -> list[Protocol]:
    """The last ones of the own committees, each with up to three `resolutions` the person may read. Two queries."""
    rows = visibility.protocols_visible_to(user).filter(
        state__in=[ProtocolState.CIRCULATED, ProtocolState.APPROVED], committee__in=who.member_of(user)
    )
    rows = rows.select_related("meeting__committee").distinct().order_by("-meeting__date", "-pk")
    found = list(rows[:LAST_PROTOCOLS])
    resolved = Resolution.objects.filter(
        meeting__in=[row.meeting_id for row in found], item__in=visibility.items_visible_to(user).values("pk")
    )
    by_meeting: dict[int, list[Resolution]] = {}
    for resolution in resolved.order_by("pk"):
        by_meeting.setdefault(resolution.meeting_id, []).append(resolution)
    for row in found:
        row.resolutions = by_meeting.get(row.meeting_id, [])[:3]
    return found


def open_of_own_house(user: User) -> list[Assignment]:
    mine = Q(lead_institution__in=who.speaks_for(user)) | Q(lead_committee__in=who.member_of(user))
    return list(lists.assignments(user).open().filter(mine).order_by("due_meeting__date", "pk")[: 2 * SHOWN])
