"""The way up and the way back, clicked through by the group lead and the secretary: what a group brings up is put on
the board's agenda, resolved, answered and confirmed, and its line reads the same from every end.
"""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from meetings.actions.agenda import accept_item
from meetings.actions.answering import Reply, answer
from meetings.actions.conducting import open_meeting
from meetings.enums import AssignmentState, MatterKind, ProtocolState, ReviewResult, Verdict
from meetings.models import AgendaItem, Assignment, Matter, MatterAnswer
from tests.factories.meetings import MeetingFactory, finish, protocol_in, raised
from tests.journeys import clicks

PAPER = {"name": "Fallbeispiele.md", "mimeType": "text/markdown", "buffer": b"# Drei Beispiele"}
TITLE = "Absprachen im Leistungsrecht"


@pytest.fixture
def meetings(transactional_db, network, board, group, chair, board_member, group_lead, secretary, day):
    """Two meetings of the board are planned when the story begins."""
    day(dt.date(2026, 3, 2))
    return [
        MeetingFactory(committee=board, by=secretary, date=date, place="Rathaus")
        for date in (dt.date(2026, 4, 17), dt.date(2026, 9, 11))
    ]


def raise_it(page, seen, axe_findings):
    """From the group's page: kind, title, text, a file."""
    clicks.follow(page, "Anliegen einbringen")
    seen += clicks.findings(page, axe_findings)
    page.locator(f"[name=kind][value={MatterKind.NEED}]").check()
    page.fill("[name=title]", TITLE)
    clicks.send(page)
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    page.fill("[name=text]", "Beim Wechsel des Rechtskreises entstehen **Lücken**.")
    page.set_input_files("[name=files]", PAPER)
    page.locator("[name=files]").focus()
    seen += clicks.findings(page, axe_findings)
    clicks.press_by_keyboard(page, "Anliegen einbringen")


def state_on(page):
    return page.locator("h1 .kern-badge, h1 [class*=badge]").first.inner_text()


def stations(page):
    return page.locator(".timeline__title").all_inner_texts()


def test_what_a_group_brings_up_is_answered_and_confirmed(
    open_as, axe_findings, day, meetings, board, group, secretary, group_lead, afa
):
    first, second = meetings
    seen = []
    page = open_as(group_lead, group.get_absolute_url())
    raise_it(page, seen, axe_findings)
    matter = Matter.objects.get()
    assert [one.title for one in matter.documents.all()] == ["Fallbeispiele"]
    page.goto(matter.get_absolute_url())
    assert "wartet auf einen Platz" in state_on(page)
    expect(page.locator(".timeline").get_by_role("link", name="Fallbeispiele")).to_be_visible()
    seen += clicks.findings(page, axe_findings)
    page.goto(group.get_absolute_url())
    expect(page.locator("li", has_text=matter.number).get_by_text("wartet auf einen Platz")).to_be_visible()

    page = open_as(secretary, f"/portal/gremien/{board.key}/themen/")
    page.locator("li", has_text=TITLE).locator("select[name=meeting]").select_option(str(first.pk))
    clicks.send(page, "form[action$='/annehmen/'] button")
    item = AgendaItem.objects.get(matter=matter)
    assert item.meeting == first

    day(first.date)
    page = open_as(secretary, "/portal/")
    clicks.open_room(page, first)
    clicks.item_of(page, first, matter=matter)
    clicks.resolve(page, "Ein Austausch zum Leistungsrecht wird eingerichtet.")
    clicks.assign(page, f"i-{afa.pk}", "Austausch einrichten")
    clicks.close(page, first)

    page.goto("/portal/")
    clicks.follow(page, re.compile(f"^{matter.number}"))
    clicks.press_by_keyboard(page, "Beantworten")
    assert page.locator("[name=verdict]:checked").input_value() == Verdict.ACCEPTED
    expect(page.locator("[name=text]")).to_have_value("Ein Austausch zum Leistungsrecht wird eingerichtet.")
    seen += clicks.findings(page, axe_findings)
    page.fill("[name=text]", "Der Austausch beginnt im Mai.")
    clicks.press_by_keyboard(page, "Antwort senden")
    seen += clicks.findings(page, axe_findings)

    page = open_as(group_lead, "/portal/")
    clicks.follow(page, "Lesen und bestätigen")
    expect(page.locator(".panel--need").get_by_text("Der Austausch beginnt im Mai.")).to_be_visible()
    seen += clicks.findings(page, axe_findings)
    clicks.press_by_keyboard(page, "Antwort bestätigen")
    assert MatterAnswer.objects.get().confirmed_by == group_lead
    assert "in Arbeit" in state_on(page)
    page.goto("/portal/")
    expect(page.get_by_role("link", name="Lesen und bestätigen")).to_have_count(0)

    assignment = Assignment.objects.get()
    protocol_in(ProtocolState.CIRCULATED, first, by=secretary)
    day(second.date)
    page = open_as(secretary, "/portal/")
    clicks.open_room(page, second)
    clicks.approve_last_protocol(page, second)
    clicks.item_of(page, second, standing="review")
    page.select_option(f"[name=review-{assignment.pk}-result]", ReviewResult.DONE)
    clicks.press(page, f"review-{assignment.pk}")
    clicks.close(page, second)
    assignment.refresh_from_db()
    assert assignment.state == AssignmentState.DONE
    page.goto("/portal/")
    clicks.follow(page, re.compile(f"^{matter.number}"))
    clicks.follow(page, "Beantworten")
    assert page.locator("[name=verdict]:checked").input_value() == Verdict.DONE
    clicks.send(page)

    page = open_as(group_lead, "/portal/", javascript=False)
    clicks.follow(page, "Lesen und bestätigen")
    clicks.send(page, "form[action$='/bestaetigen/'] button")
    assert "abgeschlossen" in state_on(page)
    for word in ("Beraten in KOG 2026-1", "KOG-B 2026-1/01", "Beantwortet: erledigt", "Abgeschlossen"):
        assert word in "\n".join(stations(page)), stations(page)
    assert page.locator(".timeline__station--open").count() == 0
    assert seen == []
    every_end_leads_to_the_line(open_as(secretary, item.get_absolute_url()), group, matter, assignment)


def every_end_leads_to_the_line(page, group, matter, assignment):
    """From the agenda item, the assignment and the group's page; for the secretariat it has every station."""
    ends = {page.url: matter.number, assignment.get_absolute_url(): matter.number}
    for place, link in [*ends.items(), (group.get_absolute_url(), matter.title)]:
        page.goto(place)
        clicks.follow(page, link)
        assert page.url.endswith(matter.get_absolute_url())
        line = "\n".join(stations(page))
        for word in ("KOG-B 2026-1/01", f"Auftrag {assignment.number}", "In KOG 2026-2 als erledigt festgestellt"):
            assert word in line, line


@pytest.fixture
def answered(meetings, group, group_lead, secretary, day):
    """The board has dealt with a matter of the group; the answer is in the mail of its lead."""
    matter = raised(group, title=TITLE, text="Beim Wechsel entstehen Lücken.", by=group_lead)
    accept_item(AgendaItem.objects.get(matter=matter), meeting=meetings[0], by=secretary)
    day(meetings[0].date)
    finish(open_meeting(meetings[0], by=secretary), by=secretary)
    return answer(matter, Reply(Verdict.ACCEPTED, "Der Austausch **beginnt** im Mai."), by=secretary)


def test_lead_confirms_from_the_mail_on_a_device_nobody_knows(open_as, axe_findings, answered, group_lead, secretary):
    address = clicks.link_in_mail("matter_answered", group_lead)
    page = open_as(None, address)
    seen = clicks.findings(page, axe_findings)
    assert "Austausch" not in page.content()
    clicks.prove_who_it_is(page, group_lead)

    expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    expect(page.locator("main .prose")).to_have_text("Der Austausch beginnt im Mai.")
    expect(page.get_by_text("Ohne Rückmeldung von Ihnen gilt sie ab 08.05.2026.")).to_be_visible()
    seen += clicks.findings(page, axe_findings)
    page.reload()
    answered.refresh_from_db()
    assert answered.confirmed_at is None
    clicks.press_by_keyboard(page, "Antwort bestätigen")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vielen Dank")
    seen += clicks.findings(page, axe_findings)
    answered.refresh_from_db()
    assert answered.confirmed_by == group_lead

    assert page.goto(address).status == 410
    assert page.locator("main form").count() == 0
    page.goto(answered.matter.get_absolute_url())
    assert "/konto/login/" in page.url
    assert seen == []
    page = open_as(secretary, answered.matter.get_absolute_url())
    assert stations(page)[-2:] == ["Antwort bestätigt", "Abgeschlossen"]
