"""The head of an authority, who never signs in: answers an invitation and reports on an assignment from the mail, on a
telephone the portal does not know; the secretariat sees both where it works.
"""

import datetime as dt

import pytest
from playwright.sync_api import expect

from meetings.actions.agenda import release
from meetings.actions.inviting import invite
from meetings.enums import Answer, Progress
from meetings.models import Assignment
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish
from tests.journeys import clicks

RESULT = {"name": "Checkliste.md", "mimeType": "text/markdown", "buffer": b"# Checkliste"}
TITLE = "Austausch zum Leistungsrecht einrichten"


@pytest.fixture
def meetings(transactional_db, network, board, chair, board_member, secretary, afa, day):
    """The first meeting gave the house of `board_member` an assignment; the second reviews it."""
    day(dt.date(2026, 4, 17))
    first = MeetingFactory(committee=board, running=True, by=secretary, date=dt.date(2026, 4, 17))
    second = MeetingFactory(committee=board, by=secretary, date=dt.date(2026, 9, 11), place="Rathaus")
    item = AgendaItemFactory(meeting=first, by=secretary, title="Rechtskreiswechsel")
    AssignmentFactory(item=item, by=secretary, lead=afa, title=TITLE)
    finish(first, by=secretary)
    return first, second


def is_closed(page, address):
    """The link did its one thing: it says so and no more, and nobody is signed in."""
    assert page.goto(address).status == 410
    expect(page.locator("main form")).to_have_count(0)
    assert TITLE not in page.content()
    page.goto("/portal/")
    assert "/konto/login/" in page.url


@pytest.mark.usefixtures("meetings")
def test_report_with_a_file_reaches_the_control_sheet_and_the_room(
    open_as, axe_findings, day, meetings, secretary, board_member
):
    _first, second = meetings
    assignment = Assignment.objects.get()
    day(dt.date(2026, 8, 20))
    address = clicks.link_in_mail("assignment_given", board_member)
    page = open_as(None, address)
    seen = clicks.findings(page, axe_findings)
    assert TITLE not in page.content()
    clicks.prove_who_it_is(page, board_member)

    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    seen += clicks.findings(page, axe_findings)
    page.locator(f"[name=progress][value={Progress.READY}]").check()
    clicks.send(page)
    expect(page.locator(f"[name=progress][value={Progress.READY}]")).to_be_checked()
    seen += clicks.findings(page, axe_findings)
    assert assignment.reports.count() == 0
    page.fill("[name=text]", "Der Austausch hat **zweimal** stattgefunden.")
    page.set_input_files("[name=files]", RESULT)
    page.locator("[name=files]").focus()
    clicks.press_by_keyboard(page, "Sachstand senden")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vielen Dank")
    seen += clicks.findings(page, axe_findings)
    report = assignment.reports.get()
    assert (report.by, [one.title for one in report.documents.all()]) == (board_member, ["Checkliste"])
    is_closed(page, address)

    page = open_as(secretary, f"/portal/sitzungen/{second.slug}/auftragskontrolle/")
    row = page.locator("tr", has_text=assignment.number)
    expect(row).to_contain_text("Der Austausch hat zweimal stattgefunden.")
    expect(row.get_by_role("link", name="Checkliste")).to_be_visible()
    seen += clicks.findings(page, axe_findings)
    answer = page.request.get(row.get_by_role("link", name="Checkliste").get_attribute("href"))
    assert (answer.status, answer.body()) == (200, RESULT["buffer"])

    day(second.date)
    page = open_as(secretary, "/portal/")
    clicks.open_room(page, second)
    clicks.item_of(page, second, standing="review")
    told = page.locator(f"#auftrag-{assignment.pk}")
    expect(told).to_contain_text("Der Austausch hat zweimal stattgefunden.")
    expect(told.get_by_role("link", name="Checkliste")).to_be_visible()
    seen += clicks.findings(page, axe_findings)
    assert seen == []


@pytest.mark.usefixtures("meetings")
def test_the_same_device_is_not_asked_again(open_as, day, meetings, secretary, board_member):
    """An answer to the invitation first, then the report: one code is enough, and each link does its own thing."""
    _first, second = meetings
    day(dt.date(2026, 8, 3))
    invite(release(second, by=secretary), by=secretary)
    page = open_as(None, clicks.link_in_mail("invitation", board_member), width=390, javascript=False)
    clicks.prove_who_it_is(page, board_member)
    page.locator(f"[name=answer][value={Answer.ACCEPTED}]").check()
    clicks.send(page)
    page.goto(clicks.link_in_mail("assignment_given", board_member))
    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()


def test_invitation_is_accepted_and_stands_on_the_participation_page(
    open_as, axe_findings, day, meetings, secretary, board_member
):
    _first, second = meetings
    day(dt.date(2026, 8, 3))
    invite(release(second, by=secretary), by=secretary)
    answer, substitute = (clicks.link_in_mail("invitation", board_member, number) for number in (0, 1))
    page = open_as(None, answer)
    clicks.prove_who_it_is(page, board_member)
    seen = clicks.findings(page, axe_findings)
    page.locator(f"[name=answer][value={Answer.ACCEPTED}]").check()
    clicks.press_by_keyboard(page, "Antwort senden")
    expect(page.get_by_role("heading", level=1)).to_contain_text("zugesagt")
    seen += clicks.findings(page, axe_findings)
    page.goto(answer)  # the last answer counts, until answers are due
    expect(page.locator(f"[name=answer][value={Answer.DECLINED}]")).to_be_visible()

    participation = f"/portal/sitzungen/{second.slug}/teilnahme/"
    page = open_as(secretary, participation)
    row = page.locator("tr", has_text=board_member.name)
    expect(row).to_contain_text("zugesagt")
    page = open_as(None, substitute)
    clicks.prove_who_it_is(page, board_member)
    seen += clicks.findings(page, axe_findings)
    page.fill("[name=substitute]", "Frau Beispiel, Teamleitung")
    clicks.send(page)
    page.goto(substitute)
    expect(page.locator("[name=substitute]")).to_be_visible()

    page = open_as(secretary, participation)
    row = page.locator("tr", has_text=board_member.name)
    expect(row).to_contain_text("Frau Beispiel, Teamleitung")
    assert second.participations.get(person=board_member).answer == Answer.DECLINED
    assert seen == []
