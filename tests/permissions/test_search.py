"""The search is a page like any other: everybody finds what is for them, by every word, and nothing else."""

from django.core.management import call_command

from kog.search import finding, registry
from tests.factories.cast import CAST

from .conftest import READERS

OF_MEETINGS = {"meeting", "item", "protocol", "resolution", "assignment", "matter", "circular"}


def test_everybody_finds_what_is_for_them_and_nothing_else(world):
    call_command("rebuild_search")
    leaks, missing = [], []
    for role in CAST[1:]:
        entries = finding.visible_entries(world.cast[role]).filter(kind__in=OF_MEETINGS)
        for word, readers in READERS.items():
            hits = finding.find(entries, word).hits
            if hits and role not in readers:
                leaks.append((role, word, [str(hit.entry) for hit in hits]))
            if not hits and role in readers:
                missing.append((role, word))

    assert registry.kinds().keys() >= OF_MEETINGS
    assert (leaks, missing) == ([], [])
