import datetime as dt
from types import SimpleNamespace

import pytest

from kog.network_file import MatterTable, SittingTable
from meetings.actions.convening import Arrangement, plan
from meetings.actions.loading_history import load_history
from meetings.enums import DatePrecision, MeetingFormat, MeetingState
from meetings.models import Matter, Meeting


def file(*, sitting=(), matter=()) -> SimpleNamespace:
    """The part of a network file that is read here."""
    return SimpleNamespace(sitting=sitting, matter=matter)


HELD = SittingTable(body="board", state="held", date=dt.date(2019, 4, 3), format="online", note="Auftakt")
CANCELLED = SittingTable(body="board", state="cancelled", month="2020-04", reason="Pandemie")
OF_GROUP = SittingTable(body="feg", state="held", date=dt.date(2019, 5, 6))
MATTER = MatterTable(origin="feg", kind="result", title="Leitfaden", result="Liegt vor")


def test_the_past_is_told_as_it_was(full_board, group, secretary, last_entry):
    counts = load_history(file(sitting=[HELD, CANCELLED, OF_GROUP], matter=[MATTER]), secretary)

    held, cancelled = Meeting.objects.in_order().filter(committee=full_board)
    of_group = Meeting.objects.get(committee=group)
    assert (held.designation, held.state, held.format, held.note) == (
        "KOG 2019-1", MeetingState.CLOSED, MeetingFormat.VIDEO, "Auftakt",
    )  # fmt: skip
    assert (cancelled.state, cancelled.date, cancelled.precision, cancelled.cancel_reason) == (
        MeetingState.CANCELLED, dt.date(2020, 4, 1), DatePrecision.MONTH, "Pandemie",
    )  # fmt: skip
    assert (of_group.designation, of_group.precision) == ("AG-FEG 2019-1", DatePrecision.DAY)
    assert {one.turn for one in Meeting.objects.all()} == {None}
    assert last_entry(held)[:2] == ("loaded", secretary)
    assert counts.created == {"meetings": 3, "matters": 1}


def test_a_matter_of_the_past_has_its_result_and_addressee(full_board, group, secretary):
    load_history(file(matter=[MATTER]), secretary)

    matter = Matter.objects.get()
    assert (matter.title, matter.result, matter.origin, matter.addressee) == (
        "Leitfaden",
        "Liegt vor",
        group,
        full_board,
    )
    assert matter.raised_on_known is False


def test_a_second_run_changes_nothing(full_board, group, secretary):
    told = file(sitting=[HELD, CANCELLED], matter=[MATTER])
    load_history(told, secretary)
    before = [list(model.objects.order_by("pk").values()) for model in (Meeting, Matter)]

    counts = load_history(told, secretary)

    assert [list(model.objects.order_by("pk").values()) for model in (Meeting, Matter)] == before
    assert (counts.created.total(), counts.changed.total()) == (0, 0)


@pytest.mark.parametrize(
    ("later", "field", "value"),
    [
        (file(sitting=[SittingTable(body="board", state="held", date=HELD.date, note="Gründung")]), "note", "Gründung"),
        (file(sitting=[SittingTable(body="board", state="held", date=HELD.date)]), "format", MeetingFormat.ON_SITE),
    ],
)
def test_corrected_facts_are_taken_over(full_board, group, secretary, later, field, value):
    load_history(file(sitting=[HELD]), secretary)

    counts = load_history(later, secretary)

    assert getattr(Meeting.objects.get(), field) == value
    assert (counts.created["meetings"], counts.changed["meetings"]) == (0, 1)


def test_a_corrected_result_is_taken_over(full_board, group, secretary):
    load_history(file(matter=[MATTER]), secretary)

    counts = load_history(
        file(matter=[MatterTable(origin="feg", kind="result", title="Leitfaden", note="Zurückgezogen")]), secretary
    )

    assert Matter.objects.get().result == "Zurückgezogen"
    assert counts.changed == {"matters": 1}


def test_numbers_go_on_after_the_past(full_board, group, secretary):
    load_history(file(sitting=[SittingTable(body="board", state="held", date=dt.date(2026, 1, 12))]), secretary)

    assert plan(full_board, Arrangement(dt.date(2026, 6, 8)), by=secretary).designation == "KOG 2026-2"
