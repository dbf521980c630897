import pytest

from tests.factories.kog import FOUNDED, CommitteeFactory, OccupancyFactory, SeatFactory
from workinggroups import queries

pytestmark = pytest.mark.django_db


def gaps(committee):
    found = queries.with_gaps().get(pk=committee.pk)
    return found.unlinked, found.led_from_outside, found.vacant


def test_group_led_by_a_house_of_the_board_with_a_person_in_both_has_no_gap(board, group, ihk):
    on_board = OccupancyFactory(seat__committee=board, seat__institution=ihk)
    OccupancyFactory(seat__committee=group, seat__institution=ihk, person=on_board.person)

    assert gaps(group) == (False, False, 0)
    assert list(queries.link_people(group)) == [on_board.person]


def test_same_house_through_other_people_is_no_link(board, group, ihk):
    OccupancyFactory(seat__committee=board, seat__institution=ihk)
    OccupancyFactory(seat__committee=group, seat__institution=ihk)

    assert gaps(group) == (True, False, 0)
    assert not queries.link_people(group).exists()


def test_lead_without_a_seat_on_the_board(board, group, ihk):
    assert gaps(group) == (True, True, 0)

    SeatFactory(committee=board, institution=ihk, valid_until=FOUNDED)

    assert gaps(group) == (True, True, 0)


def test_link_ends_with_the_seat(board, group):
    on_board = OccupancyFactory(seat__committee=board)
    held = OccupancyFactory(seat__committee=group, person=on_board.person)
    assert not gaps(group)[0]

    held.seat.valid_until = FOUNDED
    held.seat.save()

    assert gaps(group)[0]


def test_group_without_a_lead_has_no_lead_outside():
    assert not gaps(CommitteeFactory(lead=None))[1]


def test_board_itself_is_asked_for_vacant_seats_only(board):
    seat = SeatFactory(committee=board)

    assert gaps(board) == (False, False, 1)
    assert list(queries.vacant_seats()) == [seat]


def test_deputy_does_not_fill_a_seat(board):
    held = OccupancyFactory(seat__committee=board, deputy=True)

    assert list(queries.vacant_seats()) == [held.seat]


def test_dissolved_committee_has_no_gaps(board):
    dissolved = CommitteeFactory(dissolved=FOUNDED)
    SeatFactory(committee=dissolved)

    assert list(queries.with_gaps()) == [board]
    assert not queries.vacant_seats().exists()
