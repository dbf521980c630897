import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from kog.exceptions import NotPossibleNow
from kog.middleware import RefusalMiddleware


@pytest.fixture
def request_of_nobody():
    request = RequestFactory().post("/portal/")
    request.user = AnonymousUser()
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def test_refusal_becomes_a_page_with_its_sentence_and_what_is_missing(db, request_of_nobody):
    refusal = NotPossibleNow("open_items", "Not <yet>.", missing=["Item 4 has no outcome."])

    response = RefusalMiddleware(lambda _: HttpResponse()).process_exception(request_of_nobody, refusal)

    page = response.content.decode()
    assert response.status_code == 409
    assert "Not &lt;yet&gt;." in page
    assert "Item 4 has no outcome." in page


def test_other_errors_are_not_dressed_up(request_of_nobody):
    assert RefusalMiddleware(lambda _: HttpResponse()).process_exception(request_of_nobody, ValueError()) is None


@pytest.mark.parametrize(
    ("template", "heading"),
    [
        ("400.html", "This request could not be read"),
        ("403_csrf.html", "Please send the form once more"),
        ("500.html", "Something went wrong here"),
    ],
)
def test_failure_pages_need_neither_request_nor_database(template, heading):
    with translation.override("en"):
        page = render_to_string(template)

    assert f'<h1 class="kern-heading-large">{heading}</h1>' in page
    assert '<html lang="en"' in page


def test_form_without_its_mark_of_origin_is_answered_in_our_words(db):
    client = Client(enforce_csrf_checks=True)
    client.cookies["django_language"] = "en"

    response = client.post("/konto/login/", {"login": "a@kog.example"})

    assert response.status_code == 403
    assert "Please send the form once more" in response.content.decode()
