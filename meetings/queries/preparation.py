"""The preparation plan as one reads it: what is done, due, late, and where it lies on a line of weeks."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.enums import OPEN_STATES, MeetingState
from meetings.models import Meeting, PreparationStep, Reminder

WEEKS_BEFORE, WEEKS_AFTER = 12, 6
WIDTH, MARGIN, HEIGHT = 900, 30, 92
DONE, LATE, DUE_SOON, COMING = "done", "late", "soon", "coming"
SOON_DAYS = 7


def under_way(prefix: str = "") -> Q:
    """The condition that a meeting is being prepared or followed up: it comes, runs, or was held lately."""
    today = timezone.localdate()
    coming = Q(**{f"{prefix}state__in": [*OPEN_STATES, MeetingState.RUNNING]})
    since = today - dt.timedelta(weeks=WEEKS_AFTER + 2)
    return coming | Q(**{f"{prefix}state": MeetingState.CLOSED, f"{prefix}date__gte": since})


def standing(step: PreparationStep, today: dt.date) -> str:
    if step.done_at:
        return DONE
    if step.due < today:
        return LATE
    return DUE_SOON if (step.due - today).days <= SOON_DAYS else COMING


@dataclass(frozen=True)
class Mark:
    """One step in the picture: a filled dot (done), a diamond (late), an outline (to come)."""

    x: int
    y: int
    standing: str
    title: str


@dataclass(frozen=True)
class Picture:
    """A line from twelve weeks before a meeting to six weeks after it, with today and the steps on it."""

    meeting: Meeting
    marks: list[Mark]
    weeks: list[tuple[int, str]]
    today_x: int | None
    label: str
    width: int = WIDTH
    height: int = HEIGHT
    line_y: int = 44
    left: int = MARGIN
    right: int = WIDTH - MARGIN
    day_x: int = 0


def _x(days: int) -> int:
    """Where a distance from the meeting's day lies; what lies outside is drawn at the edge."""
    span = (WEEKS_BEFORE + WEEKS_AFTER) * 7
    inside = max(-WEEKS_BEFORE * 7, min(WEEKS_AFTER * 7, days))
    return MARGIN + (inside + WEEKS_BEFORE * 7) * (WIDTH - 2 * MARGIN) // span


def picture(meeting: Meeting, steps: list[PreparationStep]) -> Picture:
    today = timezone.localdate()
    distance = (today - meeting.date).days
    seen: dict[int, int] = {}
    marks = []
    for step in steps:
        x = _x((step.due - meeting.date).days)
        level = seen.get(x, 0)
        seen[x] = level + 1
        marks.append(Mark(x, 44 - 16 * level, standing(step, today), f"{step.due:%d.%m.%Y}: {step.title}"))
    weeks = [(_x(week * 7), f"{week:+}" if week else "0") for week in range(-WEEKS_BEFORE, WEEKS_AFTER + 1, 2)]
    inside = -WEEKS_BEFORE * 7 <= distance <= WEEKS_AFTER * 7
    return Picture(meeting, marks, weeks, _x(distance) if inside else None, _sentence(meeting, steps), day_x=_x(0))


def _sentence(meeting: Meeting, steps: list[PreparationStep]) -> str:
    """What the picture says, in words."""
    today = timezone.localdate()
    done = sum(step.is_done for step in steps)
    late = sum(standing(step, today) == LATE for step in steps)
    text = _("Preparation of %(meeting)s: %(done)d of %(all)d steps are done.") % {
        "meeting": meeting,
        "done": done,
        "all": len(steps),
    }
    if late:
        text += " " + ngettext("%(count)d step is overdue.", "%(count)d steps are overdue.", late) % {"count": late}
    return text


@dataclass(frozen=True)
class StepLine:
    """A step with how it stands, for a list."""

    step: PreparationStep
    standing: str


def lines(steps: list[PreparationStep]) -> list[StepLine]:
    today = timezone.localdate()
    return [StepLine(step, standing(step, today)) for step in steps]


def steps_of(meeting: Meeting) -> list[PreparationStep]:
    steps = list(meeting.steps.select_related("done_by").order_by("due", "pk"))
    for step in steps:
        step.meeting = meeting
    return steps


def reminders_of(meeting: Meeting) -> list[Reminder]:
    """What went out by the plan, the latest first; several of a kind on a day are one line."""
    rows: dict[tuple[str, dt.date], Reminder] = {}
    for row in meeting.reminders.exclude(count=0):
        known = rows.setdefault((row.kind, row.sent_on), row)
        if known is not row:
            known.count += row.count
    return list(rows.values())
