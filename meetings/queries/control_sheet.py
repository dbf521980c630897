"""The sheet the chair reads out: what is due, what is overdue, what is coming, what was done since last time."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from kog.models import User
from meetings.enums import ReviewResult
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


@dataclass
class ControlSheet:
    """`due` for the first time, `overdue` was continued or deferred before, `coming` is due later, `finished` was closed by
    the meeting before: shown once more, then filed.
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


def _with_story(assignments: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return (
        assignments.select_related("lead_institution", "lead_committee", "set_in", "due_meeting", "closed_in")
        .prefetch_related(
            "partners",
            Prefetch("reports", StatusReport.objects.select_related("by")),
            Prefetch("reviews", Review.objects.select_related("meeting", "next_meeting")),
            "deferrals__from_meeting",
        )
        .order_by("set_in__date", "pk")
    )


def control_sheet(meeting: Meeting, user: User) -> ControlSheet:
    """The sheet of one meeting for one reader, in a constant number of queries."""
    mine = assignments_visible_to(user).filter(committee=meeting.committee_id)
    previous = previous_held_meeting(meeting)
    reviewed_here = mine.filter(reviews__meeting=meeting)
    due_here = mine.filter(due_meeting=meeting, state="open")
    here = [
        _line(one, meeting)
        for one in _with_story(mine.filter(pk__in=due_here.values("pk").union(reviewed_here.values("pk"))))
    ]
    coming = (
        mine.open().filter(due_meeting__date__gt=meeting.date).exclude(pk__in=[line.assignment.pk for line in here])
    )
    finished = mine.filter(closed_in=previous) if previous else mine.none()
    return ControlSheet(
        meeting,
        due=[line for line in here if not (line.extensions or line.deferrals)],
        overdue=[line for line in here if line.extensions or line.deferrals],
        coming=[_line(one, meeting) for one in _with_story(coming)],
        finished=[_line(one, meeting) for one in _with_story(finished)],
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
