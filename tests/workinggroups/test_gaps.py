import pytest
from django.urls import reverse

from tests.factories.kog import OccupancyFactory, SeatFactory
from workinggroups import gaps

pytestmark = pytest.mark.django_db


@pytest.fixture
def incomplete(board, board_member, group, lead_seat):
    """A vacant seat on the board, and a group that is led from outside and has no link."""
    SeatFactory(committee=board, institution__name="Unbesetztes Haus")
    return group


def test_secretary_sees_every_gap(rf, secretary, board, incomplete):
    found = gaps.for_dashboard(rf.get("/"), secretary)["warnings"]

    assert [entry["committee"] for entry in found] == [board.short_name, *[incomplete.short_name] * 3]
    assert "Unbesetztes Haus" in found[0]["text"]


def test_nothing_is_missing_nothing_is_said(rf, secretary, board_member):
    assert gaps.for_dashboard(rf.get("/"), secretary) is None


@pytest.mark.parametrize("person", ["board_member", "group_lead", "administrator", "stranger"])
def test_dashboard_of_others_has_no_gaps(rf, person, request, incomplete):
    assert gaps.for_dashboard(rf.get("/"), request.getfixturevalue(person)) is None


@pytest.mark.parametrize(
    ("person", "number"), [("secretary", 2), ("group_lead", 2), ("group_member", None), ("board_member", None)]
)
def test_gaps_of_a_group_are_told_to_those_who_can_mend_them(client_of, person, number, request, incomplete, fizu):
    OccupancyFactory(seat=incomplete.seats.get(), person__name="Leitung")  # so that only the two ties are missing
    who = request.getfixturevalue(person) if person != "group_lead" else incomplete.seats.get().occupancies.get().person

    response = client_of(who).get(incomplete.get_absolute_url())

    text = response.content.decode()
    assert ('id="network-warnings"' in text) is (number is not None)
    if number:
        assert f"({number})" in text.split('id="network-warnings"')[1].split("</h2>")[0]


def test_group_page_names_the_people_who_sit_in_both(client_of, board_member, group, board):
    OccupancyFactory(seat__committee=group, person=board_member)

    text = client_of(board_member).get(group.get_absolute_url()).content.decode()
    links = text.split('aria-labelledby="links"')[1].split("</section>")[0]
    assert board_member.get_absolute_url() in links
    assert 'aria-labelledby="links"' not in client_of(board_member).get(board.get_absolute_url()).content.decode()


def test_dashboard_of_the_secretary_costs_the_same_however_many_gaps(
    client_of, secretary, board, django_assert_max_num_queries
):
    client = client_of(secretary)
    SeatFactory(committee=board)
    client.get(reverse("kog:dashboard"))
    with django_assert_max_num_queries(21) as one:
        client.get(reverse("kog:dashboard"))

    for _number in range(39):
        SeatFactory(committee__parent=board)

    with django_assert_max_num_queries(len(one)) as forty:
        client.get(reverse("kog:dashboard"))
    assert len(forty) == len(one)
