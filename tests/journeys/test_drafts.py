"""What stands in a line of the room and was not recorded: it outlives every way to leave, and belongs to its writer."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.actions import conducting
from meetings.models import Resolution
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish
from tests.replay import replayed

from .conftest import session_cookie

WORDING, RESTORED = "[name=resolution-wording]", ".room__restored"
MARK = re.compile("not recorded|nicht erfasst")


@pytest.fixture
@replayed
def meeting(transactional_db, network, board, chair, board_member, secretary):
    meeting = MeetingFactory(committee=board, running=True, by=secretary)
    conducting.record_rest_present(meeting, by=secretary)
    return meeting


@pytest.fixture
@replayed
def item(meeting, secretary):
    return AgendaItemFactory(meeting=meeting, by=secretary, title="Sprachkurse", proposed_resolution="Es wird geprüft.")


@pytest.fixture
def address(item):
    return f"/portal/sitzungen/{item.meeting.slug}/fuehren/?top={item.pk}"


@pytest.fixture
def page(open_as, address, secretary):
    return open_as(secretary, address)


def write_resolution(page, text="Der Kurs wird eingerichtet."):
    page.keyboard.press("F2")
    page.locator(WORDING).fill(text)


def leave_and_return(page, address):
    """By the links that stand beside the form, as somebody does who looks something up."""
    with page.expect_navigation():
        page.locator(".room__people a").click()
    page.goto(address)


def kept(page):
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('kog:'))")


def become(page, person, address):
    page.context.clear_cookies()
    page.context.add_cookies([session_cookie(person, page.url)])
    page.goto(address)


def test_unrecorded_lines_come_back_and_say_so(page, address, afa):
    write_resolution(page)
    page.locator("[name=resolution-method]").select_option("vote")
    page.keyboard.press("F4")
    page.locator("[name=assignment-lead]").select_option(f"i-{afa.pk}")
    page.locator("summary", has_text="F8").click()
    page.locator("[name=outcome-reason]").fill("Keine Zeit")
    leave_and_return(page, address)

    assert page.locator(WORDING).input_value() == "Der Kurs wird eingerichtet."
    assert page.locator("[name=resolution-method]").input_value() == "vote"
    assert page.locator("[name=assignment-lead]").input_value() == f"i-{afa.pk}"
    assert page.locator("[name=outcome-reason]").input_value() == "Keine Zeit"
    expect(page.locator(RESTORED)).to_have_count(3)
    for sentence in page.locator(RESTORED).all():
        expect(sentence).to_be_visible()
        expect(sentence).to_contain_text(re.compile(r"\d\d:\d\d"))


def test_agenda_shows_from_every_page_of_the_room_where_text_waits(page, address, item):
    write_resolution(page)
    others = page.locator(f".room__link[href*='top=']:not([data-item='{item.pk}'])")
    with page.expect_navigation():
        others.first.click()

    expect(page.locator(f".room__link[data-item='{item.pk}']")).to_contain_text(MARK)
    assert page.get_by_text(MARK).count() == 1
    page.goto(address.split("?")[0] + "abschluss/")
    expect(page.locator("[data-drafts-warning]")).to_be_visible()


def test_line_of_a_review_comes_back_with_its_open_parts(open_as, board, chair, secretary, afa, network):
    held = MeetingFactory(committee=board, running=True, by=secretary, date=timezone.localdate() - dt.timedelta(days=9))
    due = AssignmentFactory(item=AgendaItemFactory(meeting=held, by=secretary), lead=afa, by=secretary)
    finish(held, by=secretary)
    review = MeetingFactory(committee=board, running=True, by=secretary).items.get(standing="review")
    address = f"/portal/sitzungen/{review.meeting.slug}/fuehren/?top={review.pk}"
    page, title = open_as(secretary, address), f"[name=review-{due.pk}-title]"
    page.locator(f"[name=review-{due.pk}-result]").select_option("changed")
    page.locator(f"[data-line=review-{due.pk}] > details > summary").click()
    page.locator(title).fill("Neuer Wortlaut")
    leave_and_return(page, address)

    assert page.locator(f"[name=review-{due.pk}-result]").input_value() == "changed"
    expect(page.locator(title)).to_be_visible()
    assert page.locator(title).input_value() == "Neuer Wortlaut"


def test_what_was_recorded_does_not_come_back_and_the_rest_does(page, address):
    write_resolution(page)
    page.keyboard.press("F4")
    page.locator("[name=assignment-title]").fill("Räume suchen")
    page.locator("button[value=resolve]").click()
    expect(page.get_by_text("Der Kurs wird eingerichtet.")).to_have_count(1)
    leave_and_return(page, address)

    assert Resolution.objects.get().wording == "Der Kurs wird eingerichtet."
    assert page.locator(WORDING).input_value() == ""
    assert page.locator("[name=assignment-title]").input_value() == "Räume suchen"
    expect(page.locator(RESTORED)).to_have_count(1)


def test_recorded_alone_leaves_nothing_in_the_browser(page):
    write_resolution(page)
    with page.expect_navigation():
        page.locator("button[value=resolve]").click()

    expect(page.get_by_text("Der Kurs wird eingerichtet.")).to_have_count(1)
    assert kept(page) == []


def test_refused_line_stays_until_it_is_recorded(page, address):
    page.keyboard.press("F4")
    page.locator("[name=assignment-title]").fill("Räume suchen")
    with page.expect_navigation():
        page.locator("button[value=assign]").click()
    assert page.locator("[name=assignment-lead][aria-invalid], [name=assignment-lead][aria-describedby]").count()
    leave_and_return(page, address)

    assert page.locator("[name=assignment-title]").input_value() == "Räume suchen"


def test_lost_connection_at_the_click_loses_no_line(page, address):
    write_resolution(page)
    page.route("**/fuehren/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator("button[value=resolve]").click()
    page.wait_for_url("chrome-error://**")
    page.goto(address)

    assert page.locator(WORDING).input_value() == "Der Kurs wird eingerichtet."
    expect(page.locator(RESTORED)).to_be_visible()


def test_text_typed_back_to_what_was_proposed_or_emptied_is_no_draft(page):
    write_resolution(page)
    assert len(kept(page)) == 1
    page.locator(WORDING).fill("Es wird geprüft.")
    assert kept(page) == []
    page.locator(WORDING).fill("")
    assert kept(page) == []


def test_discarded_text_is_gone(page, address):
    write_resolution(page)
    leave_and_return(page, address)
    page.locator(f"{RESTORED} button").click()

    assert page.locator(WORDING).input_value() == "Es wird geprüft."
    expect(page.locator(RESTORED)).to_have_count(0)
    assert kept(page) == []


def test_another_person_at_the_same_browser_finds_neither_lines_nor_notes(page, address, chair):
    page.route("**/notizen/", lambda route: route.abort())
    write_resolution(page)
    page.locator("[data-notes]").fill("Vertrauliche Notiz")
    assert len(kept(page)) == 2
    become(page, chair, address)

    assert page.locator(WORDING).input_value() == "Es wird geprüft."
    assert page.locator("[data-notes]").input_value() == ""
    assert kept(page) == []


def test_signing_out_saves_the_notes_and_empties_the_browser(page, address, item, secretary):
    write_resolution(page)
    page.locator("[data-notes]").fill("Die letzten Worte")
    page.locator(".usermenu summary").click()
    with page.expect_navigation():
        page.locator("[data-signs-out] button").click()
    expect(page.locator(".usermenu")).to_have_count(0)

    assert kept(page) == []
    item.refresh_from_db()
    assert item.discussion == "Die letzten Worte"
    become(page, secretary, address)
    assert page.locator(WORDING).input_value() == "Es wird geprüft."


def test_text_older_than_a_fortnight_is_gone(page, address):
    write_resolution(page)
    page.evaluate(
        """(days) => { for (const key of Object.keys(localStorage)) {
            const draft = JSON.parse(localStorage.getItem(key));
            localStorage.setItem(key, JSON.stringify({ ...draft, at: draft.at - days * 24 * 3600 * 1000 }));
        } }""",
        13.9,
    )
    page.goto(address)
    assert page.locator(WORDING).input_value() == "Der Kurs wird eingerichtet."
    page.evaluate(
        """() => { for (const key of Object.keys(localStorage)) {
            const draft = JSON.parse(localStorage.getItem(key));
            localStorage.setItem(key, JSON.stringify({ ...draft, at: draft.at - 24 * 3600 * 1000 }));
        } }"""
    )
    page.goto(address)

    assert page.locator(WORDING).input_value() == "Es wird geprüft."
    assert kept(page) == []
