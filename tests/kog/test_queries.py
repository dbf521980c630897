import datetime as dt

import pytest

from kog import queries
from kog.roster import of_committee, of_institution
from tests.factories.kog import (
    FOUNDED,
    CommitteeFactory,
    InstitutionFactory,
    OccupancyFactory,
    RotationPlaceFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
CHANGE = dt.date(2024, 6, 30)
BEFORE, AFTER = dt.date(2024, 1, 1), dt.date(2025, 1, 1)


@pytest.fixture
def changed_seat(board):
    """Somebody sat until the change, somebody else from the day after."""
    seat = SeatFactory(committee=board)
    OccupancyFactory(seat=seat, person__name="Früher", valid_until=CHANGE)
    OccupancyFactory(seat=seat, person__name="Jetzt", valid_from=CHANGE + dt.timedelta(days=1))
    OccupancyFactory(seat=seat, deputy=True, person__name="Vertretung")
    return seat


@pytest.mark.parametrize(
    ("day", "names", "former"),
    [
        (FOUNDED - dt.timedelta(days=1), None, []),
        (BEFORE, ["Früher", "Vertretung"], []),
        (CHANGE, ["Früher", "Vertretung"], []),
        (CHANGE + dt.timedelta(days=1), ["Jetzt", "Vertretung"], ["Früher"]),
        (AFTER, ["Jetzt", "Vertretung"], ["Früher"]),
    ],
)
def test_roster_is_true_for_its_day(board, changed_seat, day, names, former):
    roster = of_committee(board, day)

    assert [[held.person.name for held in seat.occupied] for seat in roster.seats] == ([names] if names else [])
    assert [held.person.name for held in roster.former] == former


def test_people_of_an_ended_seat_are_former_members(board):
    seat = SeatFactory(committee=board, valid_until=CHANGE)
    OccupancyFactory(seat=seat, person__name="Früher")

    roster = of_committee(board, AFTER)

    assert roster.seats == []
    assert [(held.person.name, held.last_day) for held in roster.former] == [("Früher", CHANGE)]
    assert of_institution(seat.institution, AFTER).former_seats == [seat]


def test_rotation_stands_in_its_order(board):
    seats = [SeatFactory(committee=board) for _number in range(3)]
    RotationPlaceFactory(seat=seats[2], position=0)
    RotationPlaceFactory(seat=seats[0], position=1)

    assert of_committee(board).rotation == [seats[2], seats[0]]


def test_roster_costs_two_queries(board, django_assert_num_queries):
    for _number in range(3):
        OccupancyFactory(seat__committee=board)

    with django_assert_num_queries(2):
        roster = of_committee(board)
        assert [str(seat.institution) + seat.occupied[0].person.name for seat in roster.seats]


def test_tree_puts_groups_below_what_they_belong_to(board, group, other_group):
    sub = CommitteeFactory(kind="subgroup", parent=group)
    SeatFactory(committee=group)
    OccupancyFactory(seat__committee=group)
    CommitteeFactory(parent=board, dissolved=FOUNDED)

    tree = queries.committee_tree()

    assert [(row, row.depth) for row in tree] == [(board, 0), (group, 1), (sub, 2), (other_group, 1)]
    assert [(row.seat_count, row.vacant) for row in tree] == [(0, 0), (2, 1), (0, 0), (0, 0)]


def test_group_of_a_dissolved_committee_moves_to_the_top():
    orphan = CommitteeFactory(parent=CommitteeFactory(dissolved=FOUNDED))

    assert [(row, row.depth) for row in queries.committee_tree()] == [(orphan, 0)]


def test_names_are_sorted_and_found_by_german_rules():
    for name in ("Zebra", "Ärzte", "Anton", "ökologie", "Otto", "Ost"):
        InstitutionFactory(name=name)

    names = [house.name for house in queries.institutions()]

    assert names == ["Anton", "Ärzte", "ökologie", "Ost", "Otto", "Zebra"]


def test_seats_to_fill_show_who_comes(board):
    seat = SeatFactory(committee=board)
    coming = OccupancyFactory(seat=seat, valid_from=dt.date(2999, 1, 1))
    OccupancyFactory(seat=seat, valid_until=FOUNDED)
    SeatFactory(committee=board, valid_until=FOUNDED)

    assert [(found, found.occupied) for found in queries.seats_to_fill(board)] == [(seat, [coming])]


def test_secretaries_are_those_of_the_day(secretary, administrator):
    assert list(queries.secretaries()) == [secretary]

    secretary.appointments.update(valid_until=FOUNDED)

    assert not queries.secretaries().exists()


def test_houses_a_person_speaks_for(lead_seat, afa):
    person = UserFactory(institution=afa)
    assert queries.institutions_of(person) == {afa.pk}

    OccupancyFactory(seat=lead_seat, person=person)

    assert queries.institutions_of(person) == {afa.pk, lead_seat.institution_id}
