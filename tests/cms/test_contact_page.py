import pytest
from django.urls import reverse

from kog.models import OutboxMail
from tests.factories.cms import contact_page

MESSAGE = {"name": "Ada Muster", "email": "ada@example.org", "subject": "Frage", "message": "Wann tagt die Gruppe?"}


@pytest.fixture
def page(network):
    network.contact_email = "geschaeftsstelle@kog.example"
    network.save()
    return contact_page()


def address(page) -> str:
    return reverse("cms:contact_message", args=[page.pk])


def test_message_needs_no_sign_in_and_says_thank_you(client, page):
    answer = client.post(address(page), MESSAGE)

    assert answer.headers["Location"] == "/kontakt/?gesendet=1"
    assert OutboxMail.objects.get().text.count("Wann tagt die Gruppe?") == 1
    assert 'role="status"' in client.get("/kontakt/?gesendet=1").text


def test_program_that_fills_the_hidden_field_sends_nothing_and_learns_nothing(client, page):
    answer = client.post(address(page), MESSAGE | {"website": "https://spam.example"})

    assert answer.headers["Location"] == "/kontakt/?gesendet=1"
    assert not OutboxMail.objects.exists()


def test_mistake_keeps_what_was_typed(client, page):
    answer = client.post(address(page), MESSAGE | {"email": "ada"})

    assert answer.context["form"].errors.keys() == {"email"}
    assert "Wann tagt die Gruppe?" in answer.text
    assert not OutboxMail.objects.exists()


def test_refusal_is_shown_on_the_form(client, page, network):
    network.contact_email = ""
    network.save()

    answer = client.post(address(page), MESSAGE)

    assert len(answer.context["form"].non_field_errors()) == 1
    assert "Wann tagt die Gruppe?" in answer.text


def test_unpublished_contact_page_takes_no_message(client, page):
    page.unpublish()

    assert client.post(address(page), MESSAGE).status_code == 404
    assert not OutboxMail.objects.exists()


def test_opening_the_address_of_the_form_leads_to_the_page(client, page):
    assert client.get(address(page)).headers["Location"] == "/kontakt/"
