"""The golden story, clicked through in a browser: what a group recommends, the board resolves, a house is charged with,
reports on, and another meeting under another chair reviews. Days pass by moving the clock; nothing else is faked.
"""

import datetime as dt
import re

import pytest
from django.core.management import call_command

from kog.models import Institution
from meetings.enums import AssignmentState, MeetingState, ProtocolState, ReviewResult
from meetings.models import Assignment, Matter, Meeting, Protocol, Resolution, Review
from tests.factories.kog import OccupancyFactory, RotationPlaceFactory, SeatFactory
from tests.journeys.clicks import close, item_of, open_room, press, send


@pytest.fixture
def houses(transactional_db, network, board, group, chair, board_member, group_lead, afa, ob):
    """The board of `ob` and `afa`, who chair in turn, the Jobcenter and the Ausländerbehörde as partners."""
    RotationPlaceFactory(committee=board, position=2, seat=board.seats.get(institution=afa))
    level = afa.level
    jobcenter = Institution.objects.create(key="jobcenter", name="Jobcenter Musterstadt", level=level)
    aliens = Institution.objects.create(key="abh", name="Ausländerbehörde Musterstadt", level=level)
    OccupancyFactory(seat=SeatFactory(committee=board, institution=jobcenter))
    return {"jobcenter": jobcenter, "abh": aliens}


def go(page, address):
    page.goto(address)
    assert page.locator("h1, h2").count() > 0, page.url


def plan(page, year, date):
    go(page, f"/portal/sitzungen/planen/?gremium=kog&anzahl=1&jahr={year}&wochentag=4")
    page.fill("[name=form-0-date]", date.isoformat())
    page.fill("[name=form-0-place]", "Rathaus, Raum 270")
    send(page)
    return Meeting.objects.get(date=date)


def release_and_invite(page, meeting):
    go(page, f"/portal/sitzungen/{meeting.slug}/tagesordnung/")
    send(page, "form[action$='/freigeben/'] button")
    go(page, f"/portal/sitzungen/{meeting.slug}/einladen/")
    send(page)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.INVITED


@pytest.mark.usefixtures("houses")
def test_nothing_gets_lost_from_the_recommendation_to_the_review(
    open_as, axe_findings, day, board, secretary, group_lead, board_member, chair, afa, houses
):
    day(dt.date(2026, 3, 2))
    page = open_as(group_lead, "/portal/gremien/feg/anliegen/")
    page.fill("[name=title]", "Absprachen im Leistungsrecht")
    page.fill("[name=text]", "Beim Wechsel des Rechtskreises entstehen **Lücken**.")
    send(page)
    matter = Matter.objects.get()
    assert matter.number == "V-2026-001"

    page = open_as(secretary, "/portal/")
    first = plan(page, 2026, dt.date(2026, 4, 17))
    assert first.chair_seat.institution.key == "ob"
    go(page, "/portal/gremien/kog/themen/")
    page.locator("select[name=meeting]").first.select_option(str(first.pk))
    send(page, "form[action$='/annehmen/'] button")
    release_and_invite(page, first)

    day(first.date)
    page = open_as(secretary, "/portal/")
    open_room(page, first)
    item_of(page, first, matter=matter)
    page.fill("[data-notes]", "Jobcenter und Ausländerbehörde schildern typische Verläufe.")
    page.keyboard.press("F2")
    page.fill("[name=resolution-wording]", "Unter Leitung der Agentur für Arbeit wird ein Austausch eingerichtet.")
    press(page, "resolve")
    page.keyboard.press("F4")
    page.select_option("[name=assignment-lead]", f"i-{afa.pk}")
    page.fill("[name=assignment-title]", "Austausch zum Leistungsrecht einrichten")
    page.locator("[name=assignment-partners]").evaluate("field => { field.closest('details').open = true; }")
    page.select_option("[name=assignment-partners]", [str(houses["jobcenter"].pk), str(houses["abh"].pk)])
    assert axe_findings(page) == []
    press(page, "assign")
    close(page, first)
    assignment = Assignment.objects.get()
    assert (assignment.number, assignment.lead, assignment.due_meeting) == ("KOG 2026-1/01", afa, None)
    assert set(assignment.partners.all()) == {houses["jobcenter"], houses["abh"]}
    assert Resolution.objects.get().number == "KOG-B 2026-1/01"
    assert "Verläufe" in first.items.get(matter=matter).discussion

    send(page, "form[action$='/an-den-vorsitz/'] button")
    page = open_as(chair, f"/portal/sitzungen/{first.slug}/protokoll/")
    send(page, "form[action$='/versenden/'] button")
    assert Protocol.objects.get().state == ProtocolState.CIRCULATED

    day(dt.date(2026, 6, 1))
    page = open_as(secretary, "/portal/")
    second = plan(page, 2026, dt.date(2026, 9, 11))
    assignment.refresh_from_db()
    assert assignment.due_meeting == second
    assert second.chair_seat.institution == afa

    day(dt.date(2026, 8, 20))
    page = open_as(board_member, "/portal/")
    assert page.get_by_text("Austausch zum Leistungsrecht").count() > 0
    go(page, assignment.get_absolute_url())
    page.locator("[name=progress][value=ready]").check()
    page.fill("[name=text]", "Der Austausch hat zweimal stattgefunden.")
    result = {"name": "Checkliste.md", "mimeType": "text/markdown", "buffer": b"# Checkliste"}
    page.set_input_files("[name=files]", result)
    send(page)
    assert [one.title for one in assignment.reports.get().documents.all()] == ["Checkliste"]

    page = open_as(secretary, "/portal/")
    release_and_invite(page, second)
    go(page, f"/portal/sitzungen/{second.slug}/auftragskontrolle/")
    assert page.get_by_text("Der Austausch hat zweimal stattgefunden.").count() == 1
    assert axe_findings(page) == []

    day(second.date)
    page = open_as(secretary, "/portal/")
    open_room(page, second)
    item_of(page, second, standing="protocol")
    press(page, "approve")
    item_of(page, second, standing="review")
    page.select_option(f"[name=review-{assignment.pk}-result]", ReviewResult.DONE)
    press(page, f"review-{assignment.pk}")
    close(page, second)
    assignment.refresh_from_db()
    assert (assignment.state, assignment.closed_in) == (AssignmentState.DONE, second)
    assert Review.objects.get().meeting == second
    assert Protocol.objects.get(meeting=first).approved_in == second
    call_command("verify_records")

    go(page, "/portal/auftraege/matrix/?gremium=kog")
    row = page.locator("table tr", has_text="KOG 2026-1/01").first.inner_text()
    assert re.search(r"erledigt|done", row)
    assert axe_findings(page) == []
    page = open_as(group_lead, matter.get_absolute_url())
    assert page.get_by_text("KOG 2026-1").count() > 0


@pytest.mark.usefixtures("houses")
def test_cancelled_meeting_loses_nothing_and_takes_no_turn(open_as, day, board, secretary, afa):
    day(dt.date(2020, 1, 13))
    page = open_as(secretary, "/portal/")
    january, april, september = (
        plan(page, 2020, date) for date in (dt.date(2020, 1, 31), dt.date(2020, 4, 24), dt.date(2020, 9, 11))
    )
    chairs = [meeting.chair_seat.institution.key for meeting in (january, april, september)]
    assert chairs == ["ob", "afa", "ob"]

    day(january.date)
    page = open_as(secretary, "/portal/")
    go(page, f"/portal/sitzungen/{january.slug}/tagesordnung/neu/")
    page.fill("[name=title]", "Fachkräfteeinwanderung")
    send(page)
    go(page, f"/portal/sitzungen/{january.slug}/fuehren/")
    open_room(page, january)
    item_of(page, january, title="Fachkräfteeinwanderung")
    page.keyboard.press("F4")
    page.select_option("[name=assignment-lead]", f"i-{afa.pk}")
    page.fill("[name=assignment-title]", "Betriebe informieren")
    press(page, "assign")
    page.keyboard.press("F8")
    press(page, "outcome-noted")
    close(page, january)
    go(page, f"/portal/sitzungen/{april.slug}/tagesordnung/neu/")
    page.fill("[name=title]", "Sprachkurse im Frühjahr")
    send(page)
    assert Assignment.objects.get().due_meeting == april

    day(dt.date(2020, 3, 20))
    page = open_as(secretary, f"/portal/sitzungen/{april.slug}/absagen/")
    page.fill("[name=reason]", "Corona-Pandemie")
    send(page)

    for meeting in (april, september):
        meeting.refresh_from_db()
    assert (april.state, april.designation, april.turn) == (MeetingState.CANCELLED, "KOG 2020-2", None)
    assert september.chair_seat.institution == afa
    assert Assignment.objects.get().due_meeting == september
    assert Protocol.objects.get(meeting=january).approval_items.filter(meeting=september).count() == 1
    go(page, f"/portal/sitzungen/{september.slug}/tagesordnung/")
    assert page.get_by_text("Sprachkurse im Frühjahr").count() > 0
    go(page, f"/portal/sitzungen/{april.slug}/")
    assert page.get_by_text("Corona-Pandemie").count() > 0
