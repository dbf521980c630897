"""The sheet the chair reads out: what is due, what is overdue, what is coming, what was done since last time."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from documents.queries import documents_visible_to
from kog.models import User
from meetings.enums import AssignmentState, ReviewResult
from meetings.models import Assignment, Meeting, Review, StatusReport
from meetings.queries.meetings import previous_held_meeting
from meetings.queries.visibility import assignments_visible_to


@dataclass
class Line:
    """One assignment on the sheet of a meeting."""

    assignment: Assignment
    extensions: list[Review]
    deferrals: list[Any]
    report: StatusReport | None
    review: Review | None

    @property
    def times_extended(self) -> int:
        return len(self.extensions)

    @property
    def was_moved(self) -> bool:
        """Continued by an earlier meeting, or moved on from a cancelled one."""
        return bool(self.extensions or self.deferrals)


@dataclass
class ControlSheet:
    """`due` for the first time, `overdue` was continued or deferred before, `coming` is due later.

    `finished` was closed by the meeting before: shown once more, then filed.
    """

    meeting: Meeting
    due: list[Line]
    overdue: list[Line]
    coming: list[Line]
    finished: list[Line]
    previous: Meeting | None

    @property
    def is_empty(self) -> bool:
        return not (self.due or self.overdue or self.coming or self.finished)


def _with_story(assignments: QuerySet[Assignment], user: User) -> QuerySet[Assignment]:
    files = Prefetch("documents", queryset=documents_visible_to(user))
    return (
        assignments.select_related("lead_institution", "lead_committee", "set_in", "due_meeting", "closed_in")
        .prefetch_related(
            "partners",
            Prefetch("reports", StatusReport.objects.select_related("by").prefetch_related(files)),
            Prefetch("reviews", Review.objects.select_related("meeting", "next_meeting")),
            "deferrals__from_meeting",
        )
        .order_by("set_in__date", "pk")
    )


def control_sheet(meeting: Meeting, user: User) -> ControlSheet:
    """The sheet of one meeting for one reader, in a constant number of queries."""
    mine = assignments_visible_to(user).filter(committee=meeting.committee_id)
    previous = previous_held_meeting(meeting)
    here = Q(due_meeting=meeting, state=AssignmentState.OPEN)
    here |= Q(pk__in=Review.objects.filter(meeting=meeting).values("assignment"))
    later = Q(state=AssignmentState.OPEN, due_meeting__date__gt=meeting.date)
    filed_next = Q(closed_in=previous) if previous else Q(pk=None)
    lines = [_line(one, meeting) for one in _with_story(mine.filter(here | later | filed_next), user)]
    on_sheet = [line for line in lines if line.review or line.assignment.due_meeting_id == meeting.pk]
    rest = [line for line in lines if line not in on_sheet]
    return ControlSheet(
        meeting,
        due=[line for line in on_sheet if not line.was_moved],
        overdue=[line for line in on_sheet if line.was_moved],
        coming=[line for line in rest if line.assignment.is_open],
        finished=[line for line in rest if not line.assignment.is_open],
        previous=previous,
    )


def _line(assignment: Assignment, meeting: Meeting) -> Line:
    reviews = list(assignment.reviews.all())
    earlier = [one for one in reviews if (one.meeting.date, one.meeting_id) < (meeting.date, meeting.pk)]
    goes_on = (ReviewResult.EXTENDED, ReviewResult.CHANGED)
    return Line(
        assignment,
        extensions=[one for one in earlier if one.result in goes_on],
        deferrals=list(assignment.deferrals.all()),
        report=next(iter(assignment.reports.all()), None),
        review=next((one for one in reviews if one.meeting_id == meeting.pk), None),
    )
