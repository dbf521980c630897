import pytest
from django.test import RequestFactory
from django.urls import reverse

from kog import navigation
from kog.navigation import Entry, main_items, way_back
from tests.project.addresses import addresses


def at(path, user):
    request = RequestFactory().get(path)
    request.user = user
    return request


@pytest.fixture
def _two_rooms(monkeypatch):
    rooms = (
        Entry("Start", "kog:dashboard", exact=True),
        Entry("Committees", "kog:committee_list"),
        Entry("Desk", "kog:directory", permission="kog.change_network"),
        Entry("Not built yet", "kog:castle_in_the_air"),
    )
    monkeypatch.setattr(navigation, "MAIN", rooms)


@pytest.mark.usefixtures("_two_rooms")
def test_rooms_that_nobody_serves_or_that_are_closed_are_left_out(stranger, secretary):
    assert [item.label for item in main_items(at("/portal/", stranger))] == ["Start", "Committees"]
    assert [item.label for item in main_items(at("/portal/", secretary))] == ["Start", "Committees", "Desk"]


@pytest.mark.usefixtures("_two_rooms")
@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/portal/", ["Start"]),
        ("/portal/gremien/", ["Committees"]),
        ("/portal/gremien/kog/", ["Committees"]),
        ("/portal/x/", []),
    ],
)
def test_room_one_is_in_is_marked(stranger, path, current):
    assert [item.label for item in main_items(at(path, stranger)) if item.current] == current


@pytest.mark.parametrize(
    ("path", "room"), [("bibliothek/", "documents:drive"), ("top/7/", "meetings:meeting_list"), ("suche/", "")]
)
def test_way_back_begins_in_the_room_the_page_lies_in(secretary, path, room):
    request = at(f"/portal/{path}", secretary)

    way = way_back(request, [("Here", "/x/")])

    assert [url for _label, url in way] == ([reverse(room)] if room else []) + ["/x/"]
    assert way_back(request, way) == way


def test_what_else_belongs_to_a_room_is_served():
    served = addresses(below="portal/")

    for head in [head for entry in navigation.MAIN for head in entry.also]:
        assert any(address.startswith(f"/portal/{head}/") for address in served), head
