import datetime as dt

import pytest

from meetings.actions import preparing
from meetings.actions.convening import Arrangement, rearrange
from meetings.enums import OffsetUnit, StepOwner
from meetings.models import PlanStep
from tests.factories.kog import RulesFactory
from tests.factories.meetings import MeetingFactory

from .conftest import NOW

LINE = {"title": "Raum buchen", "owner": StepOwner.CHAIR, "offset": -1, "unit": OffsetUnit.WEEKS}


def test_usual_timetable_of_the_board(full_board):
    assert len(preparing.plan_lines(full_board)) == 17


def test_a_light_group_has_none(group):
    assert preparing.plan_lines(group) == []


def test_a_group_in_full_form_has_the_usual_one(group):
    RulesFactory(committee=group, full_form=True)

    assert len(preparing.plan_lines(group)) == 17


def test_own_lines_come_before_the_usual_ones(full_board, group, secretary, last_entry):
    for committee in (full_board, group):
        preparing.change_plan(committee, [LINE], by=secretary)

        assert [line.title for line in preparing.plan_lines(committee)] == ["Raum buchen"]
    assert last_entry(group) == ("preparation_plan_changed", secretary, {"lines": 1})


def test_changed_plan_counts_for_meetings_planned_from_now_on(planned, secretary):
    preparing.change_plan(planned.committee, [LINE], by=secretary)
    fresh = MeetingFactory(committee=planned.committee, by=secretary, date=dt.date(2026, 9, 14))

    assert planned.steps.count() == 17
    step = fresh.steps.get()
    assert (step.title, step.owner, step.due) == ("Raum buchen", StepOwner.CHAIR, dt.date(2026, 9, 7))


def test_changing_replaces_the_lines(full_board, secretary):
    preparing.change_plan(full_board, [LINE, LINE], by=secretary)
    preparing.change_plan(full_board, [LINE], by=secretary)

    assert PlanStep.objects.filter(committee=full_board).count() == 1


def test_tick_and_untick(planned, secretary, last_entry):
    step = planned.steps.first()

    ticked = preparing.tick(step, done=True, by=secretary)
    assert (ticked.done_at, ticked.done_by, ticked.is_done) == (NOW, secretary, True)
    assert last_entry(planned) == ("step_done", secretary, {"step": step.title})

    open_again = preparing.tick(step, done=False, by=secretary)
    assert (open_again.done_at, open_again.done_by, open_again.is_done) == (None, None, False)
    assert last_entry(planned) == ("step_reopened", secretary, {"step": step.title})


def test_tick_twice_changes_nothing(planned, secretary, chair):
    step = planned.steps.first()
    preparing.tick(step, done=True, by=secretary)

    assert preparing.tick(step, done=True, by=chair).done_by == secretary


def test_a_step_of_one_meeting(planned, secretary, last_entry):
    due = dt.date(2026, 5, 20)

    step = preparing.add_step(planned, title="Dolmetscher", due=due, owner=StepOwner.SECRETARIAT, by=secretary)

    assert (step.meeting, step.due, step.title) == (planned, due, "Dolmetscher")
    assert last_entry(planned) == ("step_added", secretary, {"step": "Dolmetscher", "due": "2026-05-20"})


def test_a_step_of_one_meeting_keeps_its_distance_when_the_meeting_moves(planned, secretary):
    due = planned.date - dt.timedelta(days=4)  # Thursday before the Monday: two working days
    step = preparing.add_step(planned, title="Dolmetscher", due=due, owner=StepOwner.SECRETARIAT, by=secretary)

    rearrange(planned, Arrangement(planned.date + dt.timedelta(days=14)), by=secretary)

    step.refresh_from_db()
    assert step.due == due + dt.timedelta(days=14)


@pytest.mark.parametrize(
    ("offset", "unit", "result"),
    [
        (0, OffsetUnit.WORKING_DAYS, "2026-06-15"),
        (1, OffsetUnit.WORKING_DAYS, "2026-06-16"),
        (-2, OffsetUnit.WORKING_DAYS, "2026-06-11"),
        (-3, OffsetUnit.WEEKS, "2026-05-22"),  # Whit Monday falls out: the Friday before
        (-2, OffsetUnit.WEEKS, "2026-06-01"),
        (4, OffsetUnit.WEEKS, "2026-07-13"),
        (0, OffsetUnit.WEEKS, "2026-06-15"),
    ],
)
def test_a_step_lies_on_a_working_day_and_not_later_than_it_should(offset, unit, result):
    assert preparing.offset_day(dt.date(2026, 6, 15), offset, unit, "SN") == dt.date.fromisoformat(result)
