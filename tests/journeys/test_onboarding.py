"""Somebody new: invited to a vacant seat by the secretariat, at home in the portal a few minutes later. No scripts."""

import re

import pytest
from django.utils import timezone

from kog.models import OutboxMail, ScopedLink, User
from meetings.enums import ProtocolState
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, protocol_in
from tests.replay import replayed

PASSWORD = "ein-langes-kennwort"
SEAT = "Agentur für Arbeit Musterstadt"


@pytest.fixture
@replayed
def past_of_the_board(transactional_db, network, board, chair, board_seat, secretary, afa, ihk):
    """A meeting that the newcomer did not see: it gave work to their house and to another one."""
    meeting = MeetingFactory(committee=board, running=True, by=secretary)
    item = AgendaItemFactory(meeting=meeting, by=secretary, title="Sprachkurse")
    AssignmentFactory(item=item, by=secretary, lead=afa, title="Betriebe befragen")
    AssignmentFactory(item=item, by=secretary, lead=ihk, title="Bericht der Kammer")
    finish(meeting, by=secretary)
    protocol_in(ProtocolState.CIRCULATED, meeting, by=secretary)
    return meeting


def send(page, selector="main form.form button[type=submit]"):
    with page.expect_navigation(wait_until="load"):
        page.locator(selector).click()


def follow(page, link):
    with page.expect_navigation(wait_until="load"):
        link.click()


def link_in_the_mail():
    mail = OutboxMail.objects.get(recipient="neu@kog.example")
    return re.search(r"/r/[\w-]+/", mail.text)[0]


def invite(page):
    """From the committee's page to the mail."""
    assert page.locator("tr", has_text=SEAT).get_by_text("unbesetzt").count() == 1
    follow(page, page.get_by_role("link", name="Sitze und Personen ändern"))
    follow(page, page.locator("tr", has_text=SEAT).locator("a[href$='/einladen/']"))
    page.fill("[name=email]", "neu@kog.example")
    page.fill("[name=name]", "Dr. Neu")
    send(page)


def facts_of_link():
    return ScopedLink.objects.filter(person__email="neu@kog.example").values().get()


def test_invited_person_finds_seat_people_protocols_and_work(open_as, past_of_the_board, secretary, chair, board):
    page = open_as(secretary, board.get_absolute_url(), javascript=False)
    invite(page)
    address, before = link_in_the_mail(), facts_of_link()

    page = open_as(None, address, javascript=False)
    page.reload()
    person = User.objects.get(email="neu@kog.example")
    assert facts_of_link() == before
    assert (person.has_usable_password(), person.rules_confirmed_at, person.last_login) == (False, None, None)

    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    send(page)
    assert page.url.endswith(address)
    assert facts_of_link() == before

    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    page.locator("[name=rules]").check()
    send(page)

    assert page.url.endswith("/portal/einstieg/")
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert timezone.localdate(person.rules_confirmed_at) == timezone.localdate()
    assert SEAT in page.locator("#sitze").inner_text()
    who_is_who = page.locator("section[aria-labelledby=who-kog] tbody tr")
    assert [chair.name in row or "Dr. Neu" in row for row in who_is_who.all_inner_texts()] == [True, True]
    assert page.locator("section[aria-labelledby=last-protocols] a").all_inner_texts() == [
        str(past_of_the_board.protocol)
    ]
    work = page.locator("section[aria-labelledby=house-open] a")
    assert work.all_inner_texts() == ["Betriebe befragen"]
    follow(page, work)
    assert page.locator("h1").inner_text().split("\n")[0].strip() == "Betriebe befragen"


@pytest.mark.usefixtures("past_of_the_board")
def test_used_link_says_that_it_is_used_and_no_more(open_as, secretary, board):
    invite(open_as(secretary, board.get_absolute_url(), javascript=False))
    address = link_in_the_mail()
    page = open_as(None, address, javascript=False)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    page.locator("[name=rules]").check()
    send(page)

    page = open_as(None, "/konto/login/", javascript=False)
    answer = page.goto(address)

    assert answer.status == 410
    assert page.locator("main form").count() == 0
    words = page.locator("body").inner_text()
    assert "schon benutzt" in words
    assert not [word for word in ("Dr. Neu", "neu@kog.example", SEAT) if word in words]
    assert "/konto/login/" in page.goto("/portal/einstieg/").url
