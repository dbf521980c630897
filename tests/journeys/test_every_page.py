"""Every kind of page the demo's people are offered, at three widths: axe finds nothing, and nothing sticks out."""

import pytest

from kog.demo import person
from tests.pages.crawl import walk

from .clicks import faults

ROLES = ("geschaeftsstelle", "mitglied", "ag-leitung")


@pytest.fixture
def pages(transactional_db, demo, client_of):
    """One address of each kind of page, by the first of the roles that was offered it."""
    seen, offered = set(), {}
    for role in ROLES:
        kinds = walk(client_of(person(role)), each_kind=2).kinds
        offered[role] = {kind: address for kind, address in kinds.items() if kind not in seen}
        seen |= kinds.keys()
    return offered


def test_every_page_is_without_barriers_and_fits(open_as, axe_findings, pages):
    found = {role: faults(open_as(person(role), "/portal/"), axe_findings, *pages[role].values()) for role in ROLES}

    assert found == {role: [] for role in ROLES}
