"""What people do on the pages of a meeting and of a link, click by click; each step ends on a page that has loaded."""

import re

from django.conf import settings
from playwright.sync_api import Page, expect

from kog.models import OutboxMail, User
from meetings.enums import MeetingState
from meetings.models import Meeting

# In the next frame: by then the page knows that the window has another width.
WIDTH = "new Promise(done => requestAnimationFrame(() => done(document.documentElement.scrollWidth)))"
FOCUSED = "document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"


def send(page: Page, selector: str = "main form.form button[type=submit]") -> None:
    with page.expect_navigation(wait_until="load"):
        page.locator(selector).first.click()


def press(page: Page, button: str) -> None:
    """A button of the room, by what it does."""
    send(page, f"button[value='{button}']")


def follow(page: Page, label: str | re.Pattern[str]) -> None:
    with page.expect_navigation(wait_until="load"):
        page.locator("main").get_by_role("link", name=label).first.click()


def press_by_keyboard(page: Page, label: str) -> None:
    """Tab until the button or link of this name has the focus, then Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(label):
            with page.expect_navigation(wait_until="load"):
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"“{label}” is not reached by the keyboard on {page.url}")


def faults(page: Page, axe_findings, *paths: str) -> list[str]:
    """What is wrong with these pages on a desk and on a phone: what axe finds, and what sticks out.

    640 pixels are what is left of 1280 at a zoom of 200 %: only the width is looked at there. Each page is loaded once
    and then made narrower, as a window is: loading is what takes the time.
    """
    found = []
    for path in paths:
        page.goto(path)
        for width in (1280, 640, 390):
            page.set_viewport_size({"width": width, "height": 900})
            if (needed := page.evaluate(WIDTH)) > width:
                found.append(f"{path} at {width}: {needed} wide")
            if width != 640:
                found += [f"{path} at {width}: {finding}" for finding in axe_findings(page, contrast=width == 1280)]
    return found


def findings(page: Page, axe_findings) -> list[str]:
    """What is wrong with this page: what axe finds at its width, and whether it sticks out at 390 pixels."""
    size, found = page.viewport_size, axe_findings(page)
    page.set_viewport_size({"width": 390, "height": 844})
    if (width := page.evaluate(WIDTH)) > 390:
        found = [*found, f"{width} wide at 390"]
    page.set_viewport_size(size)
    return [f"{page.url}: {finding}" for finding in found]


def open_room(page: Page, meeting: Meeting) -> None:
    page.goto(f"/portal/sitzungen/{meeting.slug}/fuehren/")
    send(page, "main form button[type=submit]")
    page.goto(f"/portal/sitzungen/{meeting.slug}/fuehren/anwesenheit/")
    send(page, "button[name=rest_present]")


def item_of(page: Page, meeting: Meeting, **facts: object) -> None:
    item = meeting.items.get(**facts)
    page.goto(f"/portal/sitzungen/{meeting.slug}/fuehren/?top={item.pk}")
    expect(page.get_by_role("heading", level=2, name=item.title, exact=True)).to_be_visible()


def resolve(page: Page, wording: str) -> None:
    page.keyboard.press("F2")
    page.fill("[name=resolution-wording]", wording)
    press(page, "resolve")


def assign(page: Page, lead: str, title: str) -> None:
    page.keyboard.press("F4")
    page.select_option("[name=assignment-lead]", lead)
    page.fill("[name=assignment-title]", title)
    press(page, "assign")


def approve_last_protocol(page: Page, meeting: Meeting) -> None:
    item_of(page, meeting, standing="protocol")
    press(page, "approve")


def finish_formal(page: Page, meeting: Meeting) -> None:
    item_of(page, meeting, standing="opening")
    page.keyboard.press("F8")
    press(page, "outcome-formal")


def close(page: Page, meeting: Meeting) -> None:
    """The formal items are dealt with, then the meeting is closed."""
    finish_formal(page, meeting)
    page.goto(f"/portal/sitzungen/{meeting.slug}/fuehren/abschluss/")
    send(page, "main form button[type=submit]")
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CLOSED


def link_in_mail(kind: str, to: User, number: int = 0) -> str:
    """The path of a link in the last mail of this kind."""
    mail = OutboxMail.objects.filter(kind=kind, recipient=to.email).latest("pk")
    return re.findall(rf"{re.escape(settings.BASE_URL)}(/r/[\w-]+/)", mail.text)[number]


def prove_who_it_is(page: Page, person: User) -> None:
    """The page of a link on an unknown device: have a code sent, and enter it."""
    assert person.name not in page.content()
    press_by_keyboard(page, "Code senden")
    mail = OutboxMail.objects.filter(kind="link_code", recipient=person.email).latest("pk")
    page.fill("[name=code]", re.search(r"^\d{6}$", mail.text, re.MULTILINE)[0])
    press_by_keyboard(page, "Weiter")
