"""Opening a meeting from its page, and taking that back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from kog import history
from meetings.actions import conducting
from meetings.enums import MeetingState
from tests.factories.meetings import AgendaItemFactory, MeetingFactory


@pytest.fixture
def meeting(network, board, chair, board_member, secretary):
    return MeetingFactory(committee=board, running=True, by=secretary)


@pytest.fixture
def item(meeting, secretary):
    return AgendaItemFactory(meeting=meeting, by=secretary)


@pytest.fixture
def client(client_of, secretary):
    return client_of(secretary)


def test_planned_meeting_is_opened_from_its_page(client, network, board, chair, secretary):
    meeting = MeetingFactory(committee=board, by=secretary)
    address = reverse("meetings:conduct", args=[meeting.slug])
    assert client.get(address).status_code == 200

    response = client.post(address, {"confirmed": "on", "reason": "Vorgezogen"})

    meeting.refresh_from_db()
    assert (response.status_code, meeting.state) == (302, MeetingState.RUNNING)
    assert meeting.participations.count() == 1
    assert history.of(meeting).get(verb="opened").facts == {"reason": "Vorgezogen"}


@pytest.mark.parametrize("typed", [{}, {"confirmed": "on"}, {"reason": "Vorgezogen"}])
def test_on_another_day_a_meeting_is_opened_only_with_a_word_about_it(client, network, board, chair, secretary, typed):
    meeting = MeetingFactory(committee=board, by=secretary)

    response = client.post(reverse("meetings:conduct", args=[meeting.slug]), typed)

    meeting.refresh_from_db()
    assert (response.status_code, meeting.state) == (422, MeetingState.PLANNED)


def test_on_its_day_one_click_opens_it(client, network, board, chair, secretary):
    meeting = MeetingFactory(committee=board, by=secretary, date=timezone.localdate())

    client.post(reverse("meetings:conduct", args=[meeting.slug]))

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.RUNNING


def test_opening_by_mistake_is_taken_back_from_the_room(client, meeting):
    room_page, address = (reverse(f"meetings:{name}", args=[meeting.slug]) for name in ("conduct", "take_back_opening"))
    assert address in client.get(room_page).content.decode()

    client.post(address)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.opened_at) == (MeetingState.INVITED, None)


def test_with_something_recorded_the_room_does_not_offer_to_take_it_back(client, meeting, item, secretary):
    conducting.save_discussion(item, "Notiz", based_on=0, by=secretary)
    address = reverse("meetings:take_back_opening", args=[meeting.slug])

    page = client.get(f"{reverse('meetings:conduct', args=[meeting.slug])}?top={item.pk}").content.decode()
    response = client.post(address, follow=True)

    meeting.refresh_from_db()
    assert address not in page
    assert meeting.state == MeetingState.RUNNING
    assert [one.level_tag for one in response.context["messages"]] == ["error"]


def test_looking_at_the_page_opens_nothing(client, network, board, secretary):
    meeting = MeetingFactory(committee=board, by=secretary)

    client.get(reverse("meetings:conduct", args=[meeting.slug]))

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED
