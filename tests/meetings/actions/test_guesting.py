import datetime as dt

import pytest
from django.utils import timezone

from documents.actions import filing
from documents.queries import documents_visible_to
from kog import history
from kog.exceptions import NotPossibleNow
from meetings.actions import agenda, guesting, papers
from meetings.queries.visibility import items_visible_to, meetings_visible_to
from tests.factories.documents import filed
from tests.factories.meetings import AgendaItemFactory, MeetingFactory


@pytest.fixture
def meeting(network, board, chair, secretary):
    return MeetingFactory(committee=board, released=True, by=secretary)


@pytest.fixture
def tomorrow():
    return timezone.localdate() + dt.timedelta(days=1)


def test_guest_sees_the_one_item_until_the_day(meeting, secretary, guest, fresh, tomorrow):
    item = AgendaItemFactory(meeting=meeting, by=secretary)
    AgendaItemFactory(meeting=meeting, by=secretary, title="Für andere")

    guesting.ask_guest(item, guest, until=tomorrow, by=secretary)

    assert list(items_visible_to(fresh(guest))) == [item]
    assert list(meetings_visible_to(fresh(guest))) == [meeting]
    assert history.of(item).first().verb == "guest_asked"


def test_asking_again_moves_the_day_and_afterwards_nothing_is_seen(meeting, secretary, guest, fresh, tomorrow):
    item = AgendaItemFactory(meeting=meeting, by=secretary)
    guesting.ask_guest(item, guest, until=tomorrow, by=secretary)

    guesting.ask_guest(item, guest, until=tomorrow - dt.timedelta(days=2), by=secretary)

    assert item.guests.count() == 1
    assert list(items_visible_to(fresh(guest))) == []


def test_confidential_item_has_no_guests(meeting, secretary, guest, tomorrow):
    item = AgendaItemFactory(meeting=meeting, by=secretary, confidential=True)

    with pytest.raises(NotPossibleNow) as refusal:
        guesting.ask_guest(item, guest, until=tomorrow, by=secretary)

    assert refusal.value.code == "confidential_item"
    assert item.guests.count() == 0


def test_item_that_becomes_confidential_is_closed_to_its_guest(meeting, secretary, guest, fresh, tomorrow):
    item = AgendaItemFactory(meeting=meeting, by=secretary)
    guesting.ask_guest(item, guest, until=tomorrow, by=secretary)

    agenda.change_item(item, {"confidential": True}, by=secretary)

    assert list(items_visible_to(fresh(guest))) == []


def test_item_in_the_pool_has_no_guests(board, network, secretary, guest, tomorrow):
    item = agenda.suggest_item(board, {"title": "Später"}, by=secretary)

    with pytest.raises(NotPossibleNow) as refusal:
        guesting.ask_guest(item, guest, until=tomorrow, by=secretary)

    assert refusal.value.code == "not_on_an_agenda"


def test_papers_of_an_item_that_became_confidential_are_closed_to_its_guest(meeting, secretary, guest, fresh, tomorrow):
    item = AgendaItemFactory(meeting=meeting, by=secretary)
    document = filed(filing.folder_for(meeting.committee, by=secretary), by=secretary)
    papers.attach_paper(item, document, by=secretary)
    guesting.ask_guest(item, guest, until=tomorrow, by=secretary)
    before = list(documents_visible_to(fresh(guest)))

    agenda.change_item(item, {"confidential": True}, by=secretary)

    assert (before, list(documents_visible_to(fresh(guest)))) == ([document], [])
