"""Tests in the system's Chromium: as a person, at two widths, with and without JavaScript, and with axe looking.

A page may not ask another host, and no script may fail: both end the test that opened the page.
"""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

HERE = Path(__file__).parent
BERLIN = ZoneInfo("Europe/Berlin")
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEIGHT = {1280: 900, 390: 844}
PATIENCE = 60_000  # milliseconds; a busy machine is slow, and only what fails waits so long
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.exit("Chromium is missing: install the package chromium, or run 'make test BROWSER=0'.", 4)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; Django would take our own queries for asynchronous ones.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_as(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """`open_as(person, path, width=390, javascript=False)` → the page, signed in; nobody for `None`."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:", "about:")):
            complaints.append(f"asks another host: {request.url}")

    def open_page(person=None, path="/", *, width: int = 1280, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            viewport={"width": width, "height": HEIGHT.get(width, 900)},
            java_script_enabled=javascript,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if person is not None:
            context.add_cookies([session_cookie(person, live_server.url)])
        page = context.new_page()
        page.on("request", watch)
        page.on("pageerror", lambda error: complaints.append(f"script failed on {page.url}: {error}"))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def day() -> Iterator[Callable[[dt.date], None]]:
    """`day(date)` makes it nine o'clock on that day, until the next one is named."""
    travels = []

    def travel(to: dt.date) -> None:
        while travels:
            travels.pop().stop()
        travels.append(time_machine.travel(dt.datetime.combine(to, dt.time(9), BERLIN), tick=True))
        travels[-1].start()

    yield travel
    while travels:
        travels.pop().stop()


def session_cookie(person, url: str) -> dict[str, str]:
    client = Client()
    client.force_login(person, backend="kog.accounts.SignInBackend")
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


@pytest.fixture(scope="session")
def axe_findings() -> Callable[..., list[str]]:
    """What axe finds on a page, one line per place; equal to `[]` where all is well.

    Two thirds of its time go into contrast, which a page that was made narrower need not be asked for again.
    """
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def look(page: Page, *, contrast: bool = True) -> list[str]:
        if page.evaluate("!window.axe"):
            page.evaluate(AXE_SCRIPT)
        # All that axe was content with stays in the browser: to hand it over takes longer than to find it.
        violations = page.evaluate(
            "options => axe.run(options).then(results => results.violations)",
            {
                "runOnly": tags,
                "resultTypes": ["violations"],
                "rules": {"color-contrast": {"enabled": contrast}},
            },
        )
        return [
            f"{finding['id']}: {finding['help']} – {node['html'][:160]}"
            for finding in violations
            for node in finding["nodes"]
        ]

    return look
