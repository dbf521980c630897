import datetime as dt

import pytest

from kog.actions import rotating
from meetings.actions import chairing, conducting, convening
from meetings.models import Meeting
from tests.factories.kog import RotationPlaceFactory, SeatFactory
from tests.factories.meetings import MeetingFactory
from tests.replay import replayed

DAYS = [dt.date(2026, month, 8) for month in (4, 6, 9)]


@pytest.fixture
@replayed
def rotation(chair_seat, board_seat, ihk):
    third = SeatFactory(committee=chair_seat.committee, institution=ihk)
    return [
        chair_seat,
        *(RotationPlaceFactory(seat=seat, position=n + 1).seat for n, seat in enumerate([board_seat, third])),
    ]


@pytest.fixture
@replayed
def year(network, board, rotation, secretary) -> list[Meeting]:
    return convening.plan_year(board, [convening.Arrangement(day) for day in DAYS], by=secretary)


def chairs() -> list:
    return [(one.turn, one.chair_seat) for one in Meeting.objects.in_order()]


def test_the_chair_goes_round(year, rotation):
    assert chairs() == list(enumerate(rotation))


def test_a_fourth_meeting_begins_anew(year, rotation, board, secretary):
    assert MeetingFactory(committee=board, by=secretary, date=dt.date(2026, 11, 9)).chair_seat == rotation[0]


def test_turns_go_on_after_those_that_were_taken(board, rotation, secretary, network):
    MeetingFactory(committee=board, by=secretary, date=DAYS[2], closed=True)

    assert MeetingFactory(committee=board, by=secretary, date=DAYS[0]).chair_seat == rotation[1]


def test_without_a_rotation_the_lead_has_the_chair(group, lead_seat, secretary):
    meeting = MeetingFactory(committee=group, by=secretary)

    assert (meeting.chair_seat, meeting.turn) == (lead_seat, None)


def test_without_rotation_and_lead_nobody_has_it(group, secretary):
    assert MeetingFactory(committee=group, by=secretary).chair_seat is None


def test_swap_with_a_later_meeting_exchanges_the_chairs(year, rotation, secretary, last_entry):
    chairing.swap_chair(year[0], rotation[2], reason=" Urlaub ", by=secretary)

    assert chairs() == [(0, rotation[2]), (1, rotation[1]), (2, rotation[0])]
    assert set(Meeting.objects.values_list("swap_reason", flat=True)) == {"Urlaub", ""}
    facts = {"before": str(rotation[0]), "after": str(rotation[2]), "reason": " Urlaub "}
    assert last_entry(year[0]) == ("chair_swapped", secretary, facts)
    assert last_entry(year[2])[2]["after"] == str(rotation[0])


def test_swap_with_a_seat_outside_the_order_leaves_the_others(year, rotation, board, secretary):
    substitute = SeatFactory(committee=board)

    chairing.swap_chair(year[0], substitute, reason="Urlaub", by=secretary)

    assert chairs() == [(0, substitute), (1, rotation[1]), (2, rotation[2])]


def test_a_swapped_chair_stays_when_turns_are_given_anew(year, rotation, board, secretary):
    chairing.swap_chair(year[0], rotation[2], reason="Urlaub", by=secretary)

    convening.rearrange(year[1], convening.Arrangement(dt.date(2026, 12, 7)), by=secretary)

    assert chairs() == [(0, rotation[2]), (1, rotation[0]), (2, rotation[2])]


@pytest.mark.parametrize("wrong", ["reason", "foreign", "same", "ended"])
def test_swap_is_refused(year, rotation, board, lead_seat, secretary, refused, wrong):
    ended = SeatFactory(committee=board, valid_until=dt.date(2026, 3, 31))
    seat, reason, code = {
        "reason": (rotation[1], " ", "swap_without_reason"),
        "foreign": (lead_seat, "x", "foreign_seat"),
        "ended": (ended, "x", "foreign_seat"),
        "same": (rotation[0], "x", "same_chair"),
    }[wrong]

    with refused(code):
        chairing.swap_chair(year[0], seat, reason=reason, by=secretary)
    assert chairs() == list(enumerate(rotation))


@pytest.mark.parametrize("phase", ["running", "closed", "cancelled"])
def test_swap_after_the_beginning_is_refused(network, board, rotation, secretary, refused, phase):
    meeting = MeetingFactory(committee=board, by=secretary, phase=phase)

    with refused("meeting_not_open"):
        chairing.swap_chair(meeting, rotation[1], reason="x", by=secretary)


def test_a_meeting_held_out_of_order_takes_nobody_elses_turn(year, rotation, board, secretary):
    conducting.open_meeting(year[1], by=secretary)

    later = MeetingFactory(committee=board, by=secretary, date=dt.date(2026, 12, 7))

    year[0].refresh_from_db()
    assert (year[0].turn, year[0].chair_seat) == (0, rotation[0])
    assert (later.turn, later.chair_seat) == (3, rotation[0])


def test_new_order_reaches_the_meetings_that_are_planned(planned, later, board, board_seat, chair_seat, secretary):
    rotating.set_rotation(board, [board_seat, chair_seat], by=secretary)

    planned.refresh_from_db()
    later.refresh_from_db()
    assert (planned.chair_seat, later.chair_seat) == (board_seat, chair_seat)
