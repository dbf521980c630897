"""Every kind of page the demo's people are offered, at three widths: axe finds nothing, and nothing sticks out.

640 pixels are what is left of 1280 at a zoom of 200 %: only the width is looked at there.
"""

import pytest

from kog.demo import person
from tests.pages.crawl import walk

ROLES = ("geschaeftsstelle", "mitglied", "ag-leitung")
HEIGHT = 900
WITH_AXE = (1280, 390)
WIDTHS = (1280, 640, 390)
# In the next frame: by then the page knows that the window has another width.
WIDTH_OF_PAGE = "new Promise(done => requestAnimationFrame(() => done(document.documentElement.scrollWidth)))"


@pytest.fixture
def pages(transactional_db, demo, client_of):
    """One address of each kind of page, by the first of the roles that was offered it."""
    seen, offered = set(), {}
    for role in ROLES:
        kinds = walk(client_of(person(role))).kinds
        offered[role] = {kind: address for kind, address in kinds.items() if kind not in seen}
        seen |= kinds.keys()
    return offered


def test_every_page_is_without_barriers_and_fits(open_as, axe_findings, pages):
    """Each page is loaded once and then made narrower, as a window is: loading is what takes the time."""
    complaints = []
    for role in ROLES:
        page = open_as(person(role), "/portal/")
        for kind, address in pages[role].items():
            page.goto(address)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": HEIGHT})
                if (found := page.evaluate(WIDTH_OF_PAGE)) > width:
                    complaints.append(f"{kind} at {width}: {address} is {found} wide")
                if width in WITH_AXE:
                    complaints += [f"{kind} at {width}: {finding}" for finding in axe_findings(page)]

    assert complaints == []
