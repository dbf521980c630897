import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.kog import OccupancyFactory, SeatFactory
from tests.factories.meetings import MeetingFactory, finish, protocol_in
from tests.replay import replayed


@pytest.fixture
@replayed
def meetings(network, board, group, chair, board_member, group_lead, group_member, secretary):
    """A board meeting (ob, afa) and a group meeting (ihk, fizu), both held and with a circulated protocol."""
    past = timezone.localdate() - dt.timedelta(days=7)
    held = [
        finish(MeetingFactory(committee=one, running=True, by=secretary, date=past), by=secretary)
        for one in (board, group)
    ]
    for meeting in held:
        protocol_in("circulated", meeting, by=secretary)
    return held


@pytest.mark.parametrize(("house", "place"), [("afa", 0), ("fizu", 1)])
def test_meetings_and_protocols_of_a_house(client_of, meetings, secretary, house, place):
    client = client_of(secretary)

    found = client.get(reverse("meetings:meeting_list"), {"haus": house}).context["page"].rows
    protocols = client.get(reverse("meetings:protocol_list"), {"haus": house}).context["page"].rows

    assert found == [meetings[place]]
    assert [one.meeting for one in protocols] == [meetings[place]]


def test_house_without_a_meeting_says_how_to_widen_the_list(client_of, meetings, secretary, board, ihk):
    OccupancyFactory(seat=SeatFactory(committee=board, institution=ihk))  # sits there since the last meeting only
    page = client_of(secretary).get(reverse("meetings:meeting_list"), {"haus": "ihk", "gremium": board.key})

    assert page.context["page"].rows == []
    assert [one.url for one in page.context["narrowings"]] == [
        f"{reverse('meetings:meeting_list')}?haus=ihk",
        f"{reverse('meetings:meeting_list')}?gremium={board.key}",
    ]
