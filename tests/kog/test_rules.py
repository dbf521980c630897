"""Who may do what to the network, as a table. `group` is the one that the group lead leads."""

import pytest

from tests.factories.cast import CAST
from tests.factories.kog import OccupancyFactory

NETWORK = {"group_member", "group_lead", "board_member", "chair", "secretary", "administrator"}
TABLE = {
    ("kog.use_portal", None): set(CAST) - {"anonymous"},
    ("kog.view_network", None): NETWORK,
    ("kog.view_committee", "board"): NETWORK,
    ("kog.view_committee", "group"): NETWORK,
    ("kog.view_person", "stranger"): NETWORK,
    ("kog.change_network", None): {"secretary", "administrator"},
    ("kog.change_seats", "board"): {"secretary"},
    ("kog.change_seats", "group"): {"secretary"},
    ("kog.change_group_members", "board"): {"secretary"},
    ("kog.change_group_members", "group"): {"secretary", "group_lead"},
    ("kog.change_group_members", "other_group"): {"secretary"},
    ("kog.invite_person", "board"): {"secretary"},
    ("kog.change_card", "board_member"): {"secretary", "board_member"},
    ("kog.change_offices", None): {"administrator"},
    ("kog.use_admin", None): {"secretary", "administrator"},
}


@pytest.mark.parametrize(("permission", "subject"), TABLE, ids=[" ".join(filter(None, case)) for case in TABLE])
def test_permission_holds_for_exactly_these(permission, subject, cast, request):
    record = request.getfixturevalue(subject) if subject else None

    allowed = {name for name, person in cast.items() if person.has_perm(permission, record)}

    assert allowed == TABLE[permission, subject]


@pytest.mark.parametrize("person", ["group_lead", "board_member", "secretary"])
def test_standing_ends_with_its_last_day(person, request, fresh):
    who = request.getfixturevalue(person)
    assert who.has_perm("kog.view_network")

    for fact in (*who.occupancies.all(), *who.appointments.all()):
        fact.valid_until = fact.valid_from
        fact.save()

    assert not fresh(who).has_perm("kog.view_network")


def test_seat_that_ended_gives_no_standing(group_lead, lead_seat, fresh):
    lead_seat.valid_until = lead_seat.valid_from
    lead_seat.save()

    assert not fresh(group_lead).has_perm("kog.view_network")
    assert not fresh(group_lead).has_perm("kog.change_group_members", lead_seat.committee)


def test_deputy_of_the_lead_may_what_the_lead_may(lead_seat):
    deputy = OccupancyFactory(seat=lead_seat, deputy=True).person

    assert deputy.has_perm("kog.change_group_members", lead_seat.committee)


def test_person_who_was_locked_out_may_nothing(secretary, board):
    secretary.is_active = False

    assert not secretary.has_perm("kog.change_seats", board)
    assert not secretary.has_perm("kog.view_network")


def test_standing_is_asked_with_two_queries(board_member, board, group, django_assert_num_queries, fresh):
    person = fresh(board_member)

    with django_assert_num_queries(2):
        assert person.has_perm("kog.view_network")
        assert not person.has_perm("kog.change_group_members", group)
        assert not person.has_perm("kog.change_seats", board)
