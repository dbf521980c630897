"""The order of an agenda: with the keyboard or with the mouse, the same order is kept; after the release it shows."""

import pytest

from meetings.actions import agenda
from meetings.models import AgendaItem
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.replay import replayed

from .clicks import faults

OWN = ("Ankommen", "Sprache", "Wohnen", "Arbeit")


@pytest.fixture
@replayed
def meeting(transactional_db, network, board, chair, secretary):
    meeting = MeetingFactory(committee=board, by=secretary)
    for title in OWN:
        AgendaItemFactory(meeting=meeting, by=secretary, title=title)
    return meeting


def desk(open_as, person, meeting, **browser):
    return open_as(person, f"/portal/sitzungen/{meeting.slug}/tagesordnung/", **browser)


def stored(meeting):
    return list(meeting.items.accepted().filter(parent=None).values_list("title", flat=True))


def own(titles):
    return [title for title in titles if title in OWN]


def shown(page):
    return page.locator("[data-agenda] .agenda__title a").all_inner_texts()


def line(page, title):
    return page.locator("[data-item]", has=page.get_by_role("link", name=title, exact=True))


def press(page, title, direction):
    """Reach the button with the keyboard and press it; afterwards the page is back at the item."""
    button = line(page, title).locator(f".icon-btn:has(.kern-icon--arrow-{direction})")
    button.focus()
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")


def drag(page, title, onto):
    """As a hand does it: the events and what they carry are those of the browser."""
    with page.expect_navigation(wait_until="load"):
        line(page, title).locator(".agenda__minutes").drag_to(line(page, onto).locator(".agenda__minutes"))


@pytest.mark.parametrize("javascript", [True, False])
def test_buttons_move_an_item_by_one_place(open_as, meeting, secretary, javascript):
    page = desk(open_as, secretary, meeting, javascript=javascript)
    before = stored(meeting)

    press(page, "Arbeit", "up")
    press(page, "Arbeit", "up")
    press(page, "Ankommen", "down")

    assert own(stored(meeting)) == ["Arbeit", "Ankommen", "Sprache", "Wohnen"]
    assert shown(page) == stored(meeting)
    assert [title for title in stored(meeting) if title not in OWN] == [title for title in before if title not in OWN]
    assert page.url.endswith(f"#top-{AgendaItem.objects.get(title='Ankommen').pk}")


@pytest.mark.parametrize(
    ("title", "onto", "direction", "presses"), [("Arbeit", "Sprache", "up", 2), ("Ankommen", "Arbeit", "down", 2)]
)
def test_mouse_and_keyboard_keep_the_same_order(open_as, meeting, secretary, title, onto, direction, presses):
    """Dropped on a line, an item stands before it: the bar above the line says so."""
    page = desk(open_as, secretary, meeting)
    before = stored(meeting)
    drag(page, title, onto)
    by_mouse = stored(meeting)
    item = AgendaItem.objects.get(title=title)
    agenda.move_item(item, to_index=before.index(title), by=secretary)
    assert stored(meeting) == before

    page.reload()
    for _ in range(presses):
        press(page, title, direction)

    assert stored(meeting) == by_mouse != before
    assert shown(page) == by_mouse


def test_item_dropped_onto_the_lower_part_of_a_line_lands_behind_it(open_as, meeting, secretary):
    page = desk(open_as, secretary, meeting)
    target = line(page, "Sprache")
    low = {"x": 30, "y": target.bounding_box()["height"] - 3}

    with page.expect_navigation(wait_until="load"):
        line(page, "Ankommen").locator(".agenda__minutes").drag_to(target, target_position=low)

    assert own(stored(meeting)) == ["Sprache", "Ankommen", "Wohnen", "Arbeit"]
    assert shown(page) == stored(meeting)


def test_sub_item_is_not_dragged_out_of_its_item(open_as, meeting, secretary):
    parent = meeting.items.get(title="Sprache")
    AgendaItemFactory(meeting=meeting, by=secretary, parent=parent, title="Kurse")
    AgendaItemFactory(meeting=meeting, by=secretary, parent=parent, title="Prüfungen")
    page = desk(open_as, secretary, meeting)
    before = stored(meeting)

    line(page, "Kurse").locator(".agenda__minutes").drag_to(line(page, "Arbeit").locator(".agenda__minutes"))
    drag(page, "Prüfungen", "Kurse")

    assert stored(meeting) == before
    assert list(parent.children.values_list("title", flat=True)) == ["Prüfungen", "Kurse"]


def test_change_after_the_release_is_marked_as_late(open_as, meeting, secretary, chair):
    page = desk(open_as, secretary, meeting)
    press(page, "Arbeit", "up")
    assert page.locator("[data-agenda] .kern-badge", has_text="nachgereicht").count() == 0
    with page.expect_navigation(wait_until="load"):
        page.locator("form[action$='/freigeben/'] button").click()

    press(page, "Arbeit", "up")
    drag(page, "Wohnen", "Sprache")
    page.goto(f"/portal/top/{AgendaItem.objects.get(title='Ankommen').pk}/bearbeiten/")
    page.fill("[name=minutes]", "25")
    page.fill("[name=late_reason]", "Zahlen kamen gestern")
    with page.expect_navigation(wait_until="load"):
        page.locator("main form.form button[type=submit]").click()

    late = AgendaItem.objects.exclude(late_since=None)
    assert set(late.values_list("title", flat=True)) == {"Arbeit", "Wohnen", "Ankommen"}
    assert AgendaItem.objects.get(title="Ankommen").late_reason == "Zahlen kamen gestern"
    page = desk(open_as, chair, meeting, javascript=False)
    marked = page.locator(".agenda__line", has_text="nachgereicht").locator(".agenda__title a")
    assert set(marked.all_inner_texts()) == {"Arbeit", "Wohnen", "Ankommen"}


def test_desk_has_no_barrier_and_fits(open_as, axe_findings, meeting, secretary):
    page = desk(open_as, secretary, meeting)

    assert faults(page, axe_findings, page.url) == []
