import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import cms as pages
from tests.factories.kog import CommitteeFactory, OccupancyFactory, SeatFactory
from workinggroups import flows
from workinggroups.flows import Flow


@pytest.fixture
def site(network, board) -> None:
    pages.groups_page()
    pages.wheel_page()


def test_public_wheel_shows_groups_and_no_person_flow_or_meeting(
    client, site, board, group, group_lead, group_member, monkeypatch
):
    told = {group.pk: Flow(up=71, down=72, back=73, next_meeting=timezone.localdate())}
    monkeypatch.setattr(flows, "_tellers", [lambda committees, day, user: told])

    answer = client.get("/netzwerk/")

    assert answer.status_code == 200
    assert not answer.cookies
    main = answer.text.split("<main")[1].split("</main>")[0]
    assert group.short_name in main
    assert "IHK" in main
    for person in (group_lead, group_member):
        assert person.name not in answer.text
        assert person.email not in answer.text
    assert re.findall(r">(71|72|73|↑71[^<]*)<", main) == []
    assert "↑" not in main
    assert "/portal/" not in main


def test_cogs_lead_to_the_public_pages_of_the_groups(client, site, group, other_group):
    main = client.get("/netzwerk/").text.split("<main")[1].split("</main>")[0]

    picture, table = main.split('<svg class="wheel"')[1].split("</svg>")[0], main.split("<tbody")[1]
    for part in (picture, table):
        assert re.findall(r'href="(/gruppen/[^"]+)"', part) == ["/gruppen/feg/", "/gruppen/sprache/"]


def test_what_the_page_of_the_groups_hides_is_hidden_here(client, site, board, group, other_group):
    hiding = pages.GroupsPage.objects.get()
    hiding.not_shown.set([group])
    hiding.save()
    dissolved = CommitteeFactory(name="Gruppe von gestern", dissolved=timezone.localdate())

    text = client.get("/netzwerk/").text

    assert other_group.short_name in text
    assert group.short_name not in text
    assert group.name not in text
    assert dissolved.name not in text


def test_without_a_page_of_the_groups_only_the_board_is_shown(client, network, board, group):
    pages.wheel_page()

    text = client.get("/netzwerk/").text

    assert board.short_name in text
    assert group.short_name not in text


def test_start_and_groups_lead_to_the_wheel_once_it_is_published(client, site, group):
    for address in ("/", "/gruppen/"):
        assert 'href="/netzwerk/"' in client.get(address).text

    pages.WheelPage.objects.get().unpublish()

    for address in ("/", "/gruppen/"):
        assert 'href="/netzwerk/"' not in client.get(address).text


def test_costs_the_same_with_12_and_120_groups(client, site):
    def more(number: int) -> None:
        for _one in range(number):
            OccupancyFactory(seat=SeatFactory())

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get("/netzwerk/")
        return len(found)

    more(12)
    client.get("/netzwerk/")
    dozen = cost()
    more(108)
    assert cost() == dozen <= 12
