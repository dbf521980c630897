"""A link from a mail on a phone the portal does not know: the code, the one thing, and then nothing more."""

import datetime as dt
import re

import pytest
from django.shortcuts import render

from kog import links
from kog.actions.signing_in import act_by_link
from kog.enums import LinkPurpose
from kog.models import Committee, OutboxMail, ScopedLink
from kog.views.links import done
from tests.factories.kog import CommitteeFactory, NetworkFactory, UserFactory


def report(request, link, committee):
    if request.method == "POST":
        act_by_link(link, lambda: None)
        return done(request, "Vielen Dank", "Ihr Bericht ist angekommen.")
    return render(request, "kog/link_sign_in.html", {"person": link.person})


@pytest.fixture
def path(transactional_db, monkeypatch):
    monkeypatch.setitem(links._kinds, LinkPurpose.REPORT, links.Kind(report, dt.timedelta(days=1), Committee))
    NetworkFactory()
    person = UserFactory(email="leitung@kog.example", name="Leitung Musterhaus")
    address = links.issue(person, LinkPurpose.REPORT, by=None, subject=CommitteeFactory())[1]
    return address[address.index("/r/") :]


def send(page, selector):
    with page.expect_navigation(wait_until="load"):
        page.locator(selector).click()


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (390, False)])
def test_code_opens_the_one_thing_once(open_as, axe_findings, path, width, javascript):
    page = open_as(None, path, width=width, javascript=javascript)
    seen = []

    def look() -> None:
        if javascript:
            seen.extend(axe_findings(page))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("nav.mainnav, .usermenu").count() == 0

    look()
    assert "Leitung Musterhaus" not in page.content()
    send(page, "button[name=send]")
    look()
    code = re.search(r"^\d{6}$", OutboxMail.objects.get(kind="link_code").text, re.MULTILINE)[0]
    page.fill("[name=code]", "12")
    send(page, "form:has([name=code]) button[type=submit]")
    look()
    page.fill("[name=code]", code)
    send(page, "form:has([name=code]) button[type=submit]")
    look()
    assert "Leitung Musterhaus" in page.content()
    assert ScopedLink.objects.get().is_open

    send(page, "main button[type=submit]")
    look()
    assert page.get_by_role("heading", level=1).inner_text() == "Vielen Dank"
    page.goto(path)
    look()
    assert page.locator("main form").count() == 0
    page.goto("/portal/")
    assert "/konto/login/" in page.url
    assert seen == []
