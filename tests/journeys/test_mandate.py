"""A mandate with a clock, run by the secretary: a resolution sets up a group; its report comes by itself, the meeting
does not close without a result, and what is extended reports again.
"""

import datetime as dt

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from kog.models import Committee
from meetings.enums import ItemKind, MandateResult, MeetingState, ProtocolState
from meetings.models import Mandate
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, protocol_in
from tests.journeys import clicks

NAME = "Task Force Wohnraum"
QUESTION = "Wie kommen Familien schneller in eigenen Wohnraum?"
BEGINNING, REPORT, NEXT = dt.date(2026, 4, 17), dt.date(2026, 9, 11), dt.date(2027, 1, 22)


@pytest.fixture
def meetings(transactional_db, network, board, chair, board_member, secretary, day):
    """Three meetings of the board; the first runs and has the subject on its agenda."""
    day(BEGINNING)
    first, second, third = (MeetingFactory(committee=board, by=secretary, date=on) for on in (BEGINNING, REPORT, NEXT))
    AgendaItemFactory(meeting=first, by=secretary, title="Wohnraum", kind=ItemKind.DECISION)
    return first, second, third


@pytest.fixture
def set_up(open_as, axe_findings, meetings, secretary, ihk, afa, fizu):
    """The group, set up by clicks in the first meeting; the page of the room, and what was wrong on the way."""
    first, second, _third = meetings
    page, seen = open_as(secretary, "/portal/"), []
    clicks.open_room(page, first)
    clicks.item_of(page, first, title="Wohnraum")
    clicks.resolve(page, "Eine Gruppe zum Wohnraum wird eingesetzt.")
    seen += clicks.findings(page, axe_findings)
    clicks.follow(page, "Gruppe einsetzen oder beauftragen")
    expect(page.locator("[name=question]")).to_have_value("Eine Gruppe zum Wohnraum wird eingesetzt.")
    seen += clicks.findings(page, axe_findings)
    page.fill("[name=question]", QUESTION)
    page.fill("[name=name]", NAME)
    clicks.send(page)
    expect(page.locator("[name=question]")).to_have_value(QUESTION)
    seen += clicks.findings(page, axe_findings)
    assert not Committee.objects.filter(name=NAME).exists()
    page.fill("[name=short_name]", "TF Wohnraum")
    page.select_option("[name=report_to]", str(second.pk))
    page.fill("[name=ends_on]", "2026-10-31")
    page.select_option("[name=lead]", str(ihk.pk))
    for house in (afa, fizu):
        page.locator(f"[name=members][value='{house.pk}']").check()
    clicks.press_by_keyboard(page, "Mandat erteilen")
    clicks.close(page, first)
    return page, seen


def clock(page):
    """The mandate as the group's page shows it."""
    return page.locator("section[aria-labelledby=mandate]")


def test_group_reports_by_itself_and_is_extended(
    open_as, axe_findings, day, set_up, meetings, secretary, ihk, afa, fizu
):
    first, second, third = meetings
    page, seen = set_up
    group, mandate = Committee.objects.get(name=NAME), Mandate.objects.get()
    assert (group.lead, set(group.seats.values_list("institution", flat=True))) == (ihk, {ihk.pk, afa.pk, fizu.pk})
    page.goto(group.get_absolute_url())
    for word in (QUESTION, "KOG-B 2026-1/01", "KOG 2026-2", "11.09.2026", "31.10.2026"):
        expect(clock(page)).to_contain_text(word)
    seen += clicks.findings(page, axe_findings)
    page.goto(f"/portal/sitzungen/{second.slug}/tagesordnung/")
    expect(page.get_by_role("link", name=f"Bericht: {NAME}", exact=True)).to_be_visible()

    protocol_in(ProtocolState.CIRCULATED, first, by=secretary)
    day(REPORT)
    page = open_as(secretary, "/portal/")
    clicks.open_room(page, second)
    clicks.approve_last_protocol(page, second)
    clicks.finish_formal(page, second)
    page.goto(f"/portal/sitzungen/{second.slug}/fuehren/abschluss/")
    expect(page.locator("main form")).to_have_count(0)
    seen += clicks.findings(page, axe_findings)
    clicks.follow(page, NAME)
    seen += clicks.findings(page, axe_findings)
    page.locator(f"[name=result][value={MandateResult.EXTENDED}]").check()
    page.fill("[name=reason]", "Zwei Träger fehlen noch.")
    clicks.send(page)
    expect(page.locator("[name=reason]")).to_have_value("Zwei Träger fehlen noch.")
    seen += clicks.findings(page, axe_findings)
    assert not mandate.reviews.exists()
    page.fill("[name=ends_on]", "2027-02-28")
    page.locator("[name=ends_on]").focus()
    clicks.press_by_keyboard(page, "Ergebnis festhalten")
    page.goto(f"/portal/sitzungen/{second.slug}/fuehren/abschluss/")
    clicks.send(page, "main form button[type=submit]")
    second.refresh_from_db()
    assert second.state == MeetingState.CLOSED

    page.goto(group.get_absolute_url())
    for word in ("KOG 2027-1", "28.02.2027", "verlängert – Zwei Träger fehlen noch."):
        expect(clock(page)).to_contain_text(word)
    page.goto(f"/portal/sitzungen/{third.slug}/tagesordnung/")
    expect(page.get_by_role("link", name=f"Bericht: {NAME}", exact=True)).to_be_visible()
    page.goto(f"/portal/sitzungen/{second.slug}/protokoll/")
    expect(page.locator("main")).to_contain_text("Mandat: verlängert bis zum 28.02.2027. Zwei Träger fehlen noch.")
    seen += clicks.findings(page, axe_findings)
    assert seen == []
    call_command("verify_records")
