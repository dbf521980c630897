import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kog.models import Occupancy, OutboxMail, Seat, User
from tests.factories.kog import InstitutionFactory, OccupancyFactory, SeatFactory, UserFactory

pytestmark = pytest.mark.django_db


def url(name, *args) -> str:
    return reverse(f"kog:{name}", args=args)


def test_lead_opens_a_seat_in_the_own_group(client_of, group_lead, group, afa):
    today = timezone.localdate()
    facts = {"institution": afa.pk, "function": "member", "has_vote": "on", "since": today.isoformat()}

    response = client_of(group_lead).post(url("open_seat", group.key), facts)

    assert response.url == url("seats", group.key)
    seat = Seat.objects.get(institution=afa)
    assert (seat.committee, seat.valid_from, seat.has_vote) == (group, today, True)


def test_seat_that_exists_is_refused_on_the_form(client_of, secretary, board_seat):
    facts = {"institution": board_seat.institution_id, "function": "member", "since": "2024-01-01"}

    response = client_of(secretary).post(url("open_seat", board_seat.committee.key), facts)

    assert response.status_code == 422
    assert response.context["form"].non_field_errors()
    assert 'value="2024-01-01"' in response.content.decode()
    assert Seat.objects.count() == 1


def test_lead_puts_a_known_person_on_a_seat(client_of, group_lead, group):
    seat, person = SeatFactory(committee=group), UserFactory()

    client_of(group_lead).post(
        url("occupy", group.key, seat.pk),
        {"person": person.pk, "role": "deputy", "since": timezone.localdate().isoformat()},
    )

    held = Occupancy.objects.get(person=person)
    assert (held.seat, held.role, held.valid_until) == (seat, "deputy", None)


def test_lead_is_told_that_the_past_is_settled(client_of, group_lead, group):
    seat, person = SeatFactory(committee=group), UserFactory()
    facts = {"person": person.pk, "role": "deputy", "since": "2024-01-01"}

    response = client_of(group_lead).post(url("occupy", group.key, seat.pk), facts)

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [_("Only the secretariat changes days that have passed.")]
    assert 'value="2024-01-01"' in response.content.decode()
    assert not seat.occupancies.exists()


def test_somebody_leaves_a_seat(client_of, secretary, board_member, board_seat):
    held = board_member.occupancies.get()

    client_of(secretary).post(url("vacate", board_seat.committee.key, held.pk), {"on": "2024-06-30"})

    held.refresh_from_db()
    assert held.valid_until == dt.date(2024, 6, 30)


def test_seat_ends(client_of, secretary, board_seat):
    client_of(secretary).post(url("end_seat", board_seat.committee.key, board_seat.pk), {"on": "2024-06-30"})

    board_seat.refresh_from_db()
    assert board_seat.valid_until == dt.date(2024, 6, 30)


def test_seat_in_the_rotation_does_not_end(client_of, secretary, chair_seat):
    response = client_of(secretary).post(url("end_seat", chair_seat.committee.key, chair_seat.pk), {"on": "2024-06-30"})

    assert response.status_code == 422
    chair_seat.refresh_from_db()
    assert chair_seat.valid_until is None


def test_seat_of_another_committee_is_not_there(client_of, secretary, board_seat, group):
    assert client_of(secretary).get(url("end_seat", group.key, board_seat.pk)).status_code == 404
    assert client_of(secretary).get(url("occupy", group.key, board_seat.pk)).status_code == 404


def test_occupancy_of_another_committee_is_not_there(client_of, group_lead, board_member, group):
    held = board_member.occupancies.get()

    response = client_of(group_lead).post(url("vacate", group.key, held.pk), {"on": "2024-06-30"})

    assert response.status_code == 404
    held.refresh_from_db()
    assert held.valid_until is None


@pytest.mark.parametrize("person", ["group_member", "board_member", "administrator"])
def test_others_change_no_seats(client_of, person, request, group, lead_seat):
    client = client_of(request.getfixturevalue(person))
    house = InstitutionFactory()

    assert client.get(url("seats", group.key)).status_code == 403
    facts = {"institution": house.pk, "function": "member", "since": "2024-01-01"}
    assert client.post(url("open_seat", group.key), facts).status_code == 403
    assert not Seat.objects.filter(institution=house).exists()


def test_lead_changes_nothing_on_the_board(client_of, group_lead, board, board_seat):
    client = client_of(group_lead)

    assert client.get(url("seats", board.key)).status_code == 403
    assert client.post(url("end_seat", board.key, board_seat.pk), {"on": "2024-06-30"}).status_code == 403


def test_secretary_invites_a_person_from_the_seats(client_of, secretary, board_seat):
    facts = {"email": "neu@kog.example", "name": "Leitung Neu", "role": "holder", "since": "2024-01-01"}

    response = client_of(secretary).post(url("invite", board_seat.committee.key, board_seat.pk), facts)

    assert response.url == url("seats", board_seat.committee.key)
    held = Occupancy.objects.get(seat=board_seat)
    assert held.person.email == "neu@kog.example"
    assert OutboxMail.objects.get().person == held.person


def test_invitation_to_a_taken_seat_is_refused_on_the_form(client_of, secretary, board_member, board_seat):
    facts = {"email": "neu@kog.example", "name": "Leitung Neu", "role": "holder", "since": "2024-01-01"}

    response = client_of(secretary).post(url("invite", board_seat.committee.key, board_seat.pk), facts)

    assert response.status_code == 422
    assert board_member.name in str(response.context["form"].non_field_errors())
    assert 'value="Leitung Neu"' in response.content.decode()
    assert not User.objects.filter(email="neu@kog.example").exists()


def test_lead_invites_nobody_new(client_of, group_lead, group, lead_seat):
    assert client_of(group_lead).get(url("invite", group.key, lead_seat.pk)).status_code == 403


def test_seats_page_costs_the_same_however_many(client_of, secretary, board, django_assert_max_num_queries):
    client = client_of(secretary)
    OccupancyFactory(seat__committee=board)
    client.get(url("seats", board.key))
    with django_assert_max_num_queries(12) as one:
        client.get(url("seats", board.key))

    for _number in range(39):
        OccupancyFactory(seat__committee=board, valid_from=timezone.localdate())

    with django_assert_max_num_queries(12) as forty:
        client.get(url("seats", board.key))
    assert len(forty) == len(one)
