"""A member sets up the own calendar, a program reads it, and a new address ends the old one. Also without scripts."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from meetings.models import CalendarFeed
from tests.factories.meetings import MeetingFactory
from tests.replay import replayed


@pytest.fixture
@replayed
def planned(transactional_db, network, board, chair, board_member, secretary):
    return MeetingFactory(committee=board, by=secretary)


def press(page, selector):
    with page.expect_navigation(wait_until="load"):
        page.locator(selector).click()


def read(address):
    """What a program is answered: it knows nothing but the address."""
    answer = Client().get(f"/kalender/{address.partition('/kalender/')[2]}")
    return answer.text if answer.status_code == 200 else ""


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_menu_to_a_calendar_that_a_program_reads(open_as, axe_findings, planned, board_member, javascript):
    page = open_as(board_member, "/portal/", javascript=javascript)
    page.locator("summary.usermenu__summary").click()
    press(page, f".usermenu a[href='{reverse('meetings:calendar')}']")
    press(page, "main form button[type=submit]")
    first = page.locator("#calendar-address").input_value()
    copies = page.locator("[data-copies='calendar-address']")
    if javascript:
        page.context.grant_permissions(["clipboard-write"])  # the headless shell grants nothing by itself
        copies.click()
        # Not wait_for_function: its words would be evaluated on the page, which the security policy refuses.
        expect(copies.locator(".kern-label")).to_have_text("Kopiert")
        assert axe_findings(page) == []
    else:
        assert not copies.is_visible()
    seen = read(first)

    press(page, f"main a[href='{reverse('meetings:calendar_rotate')}']")
    press(page, "main form.form button[type=submit]")
    second = page.locator("#calendar-address").input_value()

    assert (planned.slug in seen, read(first), planned.slug in read(second)) == (True, "", True)
    assert CalendarFeed.objects.get().token in second
