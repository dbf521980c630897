"""Every kind of page the demo's people are offered, at two widths: axe finds nothing, and nothing sticks out."""

import pytest
from django.core.management import call_command

from kog.demo import person
from tests.pages.crawl import walk

ROLES = ("geschaeftsstelle", "mitglied", "ag-leitung")


@pytest.fixture
def pages(transactional_db, client_of):
    """One address of each kind of page, with the first of the roles that was offered it."""
    call_command("load_demo", verbosity=0)
    found = {}
    for role in ROLES:
        for kind, address in walk(client_of(person(role))).kinds.items():
            found.setdefault(kind, (role, address))
    return found


def test_every_page_is_without_barriers_and_fits(open_as, axe_findings, pages):
    complaints = []
    for width in (1280, 390):
        for role in ROLES:
            page = open_as(person(role), "/portal/", width=width)
            for kind, (owner, address) in pages.items():
                if owner != role:
                    continue
                page.goto(address)
                complaints += [f"{kind} at {width}: {finding}" for finding in axe_findings(page)]
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    complaints.append(f"{kind} at {width}: {address} is wider than the window")

    assert complaints == []
