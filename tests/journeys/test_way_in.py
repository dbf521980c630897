"""The frame around every page and the way in, as somebody meets them: by keyboard, on a phone, without scripts."""

import re

import pytest

from kog.models import OutboxMail
from tests.factories.kog import PASSWORD, NetworkFactory, UserFactory

from .clicks import faults

BEFORE = ("/konto/login/", "/konto/login/code/", "/konto/password/reset/", "/konto/signup/", "/konto/inactive/")
AFTER = ("/portal/", "/portal/gibt-es-nicht/", "/konto/password/change/", "/konto/2fa/")


@pytest.fixture
def person(transactional_db):
    NetworkFactory(contact_email="secretariat@kog.example")
    return UserFactory(email="person@kog.example", name="Leitung Musterhaus", password=PASSWORD)


def send(page):
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")


def test_pages_before_signing_in_have_no_barrier_and_fit(open_as, axe_findings, person):
    assert faults(open_as(None, "/"), axe_findings, *BEFORE) == []


def test_pages_after_signing_in_have_no_barrier_and_fit(open_as, axe_findings, person):
    assert faults(open_as(person, "/"), axe_findings, *AFTER) == []


def test_wrong_entry_takes_the_focus_to_what_is_wrong(open_as, axe_findings, person):
    page = open_as(None, "/konto/login/")
    page.fill("[name=login]", "person@kog.example")
    page.fill("[name=password]", "not-the-password")
    send(page)

    assert page.locator("[data-error-summary]").evaluate("summary => summary === document.activeElement")
    assert page.input_value("[name=login]") == "person@kog.example"
    assert axe_findings(page) == []


def test_one_signs_in_with_a_code_from_the_mail_and_without_scripts(open_as, person):
    page = open_as(None, "/konto/login/code/?next=/konto/2fa/", javascript=False)
    page.fill("[name=email]", "person@kog.example")
    send(page)
    page.fill("[name=code]", re.search(r"\n\n(\S+)\n\n", OutboxMail.objects.get().text)[1])
    send(page)

    assert page.url.endswith("/konto/2fa/")
    assert page.locator(".usermenu__name").inner_text() == "Leitung Musterhaus"


def test_first_key_leads_past_the_navigation(open_as, person):
    page = open_as(person, "/portal/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "inhalt"


def test_menu_on_a_phone_opens_without_scripts(open_as, person):
    page = open_as(person, "/portal/", width=390, javascript=False)
    entry = page.locator(".mainnav__menu a[href='/portal/sitzungen/']")
    assert not entry.is_visible()

    page.locator(".mainnav__summary").press("Enter")

    assert entry.is_visible()


def test_escape_closes_the_menu_and_gives_the_focus_back(open_as, person):
    page = open_as(person, "/portal/")
    page.locator(".usermenu__summary").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")

    assert not page.locator(".usermenu__panel").is_visible()
    assert page.evaluate("document.activeElement.className") == "usermenu__summary"


def test_language_is_chosen_with_a_button_and_stays(open_as, person):
    page = open_as(person, "/portal/", javascript=False)
    with page.expect_navigation():
        page.click("button[name=language][value=en]")
    page.goto("/konto/2fa/")

    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() == "Two-step sign-in"


def test_leaving_a_changed_form_asks_first(open_as, person):
    page = open_as(person, "/konto/password/change/")
    questions = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
    page.locator("[name=oldpassword]").press_sequentially("something")

    with page.expect_event("dialog"):
        page.locator(".brand").click(no_wait_after=True)

    assert questions == ["beforeunload"]
    assert page.url.endswith("/konto/password/change/")
