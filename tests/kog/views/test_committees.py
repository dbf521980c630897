import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from kog import page_actions, panels
from kog.enums import Majority
from kog.models import Committee, Rules
from tests.factories.kog import (
    FOUNDED,
    CommitteeFactory,
    OccupancyFactory,
    RotationPlaceFactory,
    RulesFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db


def page(client, committee, **query) -> str:
    return client.get(committee.get_absolute_url(), query).content.decode()


def test_list_shows_the_tree_with_leads(client_of, board_member, group, ihk):
    text = client_of(board_member).get(reverse("kog:committee_list")).content.decode()

    assert text.index("Koordinierungsgremium</a>") < text.index(group.name)
    assert ihk.get_absolute_url() in text


def test_list_leaves_out_what_was_dissolved(client_of, board_member):
    gone = CommitteeFactory(dissolved=FOUNDED)

    assert gone.name not in client_of(board_member).get(reverse("kog:committee_list")).content.decode()


@pytest.mark.parametrize("person", ["stranger", "guest"])
def test_who_has_no_standing_learns_nothing(client_of, person, request, board):
    client = client_of(request.getfixturevalue(person))

    assert client.get(board.get_absolute_url()).status_code == 403
    assert client.get(reverse("kog:committee", args=["gibt-es-nicht"])).status_code == 403
    assert client.get(reverse("kog:committee_list")).status_code == 403


def test_anonymous_is_asked_to_sign_in(client, board):
    response = client.get(board.get_absolute_url())

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_unknown_committee_is_not_there(client_of, board_member):
    assert client_of(board_member).get(reverse("kog:committee", args=["gibt-es-nicht"])).status_code == 404


def test_page_shows_the_people_of_the_day_asked_for(client_of, board_member, board):
    change = dt.date(2024, 6, 30)
    seat = SeatFactory(committee=board)
    OccupancyFactory(seat=seat, person__name="Frühere Leitung", valid_until=change)
    OccupancyFactory(seat=seat, person__name="Heutige Leitung", valid_from=change + dt.timedelta(days=1))
    client = client_of(board_member)

    today, then = page(client, board), page(client, board, am="2024-06-30")

    assert "Heutige Leitung</a>" in today
    assert "Frühere Leitung</a>" not in today  # named among the former members, without a link
    assert "Frühere Leitung" in today
    assert "Frühere Leitung</a>" in then
    assert "Heutige Leitung" not in then
    assert "30.06.2024" in then


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1899-12-31", "2101-01-01"])
def test_year_that_is_a_slip_is_named(client_of, board_member, board, day):
    SeatFactory(committee=board)
    response = client_of(board_member).get(board.get_absolute_url(), {"am": day})

    assert response.status_code == 200
    assert response.context["form"].has_error("am", "year")
    assert not response.context["past"]


@pytest.mark.parametrize("day", ["gestern", "2024-13-01", ""])
def test_day_that_is_none_shows_today(client_of, board_member, board, day):
    response = client_of(board_member).get(board.get_absolute_url(), {"am": day})

    assert response.status_code == 200
    assert response.context["day"] == timezone.localdate()
    assert board_member.name in response.content.decode()


def test_fixed_chair_and_order_of_the_chair(client_of, board_member, board, board_seat):
    RotationPlaceFactory(seat=board_seat)
    client = client_of(board_member)
    assert '<ol class="kern-list' not in page(client, board)

    RotationPlaceFactory(seat=SeatFactory(committee=board, institution__name="Zweites Haus"), position=1)

    text = page(client, board)
    order = text[text.index('<ol class="kern-list') :]
    assert order.index(str(board_seat)) < order.index("Zweites Haus")


def test_subgroups_are_listed(client_of, board_member, board, group):
    assert group.get_absolute_url() in page(client_of(board_member), board)


@pytest.mark.parametrize(
    ("person", "seats", "rotation"),
    [("secretary", True, True), ("group_lead", True, False), ("group_member", False, False), ("chair", False, False)],
)
def test_tools_are_shown_to_those_who_may_use_them(client_of, person, seats, rotation, request, group, lead_seat):
    text = page(client_of(request.getfixturevalue(person)), group)

    assert (reverse("kog:seats", args=[group.key]) in text) is seats
    assert (reverse("kog:rotation", args=[group.key]) in text) is rotation
    assert (reverse("kog:rules", args=[group.key]) in text) is rotation


def test_what_other_apps_offer_stands_in_the_heading(client_of, group_lead, group, monkeypatch):
    def offer(request: object, committee: Committee) -> list[tuple[str, str, bool]]:
        return [("Sitzung planen", f"/plan/{committee.key}/", False), ("Ergebnis hochladen", "/hoch/", True)]

    monkeypatch.setitem(page_actions._offers, "committee", [(50, offer)])

    text = page(client_of(group_lead), group)

    assert text.count("kern-btn--primary") == 1
    head = text[: text.index('id="aim"')]
    assert head.index('kern-btn--primary"') < head.index("/hoch/") < head.index("/plan/feg/")


def test_fourth_step_of_the_heading_is_folded_away(client_of, group_lead, group, monkeypatch):
    offers = [("Schritt", f"/schritt-{number}/", False) for number in range(1, 6)]
    monkeypatch.setitem(page_actions._offers, "committee", [(50, lambda _request, _committee: offers[:3])])
    client = client_of(group_lead)
    assert "more__list" not in page(client, group)

    monkeypatch.setitem(page_actions._offers, "committee", [(50, lambda _request, _committee: offers)])
    text = page(client, group)
    assert text.index("/schritt-3/") < text.index("more__list") < text.index("/schritt-4/") < text.index("/schritt-5/")


def test_page_goes_from_the_aim_to_the_rules(client_of, secretary, board, group, lead_seat):
    """What it is for, what is going on, who sits there; how it works comes last and is folded away."""
    text = page(client_of(secretary), board)

    places = [
        text.index(f'id="{name}"') for name in ("aim", "cycle-heading", "seats", "subgroups", "rotation", "rules")
    ]
    assert places == sorted(places)
    assert '<details class="kern-accordion" id="rules">' in text


def test_what_is_rarely_needed_stands_below_the_seats(client_of, board_member, board, monkeypatch):
    def says(word: str) -> panels.PanelFunction:
        return lambda _request, _committee: {"text": word, "tone": "info"}

    found = [panels.Panel("components/alert.html", says(word), order) for word, order in (("SELTEN", 85), ("OFT", 40))]
    monkeypatch.setitem(panels._panels, "committee", found)

    text = page(client_of(board_member), board)

    assert text.index("OFT") < text.index('id="seats"') < text.index("SELTEN") < text.index('id="rules"')
    assert text.count("SELTEN") == 1


def test_list_offers_what_other_apps_offer(client_of, board_member, monkeypatch):
    monkeypatch.setitem(
        page_actions._offers, "committee_list", [(50, lambda _request, _none: [("Neu", "/neu/", True)])]
    )

    assert "/neu/" in client_of(board_member).get(reverse("kog:committee_list")).content.decode()


def test_page_names_the_person_in_charge(client_of, board_member, group, group_lead):
    text = page(client_of(board_member), group)

    assert group_lead.name in text[text.index('id="aim"') : text.index('id="seats"')]


def test_page_costs_the_same_with_one_and_with_forty_seats(client_of, secretary, board, django_assert_max_num_queries):
    client = client_of(secretary)
    OccupancyFactory(seat__committee=board)
    page(client, board)
    with django_assert_max_num_queries(20) as one:
        page(client, board)

    for _number in range(39):
        held = OccupancyFactory(seat__committee=board)
        OccupancyFactory(seat=held.seat, deputy=True)
        OccupancyFactory(seat=held.seat, person=held.person, valid_from=dt.date(2010, 1, 1), valid_until=FOUNDED)

    with django_assert_max_num_queries(len(one)) as forty:
        page(client, board)
    assert len(forty) == len(one)


def test_secretary_sets_the_rotation(client_of, secretary, board):
    seats = [SeatFactory(committee=board) for _number in range(3)]
    url = reverse("kog:rotation", args=[board.key])

    response = client_of(secretary).post(url, {"place_0": seats[2].pk, "place_1": "", "place_2": seats[0].pk})

    assert response.url == board.get_absolute_url()
    assert [place.seat for place in board.rotation.order_by("position")] == [seats[2], seats[0]]


def test_rotation_with_a_seat_twice_is_refused_and_kept_on_the_form(client_of, secretary, board):
    seats = [SeatFactory(committee=board) for _number in range(2)]
    url = reverse("kog:rotation", args=[board.key])

    response = client_of(secretary).post(url, {"place_0": seats[1].pk, "place_1": seats[1].pk})

    assert response.status_code == 422
    assert response.context["form"].non_field_errors()
    assert f'<option value="{seats[1].pk}" selected>' in response.content.decode()
    assert not board.rotation.exists()


RULES = {
    "notice_days": 10,
    "item_deadline_days": 20,
    "quorum_min": 2,
    "quorum_share": 40,
    "majority": "simple",
    "tie_rule": "chair",
    "minutes_days": 14,
    "objection_days": 7,
    "confirmation_days": 14,
    "circular_working_days": 5,
    "call_share": 25,
    "full_form": "on",
    "basis": "Beschluss",
}


def test_secretary_sets_rules_from_a_day(client_of, secretary, board):
    day = timezone.localdate() + dt.timedelta(days=5)
    url = reverse("kog:rules", args=[board.key])

    response = client_of(secretary).post(url, RULES | {"valid_from": day.isoformat()})

    assert response.url == board.get_absolute_url()
    rules = Rules.objects.get()
    assert (rules.committee, rules.valid_from, rules.notice_days, rules.majority) == (board, day, 10, Majority.SIMPLE)


def test_rules_that_cannot_be_are_refused_on_the_form(client_of, secretary, board):
    RulesFactory(committee=board)
    client, url = client_of(secretary), reverse("kog:rules", args=[board.key])

    for wrong in ({"valid_from": "2020-06-01"}, {"valid_from": "2999-01-01", "quorum_share": 101}):
        response = client.post(url, RULES | wrong)
        assert response.status_code == 422
        assert response.context["form"].errors
        assert 'value="Beschluss"' in response.content.decode()
    assert Rules.objects.count() == 1


@pytest.mark.parametrize("name", ["rotation", "rules"])
@pytest.mark.parametrize("person", ["group_lead", "administrator", "board_member"])
def test_only_the_secretariat_changes_rotation_and_rules(client_of, person, name, request, group, lead_seat):
    client = client_of(request.getfixturevalue(person))

    assert client.get(reverse(f"kog:{name}", args=[group.key])).status_code == 403
    assert client.post(reverse(f"kog:{name}", args=[group.key]), RULES).status_code == 403
