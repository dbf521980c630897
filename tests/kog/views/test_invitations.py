import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kog.access import link_of
from kog.actions.inviting_people import invite, revoke
from kog.actions.signing_in import offer_sign_in
from kog.models import OutboxMail, ScopedLink, User
from tests.factories.kog import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
ANSWER = {"password": "ein-langes-kennwort", "again": "ein-langes-kennwort", "rules": "on"}


def path_of(address: str) -> str:
    return re.search(r"/r/[\w-]+/", address)[0]


@pytest.fixture
def invitation(board_seat, secretary) -> str:
    invite(board_seat, email="neu@kog.example", name="Leitung Neu", since=timezone.localdate(), by=secretary)
    return path_of(OutboxMail.objects.get().text)


def signed_in(client) -> int | None:
    return int(client.session["_auth_user_id"]) if "_auth_user_id" in client.session else None


def test_get_changes_nothing(client, invitation):
    for _scanner in range(3):
        assert client.get(invitation).status_code == 200
    client.head(invitation)

    assert link_of(invitation.split("/")[2]).is_open
    assert signed_in(client) is None


def test_answer_signs_in_and_leads_to_the_first_steps(client, invitation):
    response = client.post(invitation, ANSWER)

    person = User.objects.get(email="neu@kog.example")
    assert response.url == reverse("kog:onboarding")
    assert signed_in(client) == person.pk
    assert person.check_password(ANSWER["password"])
    assert client.get(response.url).status_code == 200
    assert client.post(invitation, ANSWER).status_code == 410


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password": "kurz", "again": "kurz"}, "password"),
        ({"password": "passwort1234", "again": "passwort12345"}, "again"),
        ({"rules": ""}, "rules"),
    ],
)
def test_wrong_answer_keeps_the_link_open(client, invitation, wrong, field):
    response = client.post(invitation, ANSWER | wrong)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert link_of(invitation.split("/")[2]).is_open
    assert signed_in(client) is None


def test_closed_links_say_so_and_no_more(client, invitation, secretary):
    person = User.objects.get(email="neu@kog.example")
    revoke(person, by=secretary)
    expired = path_of(offer_sign_in(secretary, by=None))
    ScopedLink.objects.filter(person=secretary).update(expires_at=timezone.now() - dt.timedelta(seconds=1))

    answers = [client.get(path) for path in (invitation, expired, "/r/forged/")]

    assert [answer.status_code for answer in answers] == [410, 410, 404]
    for answer in answers:
        text = answer.content.decode()
        assert "Leitung Neu" not in text
        assert secretary.name not in text
    assert client.post(expired).status_code == 410
    assert signed_in(client) is None


def test_link_signs_in_once(client, client_of):
    person = UserFactory()
    path = path_of(offer_sign_in(person, by=None))
    assert client.get(path).status_code == 200
    assert signed_in(client) is None

    response = client.post(path)

    assert response.url == reverse("kog:dashboard")
    assert signed_in(client) == person.pk
    assert client.post(path).status_code == 410


def test_link_of_somebody_who_left_is_closed(client):
    person = UserFactory()
    path = path_of(offer_sign_in(person, by=None))
    User.objects.update(is_active=False)

    assert client.post(path).status_code == 410


def test_link_is_kept_in_no_cache_and_in_no_index(client):
    response = client.get(path_of(offer_sign_in(UserFactory(), by=None)))

    assert "no-store" in response["Cache-Control"]
    assert 'name="robots" content="noindex"' in response.content.decode()


def test_link_needs_the_token_of_the_form():
    path = path_of(offer_sign_in(UserFactory(), by=None))

    assert Client(enforce_csrf_checks=True).post(path).status_code == 403
    assert link_of(path.split("/")[2]).is_open


def test_secretary_invites_again_and_withdraws(client_of, secretary, invitation):
    person = User.objects.get(email="neu@kog.example")
    client = client_of(secretary)

    client.post(reverse("kog:invite_again", args=[person.pk]))
    second = path_of(OutboxMail.objects.order_by("pk").last().text)
    assert client.get(invitation).status_code == 410
    assert client.get(second).status_code == 200

    client.post(reverse("kog:revoke_invitation", args=[person.pk]))
    assert client.get(second).status_code == 410


def test_inviting_again_who_accepted_is_refused_with_a_page(client_of, secretary, invitation):
    person = User.objects.get(email="neu@kog.example")
    client_of(secretary).post(invitation, ANSWER)

    response = client_of(secretary).post(reverse("kog:invite_again", args=[person.pk]))

    assert response.status_code == 409
    assert person.name in response.content.decode()


@pytest.mark.parametrize("person", ["group_lead", "administrator", "stranger"])
def test_others_invite_nobody(client_of, person, request, invitation):
    invited = User.objects.get(email="neu@kog.example")

    response = client_of(request.getfixturevalue(person)).post(reverse("kog:invite_again", args=[invited.pk]))

    assert response.status_code == 403
    assert OutboxMail.objects.count() == 1


def test_password_of_the_factory_is_the_one_that_is_said():
    assert UserFactory().check_password(PASSWORD)
