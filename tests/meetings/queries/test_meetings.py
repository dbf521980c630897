import datetime as dt

import pytest

from meetings.actions import conducting, inviting
from meetings.actions.conducting import Presence
from meetings.enums import Attendance
from meetings.models import Meeting
from meetings.queries import meetings as queries
from tests.factories.kog import OccupancyFactory, RulesFactory, SeatFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory

DAY = dt.date(2026, 6, 8)


@pytest.fixture
def full_board(network, board, chair, board_member):
    return board


def plan(board, by, **facts) -> Meeting:
    return MeetingFactory(committee=board, by=by, **facts)


def test_next_open_meeting_is_the_next_by_date(full_board, secretary):
    first, third, second = (plan(full_board, secretary, date=DAY + dt.timedelta(days=days)) for days in (0, 60, 30))

    assert queries.next_open_meeting(first) == second
    assert queries.next_open_meeting(second) == third


def test_next_open_meeting_skips_what_is_over(full_board, secretary):
    first = plan(full_board, secretary, date=DAY)
    plan(full_board, secretary, date=DAY + dt.timedelta(days=1), cancelled=True)
    plan(full_board, secretary, date=DAY + dt.timedelta(days=2), running=True)
    last = plan(full_board, secretary, date=DAY + dt.timedelta(days=3))

    assert queries.next_open_meeting(first) == last


def test_next_open_meeting_may_lie_before_when_there_is_no_later_one(full_board, secretary):
    early, late = (plan(full_board, secretary, date=DAY + dt.timedelta(days=days)) for days in (0, 9))

    assert queries.next_open_meeting(late) == early


def test_next_open_meeting_is_none_when_there_is_none_in_this_committee(full_board, group, secretary):
    plan(group, secretary, date=DAY)

    assert queries.next_open_meeting(plan(full_board, secretary, date=DAY)) is None


def test_previous_held_meeting(full_board, secretary):
    held = plan(full_board, secretary, date=DAY, closed=True)
    plan(full_board, secretary, date=DAY + dt.timedelta(days=1), cancelled=True)
    meeting = plan(full_board, secretary, date=DAY + dt.timedelta(days=2))

    assert queries.previous_held_meeting(meeting) == held
    assert queries.previous_held_meeting(held) is None


def test_a_meeting_keeps_the_rules_of_its_day(full_board, secretary):
    meeting = plan(full_board, secretary, date=DAY)
    RulesFactory(committee=full_board, valid_from=DAY, notice_days=7)
    RulesFactory(committee=full_board, valid_from=DAY + dt.timedelta(days=1), notice_days=99)

    assert queries.rules_of(meeting).notice_days == 7


def test_the_chair_is_who_holds_the_seat_on_that_day(full_board, chair_seat, chair, secretary):
    meeting = plan(full_board, secretary, date=DAY)
    chair.occupancies.update(valid_until=DAY)
    OccupancyFactory(seat=chair_seat, valid_from=DAY + dt.timedelta(days=1))

    assert queries.chair_of(meeting) == chair


def test_without_a_seat_or_on_a_vacant_one_nobody_has_the_chair(full_board, group, chair, secretary):
    chair.occupancies.update(valid_until=DAY - dt.timedelta(days=1))

    assert queries.chair_of(plan(full_board, secretary, date=DAY)) is None
    assert queries.chair_of(plan(group, secretary, date=DAY)) is None


def test_minutes_are_those_of_the_leaves(full_board, secretary):
    meeting = plan(full_board, secretary, date=DAY)
    frame = queries.minutes_planned(meeting)
    parent = AgendaItemFactory(meeting=meeting, minutes=99)
    for minutes in (7, 8):
        AgendaItemFactory(meeting=meeting, minutes=minutes, parent=parent)

    assert (frame, queries.minutes_planned(meeting)) == (45, 60)


def test_minutes_of_an_empty_agenda(full_board, secretary):
    meeting = plan(full_board, secretary, date=DAY)
    meeting.items.all().delete()

    assert queries.minutes_planned(meeting) == 0


@pytest.mark.parametrize(
    ("share", "minimum", "seats", "needed"),
    [
        (50, 3, 20, 11),
        (50, 3, 21, 11),
        (50, 3, 4, 3),
        (50, 3, 2, 2),
        (0, 0, 5, 1),
        (100, 0, 5, 5),
        (66, 3, 9, 6),
        (50, 9, 4, 4),
    ],
)
def test_quorum_needed(full_board, secretary, share, minimum, seats, needed):
    RulesFactory(committee=full_board, quorum_share=share, quorum_min=minimum)
    for _ in range(seats - 2):
        SeatFactory(committee=full_board)
    SeatFactory(committee=full_board, has_vote=False)
    meeting = plan(full_board, secretary, date=DAY, running=True)

    found = queries.quorum(meeting)

    assert (found.votes, found.present, found.needed, found.reached) == (seats, 0, needed, False)


def test_a_committee_without_votes_has_no_quorum(group, secretary):
    assert not queries.quorum(plan(group, secretary, date=DAY, running=True)).reached


@pytest.mark.parametrize(
    ("presence", "counts"),
    [
        (Presence(Attendance.PRESENT), True),
        (Presence(Attendance.REMOTE), True),
        (Presence(Attendance.REPRESENTED, "Frau Beispiel"), True),
        (Presence(Attendance.PRESENT, arrived_at=dt.time(11)), True),
        (Presence(Attendance.PRESENT, left_at=dt.time(12, 30)), True),
        (Presence(Attendance.PRESENT, left_at=dt.time(11)), False),
        (Presence(Attendance.EXCUSED), False),
        (Presence(Attendance.ABSENT), False),
        (Presence(Attendance.UNKNOWN), False),
    ],
)
def test_who_counts_as_present(full_board, board_seat, secretary, presence, counts):
    meeting = plan(full_board, secretary, date=DAY, running=True)
    conducting.record_attendance(meeting.participations.get(seat=board_seat), presence, by=secretary)

    assert queries.quorum(meeting).present == int(counts)


def test_a_seat_that_ended_before_the_meeting_has_no_vote_in_it(full_board, board_seat, secretary):
    """It was invited while it existed; on the day it does not count and nobody is there for it."""
    meeting = plan(full_board, secretary, date=DAY, invited=True)
    board_seat.valid_until = DAY - dt.timedelta(days=1)
    board_seat.save()

    meeting = conducting.open_meeting(meeting, by=secretary)

    assert queries.quorum(meeting).votes == 1
    conducting.record_rest_present(meeting, by=secretary)
    assert meeting.participations.get(seat=board_seat).attendance == Attendance.ABSENT


def test_invited_rows_stay_when_a_seat_ends(full_board, board_seat, secretary):
    meeting = plan(full_board, secretary, date=DAY, invited=True)
    board_seat.valid_until = DAY - dt.timedelta(days=1)
    board_seat.save()

    inviting.invite(meeting, by=secretary, short_notice_reason="x")

    assert meeting.participations.filter(seat=board_seat).exists()
