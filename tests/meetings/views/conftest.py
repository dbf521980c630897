"""A board that can meet, and pages asked for by name."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kog.models import Committee
from meetings.models import Meeting
from tests.factories.meetings import MeetingFactory
from tests.replay import replayed


@pytest.fixture
def full_board(network, board, chair, board_member, secretary) -> Committee:
    """The board with its chair, one more member and the secretariat."""
    return board


@pytest.fixture
@replayed
def planned(full_board, secretary) -> Meeting:
    return MeetingFactory(committee=full_board, by=secretary, place="Rathaus")


@pytest.fixture
@replayed
def invited(full_board, secretary) -> Meeting:
    return MeetingFactory(committee=full_board, by=secretary, place="Rathaus", invited=True)


@pytest.fixture
def page_of(client_of) -> Callable[..., HttpResponse]:
    """`page_of(person, "agenda", meeting.slug)` → the answer to a GET; `data` is its query string."""

    def page(person, name: str, /, *args: object, **data: object) -> HttpResponse:
        return client_of(person).get(reverse(f"meetings:{name}", args=args), data)

    return page


@pytest.fixture
def send(client_of) -> Callable[..., HttpResponse]:
    """`send(person, "cancel", meeting.slug, reason="…")` → the answer to a POST."""

    def post(person, name: str, /, *args: object, **data: object) -> HttpResponse:
        return client_of(person).post(reverse(f"meetings:{name}", args=args), data)

    return post


@pytest.fixture
def queries_of(client_of) -> Callable[..., int]:
    """How many queries a page costs once what is asked once per process is known."""

    def count(person, name: str, *args: object) -> int:
        client = client_of(person)
        address = reverse(name, args=args)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200
        return len(asked)

    return count
