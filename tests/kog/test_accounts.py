import re

import pytest
from django.urls import reverse

from kog.models import OutboxMail, User
from tests.factories.kog import PASSWORD, NetworkFactory, UserFactory


@pytest.fixture
def client(client):
    """Chose English, so that a test reads the sentences of the sources."""
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def person(db) -> User:
    NetworkFactory(contact_email="secretariat@kog.example")
    return UserFactory(email="person@kog.example", password=PASSWORD)


def test_password_signs_in(client, person):
    client.post(reverse("account_login"), {"login": "person@kog.example", "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(person.pk)


def test_wrong_password_and_unknown_address_look_the_same(client, person):
    answers = [
        client.post(reverse("account_login"), {"login": address, "password": "wrong-password"})
        for address in ("person@kog.example", "nobody@kog.example")
    ]

    pages = [re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers]
    assert "The e-mail address or the password is not right." in pages[0]
    assert pages[0] == pages[1]
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client, person):
    answer = client.post(reverse("account_signup"), {"email": "new@kog.example", "password1": PASSWORD})

    assert "Accounts are given by invitation" in answer.content.decode()
    assert not User.objects.filter(email="new@kog.example").exists()


def test_code_comes_through_the_outbox_and_signs_in_once(client, person, mailoutbox):
    client.post(reverse("account_request_login_code"), {"email": "person@kog.example"})
    mail = OutboxMail.objects.get()
    code = re.search(r"\n\n(\S+)\n\n", mail.text)[1]

    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert (mail.recipient, mail.kind, mail.subject) == ("person@kog.example", "login_code", "Your code for KOG")
    assert mailoutbox == []
    assert client.session["_auth_user_id"] == str(person.pk)


def test_wrong_code_opens_nothing(client, person):
    client.post(reverse("account_request_login_code"), {"email": "person@kog.example"})

    answer = client.post(reverse("account_confirm_login_code"), {"code": "AAAAAA"})

    assert "This code is not right or has expired." in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["person@kog.example", "nobody@kog.example"])
def test_asking_for_a_code_does_not_tell_who_has_an_account(client, person, address):
    answer = client.post(reverse("account_request_login_code"), {"email": address}, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("account_confirm_login_code")
    assert f"If there is an account for {address}, we have sent a code" in " ".join(answer.content.decode().split())


def test_forgotten_password_is_set_anew_by_the_link_in_the_mail(client, person):
    client.post(reverse("account_reset_password"), {"email": "person@kog.example"})
    link = re.search(r"http://testserver(/\S+)", OutboxMail.objects.get().text)[1]

    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "a-new-long-password", "password2": "a-new-long-password"})

    person.refresh_from_db()
    assert person.check_password("a-new-long-password")


def test_address_of_an_account_is_not_changed_by_its_owner(client, person):
    client.force_login(person, backend="kog.accounts.SignInBackend")

    answer = client.post("/konto/email/", {"action_add": "", "email": "private@example.org"})

    assert (answer.status_code, answer["Location"]) == (302, reverse("account_login"))


def test_signing_out_takes_a_post(client, person):
    client.force_login(person, backend="kog.accounts.SignInBackend")

    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session

    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "page", ["account_login", "account_request_login_code", "account_reset_password", "account_signup"]
)
def test_pages_of_the_way_in_have_one_heading_and_their_language(client, person, page):
    answer = client.get(reverse(page))

    html = answer.content.decode()
    assert html.count("<h1") == 1
    assert '<html lang="en"' in html
    assert "style=" not in html
    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []


def test_mail_with_the_code_has_an_html_part_in_the_colours_of_the_network(client, person):
    client.post(reverse("account_request_login_code"), {"email": "person@kog.example"})

    mail = OutboxMail.objects.get()
    code = re.search(r"\n\n(\S+)\n\n", mail.text)[1]
    assert f"<strong>{code}</strong>" in mail.html
    assert "6px solid #1d4f7c" in mail.html
    assert "secretariat@kog.example" in mail.html
