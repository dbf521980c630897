"""The minute-taker's page in bad moments: no connection, a second writer, a closed laptop, no mouse, no scripts."""

import re

import pytest
from playwright.sync_api import expect

from meetings.actions import conducting
from meetings.enums import Outcome
from meetings.models import AgendaItem, Assignment, Resolution
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.replay import replayed

from .clicks import faults

SAVED = "[data-save-state]"


@pytest.fixture
@replayed
def item(transactional_db, network, board, chair, board_member, secretary):
    meeting = MeetingFactory(committee=board, running=True, by=secretary)
    conducting.record_rest_present(meeting, by=secretary)
    return AgendaItemFactory(meeting=meeting, by=secretary, title="Sprachkurse", proposed_resolution="Es wird geprüft.")


@pytest.fixture
def address(item):
    return f"/portal/sitzungen/{item.meeting.slug}/fuehren/?top={item.pk}"


def notes_of(item):
    return AgendaItem.objects.get(pk=item.pk).discussion


def type_notes(page, text):
    page.locator("[data-notes]").fill(text)


def wait_until_saved(page):
    expect(page.locator(SAVED)).to_have_text(re.compile(r"\d\d:\d\d"))


def test_text_saves_itself_and_says_when(open_as, item, address, secretary):
    page = open_as(secretary, address)
    type_notes(page, "Die IHK berichtet.")
    wait_until_saved(page)

    assert notes_of(item) == "Die IHK berichtet."


def test_lost_connection_loses_no_word(open_as, item, address, secretary):
    page = open_as(secretary, address)
    page.context.set_offline(True)
    type_notes(page, "Während der Störung geschrieben.")
    expect(page.locator(SAVED)).to_have_text(re.compile("Verbindung|connection"))
    assert notes_of(item) == ""

    page.context.set_offline(False)
    wait_until_saved(page)

    assert notes_of(item) == "Während der Störung geschrieben."


def test_second_writer_sees_both_texts_and_joins_them(open_as, item, address, secretary, chair):
    first, second = open_as(secretary, address), open_as(chair, address)
    type_notes(first, "Text der Geschäftsstelle")
    wait_until_saved(first)
    type_notes(second, "Text des Vorsitzes")
    second.locator("[data-conflict]").wait_for(state="visible")

    assert second.locator("[data-conflict] pre").inner_text() == "Text der Geschäftsstelle"
    assert second.locator("[data-notes]").input_value() == "Text des Vorsitzes"
    assert notes_of(item) == "Text der Geschäftsstelle"

    type_notes(second, "Text der Geschäftsstelle und des Vorsitzes")
    with second.expect_navigation():
        second.locator(".room__foot button[value=save]").click()
    assert notes_of(item) == "Text der Geschäftsstelle und des Vorsitzes"


def test_closed_page_brings_back_what_was_not_saved_yet(open_as, item, address, secretary):
    page = open_as(secretary, address)
    page.route("**/notizen/", lambda route: route.abort())
    type_notes(page, "Eben noch getippt")
    page.goto("/healthz")
    assert notes_of(item) == ""
    page.unroute("**/notizen/")
    page.goto(address)

    assert page.locator("[data-notes]").input_value() == "Eben noch getippt"
    wait_until_saved(page)
    assert notes_of(item) == "Eben noch getippt"


def test_whole_item_without_a_mouse(open_as, item, address, secretary, afa):
    page = open_as(secretary, address)
    page.keyboard.press("F2")
    assert page.evaluate("document.activeElement.name") == "resolution-wording"
    assert page.locator("[name=resolution-wording]").input_value() == "Es wird geprüft."
    page.locator("button[value=resolve]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("F4")
    assert page.evaluate("document.activeElement.name") == "assignment-lead"
    page.keyboard.type("Agentur")
    page.keyboard.press("Tab")
    page.keyboard.type("Austausch einrichten")
    page.locator("button[value=assign]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("F9")

    assert Resolution.objects.get().item == item
    assert (Assignment.objects.get().lead, Assignment.objects.get().title) == (afa, "Austausch einrichten")
    assert not page.url.endswith(f"top={item.pk}")


def test_notes_and_outcome_without_scripts(open_as, axe_findings, item, address, secretary):
    page = open_as(secretary, address, javascript=False)
    page.locator("[data-notes]").fill("Ohne Skripte notiert")
    page.locator("summary", has_text="F8").click()
    with page.expect_navigation():
        page.locator("button[value=outcome-noted]").click()

    assert (notes_of(item), AgendaItem.objects.get(pk=item.pk).outcome) == ("Ohne Skripte notiert", Outcome.NOTED)


def test_room_and_wall_have_no_barrier_and_fit(open_as, axe_findings, item, address, secretary):
    places = (address, address.split("?")[0] + "anwesenheit/", address.split("?")[0] + "abschluss/")
    places += (f"/portal/sitzungen/{item.meeting.slug}/praesentation/",)

    assert faults(open_as(secretary, "/portal/"), axe_findings, *places) == []
