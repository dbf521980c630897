import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.test import RequestFactory

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
