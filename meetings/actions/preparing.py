"""The preparation plan: drawn up from the committee's lines, dated back from the meeting, ticked off."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from kog import history
from kog import queries as network
from kog.models import Committee, User
from kog.working_days import add_working_days, nearest_after, nearest_before, working_days_between
from meetings.actions.locking import lock_committee, lock_meeting
from meetings.default_plan import DEFAULT_PLAN
from meetings.enums import OffsetUnit
from meetings.models import Meeting, PlanStep, PreparationStep


def _state() -> str:
    row = network.network()
    return row.state if row else ""


def plan_lines(committee: Committee) -> list[PlanStep]:
    """The committee's own lines, or the usual timetable (not saved) for the board, or none for a light group."""
    own = list(committee.plan_steps.all())
    if own or not network.rules_on(committee).full_form:
        return own
    return [PlanStep(committee=committee, **line) for line in DEFAULT_PLAN]


def draw_up(meeting: Meeting) -> None:
    """Write the dated steps of a newly planned meeting."""
    state = _state()
    with translation.override(settings.LANGUAGE_CODE):
        PreparationStep.objects.bulk_create(
            PreparationStep(
                meeting=meeting,
                title=str(line.title),
                owner=line.owner,
                offset=line.offset,
                unit=line.unit,
                push=line.push,
                due=offset_day(meeting.date, line.offset, line.unit, state),
            )
            for line in plan_lines(meeting.committee)
        )


def redate(meeting: Meeting) -> None:
    """Move the steps that are not done yet with the meeting's new date."""
    state = _state()
    for step in meeting.steps.filter(done_at=None):
        step.due = offset_day(meeting.date, step.offset, step.unit, state)
        step.save(update_fields=["due"])


def offset_day(day: dt.date, offset: int, unit: str, state: str) -> dt.date:
    """The working day that lies this far from a meeting's day; what is due before falls on the earlier working day."""
    if unit == OffsetUnit.WORKING_DAYS:
        return add_working_days(day, offset, state)
    target = day + dt.timedelta(weeks=offset)
    if offset == 0:
        return target
    return nearest_before(target, state) if offset < 0 else nearest_after(target, state)


@transaction.atomic
def tick(step: PreparationStep, *, done: bool, by: User) -> PreparationStep:
    """Tick a step off, or take the tick back. Twice the same click changes nothing."""
    step = PreparationStep.objects.select_for_update().select_related("meeting").get(pk=step.pk)
    if step.is_done == done:
        return step
    step.done_at, step.done_by = (timezone.now(), by) if done else (None, None)
    step.save(update_fields=["done_at", "done_by"])
    history.record(step.meeting, "step_done" if done else "step_reopened", by=by, step=step.title)
    return step


@transaction.atomic
def add_step(meeting: Meeting, *, title: str, due: dt.date, owner: str, by: User) -> PreparationStep:
    """A step of this meeting alone, with a date of its own."""
    meeting = lock_meeting(meeting)
    distance = working_days_between(meeting.date, due, _state())
    step = PreparationStep.objects.create(
        meeting=meeting, title=title, owner=owner, offset=distance, unit=OffsetUnit.WORKING_DAYS, due=due
    )
    history.record(meeting, "step_added", by=by, step=title, due=due)
    return step


@transaction.atomic
def change_plan(committee: Committee, lines: list[dict[str, object]], *, by: User) -> list[PlanStep]:
    """Replace the committee's plan. Meetings planned from now on follow it; those planned keep their steps."""
    committee = lock_committee(committee.pk)
    committee.plan_steps.all().delete()
    steps = PlanStep.objects.bulk_create(PlanStep(committee=committee, **line) for line in lines)
    history.record(committee, "preparation_plan_changed", by=by, lines=len(steps))
    return steps
