import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from kog import queries
from kog.enums import Office
from kog.models import Appointment, OutboxMail, User

pytestmark = pytest.mark.django_db
FACTS = {"office": "secretary", "email": "neu@kog.example", "name": "Geschäftsstelle", "since": "2024-01-01"}


def test_administrator_appoints_a_secretary_who_is_invited(client_of, administrator):
    response = client_of(administrator).post(reverse("kog:appoint"), FACTS)

    person = User.objects.get(email="neu@kog.example")
    assert response.url == reverse("kog:offices")
    assert queries.offices(person) == {Office.SECRETARY}
    assert [(mail.kind, mail.person) for mail in OutboxMail.objects.all()] == [("portal_invitation", person)]
    assert person.name in client_of(administrator).get(response.url).content.decode()


def test_appointing_twice_is_refused_on_the_form(client_of, administrator):
    client = client_of(administrator)
    client.post(reverse("kog:appoint"), FACTS)

    response = client.post(reverse("kog:appoint"), FACTS | {"since": "2025-01-01"})

    assert response.status_code == 422
    assert Appointment.objects.filter(office=Office.SECRETARY).count() == 1
    assert OutboxMail.objects.count() == 1


def test_last_administrator_stays(client_of, administrator):
    own = administrator.appointments.get()

    response = client_of(administrator).post(reverse("kog:end_office", args=[own.pk]), {"on": "2024-01-01"})

    assert response.status_code == 422
    own.refresh_from_db()
    assert own.valid_until is None


@pytest.mark.parametrize("person", ["secretary", "board_member", "stranger"])
def test_others_give_no_offices(client_of, person, request, administrator):
    client = client_of(request.getfixturevalue(person))

    assert client.get(reverse("kog:offices")).status_code == 403
    assert client.post(reverse("kog:appoint"), FACTS | {"office": "administrator"}).status_code == 403
    assert client.get(reverse("kog:end_office", args=[administrator.appointments.get().pk])).status_code == 403
    assert not User.objects.filter(email="neu@kog.example").exists()


def test_first_administrator_comes_by_the_command(capsys, client):
    call_command("login_link", "admin@kog.example", administrator="Technische Verwaltung")

    person = User.objects.get(email="admin@kog.example")
    assert queries.offices(person) == {Office.ADMINISTRATOR}
    assert client.post("/r/" + capsys.readouterr().out.strip().split("/r/")[1]).url == reverse("kog:dashboard")
    assert client.get(reverse("kog:offices")).status_code == 200


def test_second_administrator_does_not_come_by_the_command(administrator):
    with pytest.raises(CommandError):
        call_command("login_link", "admin@kog.example", administrator="Noch jemand")

    assert not User.objects.filter(email="admin@kog.example").exists()


def test_offices_that_are_over_are_not_listed(client_of, administrator, secretary):
    secretary.appointments.update(valid_until=dt.date(2021, 3, 1))

    assert secretary.name not in client_of(administrator).get(reverse("kog:offices")).content.decode().split("<main")[1]
