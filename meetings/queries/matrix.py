"""Years of work in one picture: assignments × meetings of one committee, from the one that set it to the one that
closed it. A constant number of queries; positions are computed here, the template only draws.
"""

from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kog.models import Committee
from meetings.enums import DatePrecision
from meetings.models import Assignment, Deferral, Meeting, Review

LABEL, COLUMN, ROW, HEAD, ROWS, COLUMNS = 400, 74, 40, 64, 60, 14


@dataclass(frozen=True)
class Column:
    meeting: Meeting
    x: int
    day: str


@dataclass(frozen=True)
class Mark:
    """A review (dot), a postponement by cancelling (diamond) or the closing review (square)."""

    x: int
    kind: str
    title: str


@dataclass
class Line:
    """One assignment: its bar and what happened on it, and the same in words for the table."""

    assignment: Assignment
    y: int
    start: int
    end: int
    is_open: bool
    marks: list[Mark] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    story: str = ""


@dataclass(frozen=True)
class Matrix:
    committee: Committee
    columns: list[Column]
    lines: list[Line]
    width: int
    height: int
    more: bool = False
    label_width: int = LABEL
    head: int = HEAD


def matrix_of(committee: Committee, assignments: QuerySet[Assignment], year: str = "") -> Matrix:
    """The assignments given, oldest first, against the committee's meetings of the year, or the latest ones."""
    meetings = _meetings(committee, year)
    rows = assignments.filter(committee=committee).select_related(
        "lead_institution", "lead_committee", "set_in", "due_meeting", "closed_in"
    )
    rows = rows.prefetch_related(
        Prefetch("reviews", Review.objects.select_related("meeting").order_by("meeting__date", "pk"), "findings"),
        Prefetch("deferrals", Deferral.objects.select_related("from_meeting"), "carried"),
    ).order_by("-set_in__date", "-pk")
    rows = rows.exclude(closed_in__date__lt=meetings[0].date) if meetings else rows.none()
    found = list(rows[: ROWS + 1])
    more, found = len(found) > ROWS, found[:ROWS][::-1]
    columns = [
        Column(meeting, LABEL + COLUMN * place + COLUMN // 2, _day(meeting)) for place, meeting in enumerate(meetings)
    ]
    lines = [_line(row, place, columns) for place, row in enumerate(found)]
    width = LABEL + COLUMN * max(1, len(columns)) + 12
    return Matrix(committee, columns, lines, width, HEAD + ROW * len(lines) + 8, more)


def _meetings(committee: Committee, year: str) -> list[Meeting]:
    """Of the year; without one, the latest and all that are planned, as many as there is room for."""
    rows = Meeting.objects.filter(committee=committee)
    if year:
        return list(rows.filter(date__year=year).in_order()[:COLUMNS])
    return list(rows.order_by("-date", "-pk")[:COLUMNS])[::-1]


def _day(meeting: Meeting) -> str:
    return date_format(meeting.date, "m.Y" if meeting.precision == DatePrecision.MONTH else "d.m.y")


def _line(assignment: Assignment, place: int, columns: list[Column]) -> Line:
    at = {column.meeting.pk: column for column in columns}
    start = _x(assignment.set_in, columns)
    last = assignment.closed_in or assignment.due_meeting
    right = columns[-1].x + COLUMN // 2 if columns else LABEL
    end = _x(last, columns) if last else right
    line = Line(assignment, HEAD + ROW * place + ROW // 2, start, max(start, end), assignment.is_open)
    events = [(assignment.set_in, _("set"))]
    for review in assignment.findings:
        word = str(review.get_result_display())
        events.append((review.meeting, word))
        if review.meeting_id in at:
            kind = "closed" if review.meeting_id == assignment.closed_in_id else "review"
            line.marks.append(Mark(at[review.meeting_id].x, kind, _title(review.meeting, word)))
    for deferral in assignment.carried:
        word = _("meeting cancelled, carried over")
        events.append((deferral.from_meeting, word))
        if deferral.from_meeting_id in at:
            line.marks.append(Mark(at[deferral.from_meeting_id].x, "deferred", _title(deferral.from_meeting, word)))
    if assignment.is_open and assignment.due_meeting:
        events.append((assignment.due_meeting, _("review due")))
    line.events = [_title(meeting, word) for meeting, word in sorted(events, key=lambda event: event[0].date)]
    line.story = _story(assignment)
    return line


def _x(meeting: Meeting, columns: list[Column]) -> int:
    """The column of a meeting; what lies before or after all columns is drawn to the edge."""
    for column in columns:
        if column.meeting.pk == meeting.pk:
            return column.x
    if columns and meeting.date < columns[0].meeting.date:
        return LABEL
    return columns[-1].x + COLUMN // 2 if columns else LABEL


def _title(meeting: Meeting, what: str) -> str:
    return f"{meeting}: {what}"


def _story(assignment: Assignment) -> str:
    """The bar in one sentence, for hovering, focus and screen readers."""
    text = _("%(number)s, %(lead)s: set in %(meeting)s") % {
        "number": assignment.number,
        "lead": assignment.lead,
        "meeting": assignment.set_in,
    }
    for review in assignment.findings:
        text += f"; {review.meeting}: {review.get_result_display()}"
    if assignment.is_open:
        text += "; " + (
            _("review due in %(meeting)s") % {"meeting": assignment.due_meeting}
            if assignment.due_meeting
            else _("review due in the next meeting")
        )
    return text


def today_x(matrix: Matrix) -> int | None:
    """Where today lies between the columns, if it does."""
    past = [column for column in matrix.columns if column.meeting.date < timezone.localdate()]
    if not past or len(past) == len(matrix.columns):
        return None
    return past[-1].x + COLUMN // 2
