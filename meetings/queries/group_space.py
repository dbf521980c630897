"""What the page of a group needs from the meeting cycle."""

from django.db.models import Exists, OuterRef, Q

from kog.models import Committee
from meetings.models import Assignment, Matter, Meeting, Paper, StatusReport


def assignments_of(group: Committee) -> list[Assignment]:
    """Open ones that the group is in charge of, next review first."""
    rows = Assignment.objects.open().filter(lead_committee=group)
    return list(rows.select_related("due_meeting").order_by("due_meeting__date", "pk"))


def matters_of(group: Committee) -> list[Matter]:
    """Open ones that came from the group or were addressed to it, latest first."""
    return list(Matter.objects.filter(Q(origin=group) | Q(addressee=group), closed_at=None)[:50])


def next_meeting_of(group: Committee) -> Meeting | None:
    return Meeting.objects.open().filter(committee=group).in_order().first()


def not_presented(assignment: Assignment) -> StatusReport | None:
    """The latest report with files that the meeting which reviews the assignment does not have among its papers."""
    if assignment.due_meeting is None or not assignment.due_meeting.is_open or assignment.item.confidential:
        return None
    there = Paper.objects.filter(item__meeting=assignment.due_meeting_id).values("document")
    missing = StatusReport.documents.through.objects.filter(statusreport=OuterRef("pk")).exclude(document__in=there)
    return assignment.reports.filter(Exists(missing)).first()
