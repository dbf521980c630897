import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.kog import CommitteeFactory, InstitutionFactory, SeatFactory
from workinggroups import flows
from workinggroups.flows import Flow

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ADDRESS = "workinggroups:wheel"


@pytest.fixture(autouse=True)
def _nobody_tells(monkeypatch):
    monkeypatch.setattr(flows, "_tellers", [])


def test_picture_and_table_name_the_same_committees(client_of, board_member, board, group, other_group):
    text = client_of(board_member).get(reverse(ADDRESS)).content.decode()

    picture, table = (
        text.split('<svg class="wheel"')[1].split("</svg>")[0],
        text.split("<tbody")[1].split("</tbody>")[0],
    )
    wanted = [one.get_absolute_url() for one in (board, group, other_group)]
    assert re.findall(r'href="(/portal/gremien/[^"]+)"', picture) == wanted
    assert re.findall(r'href="(/portal/gremien/[^"]+)"', table) == wanted


def test_flows_stand_in_picture_table_and_sentence(client_of, board_member, board, group):
    flows.register_flows(lambda committees, day, user: {group.pk: Flow(up=17, down=0, back=3)})

    text = client_of(board_member).get(reverse(ADDRESS)).content.decode()

    assert "↑17 ↩3" in text
    table = text.split("<tbody")[1].split("</tbody>")[0]
    assert ">17</td>" in table
    assert "17" in text.split("wheel-sentence")[1].split("</p>")[0]
    assert text.count("wheel__flow--up") == 2  # in the legend and in the picture


def test_as_of_a_day(client_of, board_member, board, group):
    ended = CommitteeFactory(dissolved=TODAY, name="Gruppe von gestern")
    client, yesterday = client_of(board_member), TODAY - dt.timedelta(days=1)

    assert ended.name not in client.get(reverse(ADDRESS)).content.decode()
    assert ended.name in client.get(reverse(ADDRESS), {"am": f"{yesterday:%Y-%m-%d}"}).content.decode()


def test_a_day_before_everything_says_so(client_of, board_member):
    text = client_of(board_member).get(reverse(ADDRESS), {"am": "1901-01-01"}).content.decode()

    assert '<svg class="wheel"' not in text
    assert "empty-state" in text


def test_day_that_is_none_shows_today_and_says_what_is_wrong(client_of, board_member, group):
    answer = client_of(board_member).get(reverse(ADDRESS), {"am": "morgen"})

    assert answer.status_code == 422
    assert group.get_absolute_url() in answer.content.decode()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1899-12-31", "2101-01-01"])
def test_year_that_is_a_slip_is_named(client_of, board_member, group, day):
    answer = client_of(board_member).get(reverse(ADDRESS), {"am": day})

    assert answer.status_code == 422
    assert answer.context["form"].has_error("am", "year")
    assert group.get_absolute_url() in answer.content.decode()


@pytest.mark.parametrize("day", ["1900-01-01", "2100-12-31"])
def test_first_and_last_year_are_shown(client_of, board_member, day):
    assert client_of(board_member).get(reverse(ADDRESS), {"am": day}).status_code == 200


def test_names_are_shown_as_text(client_of, board_member, board):
    CommitteeFactory(name="<b>fett</b>", short_name="<b>x</b>", parent=board)

    assert "<b>" not in client_of(board_member).get(reverse(ADDRESS)).content.decode()


@pytest.mark.parametrize("address", [ADDRESS, "kog:committee_list"])
def test_costs_the_same_with_12_and_120_committees(client_of, board_member, board, address, cost):
    client, address = client_of(board_member), reverse(address)

    def more(number: int) -> None:
        for _one in range(number):
            SeatFactory(committee=CommitteeFactory(parent=board, lead=InstitutionFactory()))

    more(12)
    client.get(address)
    dozen = cost(client, address)
    more(108)
    assert cost(client, address) == dozen <= 12
