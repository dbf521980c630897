"""Somebody searches from the head of a page, types on, and narrows it down. Also without scripts, and on a phone."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.factories.kog import UserFactory


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (390, False)])
def test_from_the_head_of_a_page_to_what_was_looked_for(
    open_as, axe_findings, transactional_db, network, board, board_member, width, javascript
):
    person = UserFactory(name="Ada Nordstern", title="Prüfungsausschuss")
    call_command("rebuild_search", verbosity=0)
    page = open_as(board_member, "/portal/", width=width, javascript=javascript)

    if width == 390:
        page.locator(".headsearch-link").click()
        page.locator("#words").fill("Sternwarte")
        page.locator("#words").press("Enter")
    else:
        page.locator("#headsearch").fill("Sternwarte")
        page.locator("#headsearch").press("Enter")
    expect(page.locator(".empty-state")).to_be_visible()

    page.locator("#words").fill("pruefungsausschüss")
    if not javascript:
        page.locator("#words").press("Enter")
    expect(page.locator(".hit mark")).to_have_text(["Prüfungsausschuss"])
    assert "q=pruef" in page.url
    page.locator(".narrowing__summary").click()
    page.locator("select[name=art]").select_option("person")
    if not javascript:
        page.locator("#words").press("Enter")
    expect(page).to_have_url(re.compile("art=person"))
    if javascript:
        assert axe_findings(page) == []
    page.locator(".hit__title a").click()
    assert page.url.endswith(person.get_absolute_url())
