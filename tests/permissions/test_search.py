"""What a person finds is what they may read: no more by a word, a title, a snippet or a number of hits, and no less."""

from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from kog.models import SearchEntry
from kog.search import finding, registry
from tests.factories.cast import CAST

from .conftest import READERS


def test_everybody_finds_the_words_that_are_for_them_and_no_other(world):
    call_command("rebuild_search", verbosity=0)

    found = {
        word: {role for role in CAST if finding.find(finding.visible_entries(world.cast[role]), f'"{word}"').hits}
        for word in READERS
    }

    assert found == READERS


def test_entries_of_a_kind_are_visible_exactly_where_the_list_of_the_kind_shows_the_record(world):
    call_command("rebuild_search", verbosity=0)

    for role in CAST:
        person = world.cast[role]
        for name, kind in registry.kinds().items():
            known = set(SearchEntry.objects.filter(kind=name).values_list("object_id", flat=True))
            listed = set(kind.visible_to(person).order_by().values_list("pk", flat=True))
            entries = finding.visible_entries(person, only=name)
            assert set(entries.values_list("object_id", flat=True)) == known & listed, (role, name)


def test_nobody_in_particular_finds_nothing(world):
    call_command("rebuild_search", verbosity=0)

    assert not finding.visible_entries(AnonymousUser()).exists()
