import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from documents.actions import filing
from documents.queries import documents_visible_to
from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import OutboxMail, User
from meetings.actions import agenda, convening, guesting, papers
from meetings.queries.visibility import items_visible_to, meetings_visible_to
from tests.factories.documents import filed
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.replay import replayed

NEW = guesting.Newcomer("Frau Neu", "neu@example.org", "Beratungsstelle")


@pytest.fixture
@replayed
def meeting(network, board, chair, secretary):
    return MeetingFactory(committee=board, released=True, by=secretary)


@pytest.fixture
def tomorrow():
    return timezone.localdate() + dt.timedelta(days=1)


@pytest.fixture
def told():
    return lambda: sorted(OutboxMail.objects.values_list("kind", "recipient"))


def test_guest_sees_the_one_item_until_the_day(meeting, secretary, guest, fresh, tomorrow):
    item = AgendaItemFactory(meeting=meeting, by=secretary)
    AgendaItemFactory(meeting=meeting, by=secretary, title="Für andere")

    guesting.ask_guest(item, guest, until=tomorrow, by=secretary)

    assert list(items_visible_to(fresh(guest))) == [item]
    assert list(meetings_visible_to(fresh(guest))) == [meeting]
    assert history.of(item).first().verb == "guest_asked"


def test_asking_again_moves_the_day_and_is_told_once(meeting, secretary, guest, tomorrow, told):
    item = AgendaItemFactory(meeting=meeting, by=secretary)
    guesting.ask_guest(item, guest, until=tomorrow, by=secretary)

    moved = guesting.ask_guest(item, guest, until=tomorrow + dt.timedelta(days=7), by=secretary)
    guesting.ask_guest(item, guest, until=moved.until, by=secretary)

    assert item.guests.get().until == tomorrow + dt.timedelta(days=7)
    assert told() == [("guest_asked", guest.email)]
    assert [entry.verb for entry in history.of(item)].count("guest_asked") == 2


def test_after_the_day_nothing_is_seen(meeting, secretary, guest, fresh, tomorrow):
    item = AgendaItemFactory(meeting=meeting, by=secretary)
    guesting.ask_guest(item, guest, until=tomorrow, by=secretary)

    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        assert list(items_visible_to(fresh(guest))) == []
        assert list(meetings_visible_to(fresh(guest))) == []


def test_day_that_is_over_is_refused(meeting, secretary, guest, tomorrow):
    item = AgendaItemFactory(meeting=meeting, by=secretary)

    with pytest.raises(NotPossibleNow) as refusal:
        guesting.ask_guest(item, guest, until=tomorrow - dt.timedelta(days=2), by=secretary)

    assert refusal.value.code == "day_is_over"


def test_access_that_ended_is_over_at_once_and_stays_written(meeting, secretary, guest, fresh, tomorrow):
    item = AgendaItemFactory(meeting=meeting, by=secretary)
    row = guesting.ask_guest(item, guest, until=tomorrow, by=secretary)

    guesting.end_guest(row, by=secretary)
    guesting.end_guest(row, by=secretary)

    assert list(items_visible_to(fresh(guest))) == []
    assert item.guests.get().until < timezone.localdate()
    assert [entry.verb for entry in history.of(item)].count("guest_ended") == 1


def test_access_that_ended_can_be_given_again_and_is_told_again(meeting, secretary, guest, fresh, tomorrow, told):
    item = AgendaItemFactory(meeting=meeting, by=secretary)
    guesting.end_guest(guesting.ask_guest(item, guest, until=tomorrow, by=secretary), by=secretary)

    guesting.ask_guest(item, guest, until=tomorrow, by=secretary)

    assert list(items_visible_to(fresh(guest))) == [item]
    assert told() == [("guest_asked", guest.email)] * 2


def test_item_that_is_carried_over_takes_its_guests_but_not_those_who_were_ended(
    meeting, board, secretary, guest, stranger, tomorrow
):
    later = MeetingFactory(committee=board, by=secretary, date=meeting.date + dt.timedelta(days=60))
    item = AgendaItemFactory(meeting=meeting, by=secretary, title="Wohnen")
    guesting.ask_guest(item, guest, until=tomorrow, by=secretary)
    guesting.end_guest(guesting.ask_guest(item, stranger, until=tomorrow, by=secretary), by=secretary)

    convening.cancel(meeting, reason="Kein Raum", by=secretary)

    assert [row.person for row in later.items.get(title="Wohnen").guests.all()] == [guest]


def test_somebody_new_is_invited_to_the_portal_without_a_seat(meeting, secretary, tomorrow, told):
    item = AgendaItemFactory(meeting=meeting, by=secretary)

    row = guesting.ask_guest(item, NEW, until=tomorrow, by=secretary)

    person = row.person
    assert (person.name, person.title, person.institution) == ("Frau Neu", "Beratungsstelle", None)
    assert not person.occupancies.exists()
    assert told() == [("guest_asked", "neu@example.org"), ("portal_invitation", "neu@example.org")]


def test_somebody_new_with_a_known_address_is_that_person(meeting, secretary, guest, tomorrow):
    item = AgendaItemFactory(meeting=meeting, by=secretary)

    row = guesting.ask_guest(item, guesting.Newcomer("Anders", guest.email.upper()), until=tomorrow, by=secretary)

    assert row.person == guest
    assert User.objects.get(pk=guest.pk).name == guest.name


def test_new_person_asked_twice_gets_one_invitation(meeting, secretary, tomorrow, told):
    for _number in range(2):
        guesting.ask_guest(AgendaItemFactory(meeting=meeting, by=secretary), NEW, until=tomorrow, by=secretary)

    assert [kind for kind, _to in told()] == ["guest_asked", "guest_asked", "portal_invitation"]


def test_refused_guest_is_not_invited_to_the_portal(meeting, secretary, tomorrow):
    item = AgendaItemFactory(meeting=meeting, by=secretary, confidential=True)

    with pytest.raises(NotPossibleNow):
        guesting.ask_guest(item, NEW, until=tomorrow, by=secretary)

    assert not User.objects.filter(email="neu@example.org").exists()


def test_person_who_left_is_no_guest(meeting, secretary, guest, tomorrow):
    guest.is_active = False
    guest.save()
    item = AgendaItemFactory(meeting=meeting, by=secretary)

    with pytest.raises(NotPossibleNow) as refusal:
        guesting.ask_guest(item, guest, until=tomorrow, by=secretary)

    assert refusal.value.code == "person_left"


@pytest.mark.parametrize("phase", ["closed", "cancelled"])
def test_meeting_that_is_over_takes_no_guests(network, board, chair, secretary, guest, tomorrow, phase):
    over = MeetingFactory(committee=board, by=secretary, phase=phase)

    with pytest.raises(NotPossibleNow) as refusal:
        guesting.ask_guest(over.items.first(), guest, until=tomorrow, by=secretary)

    assert refusal.value.code == "meeting_is_over"


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
