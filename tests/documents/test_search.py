"""What is found in files is what a person reads: names at once, words when they were read, with the page of a PDF."""

import pytest
from django.urls import reverse

from documents.actions import filing, foldering, reading, versioning
from documents.queries import documents_visible_to, found
from kog.models import User
from kog.search import finding, indexing
from tests.factories import files
from tests.factories.documents import filed, upload

WORD = "Wohnraumförderung"


def catch_up() -> None:
    while reading.read_next():
        pass
    indexing.catch_up()


def titles(user: User, words: str, folder=None) -> set[str]:
    """What the search of the drive and the search over everything answer; both must agree."""
    hits = found.within(user, words, folder)
    if folder is None:
        entries = finding.visible_entries(user).filter(kind="document")
        assert [hit.entry.pk for hit in finding.find(entries, words).hits] == [hit.entry.pk for hit in hits]
    return {hit.entry.title for hit in hits}


def test_a_hit_names_the_page_and_leads_there(group, group_lead, client_of):
    document = filed(filing.folder_for(group), "Bericht 2026.pdf", files.pdf("Anfang", f"Zur {WORD} im Kreis"))
    indexing.catch_up()
    assert titles(group_lead, "bericht") == {"Bericht 2026.pdf"}
    assert titles(group_lead, WORD) == set()
    catch_up()

    [hit] = found.within(group_lead, "förderung", None)
    assert (hit.entry.part, hit.entry.url) == (2, f"{document.download_url}#page=2")
    assert "<mark>" in hit.snippet
    page = client_of(group_lead).get(reverse("documents:drive"), {"q": WORD}).content.decode()
    assert [part in page for part in ("Bericht 2026.pdf", "Seite 2", "#page=2")] == [True] * 3


def test_table_of_a_file_is_found_without_its_marks(group, group_lead):
    filed(filing.folder_for(group), "Liste.md", f"# Plan\n\n| Was | Wo |\n| --- | --- |\n| {WORD} | Haus |".encode())
    catch_up()

    [hit] = found.within(group_lead, WORD, None)
    assert hit.snippet == f"Plan · Was · Wo · <mark>{WORD}</mark> · Haus"


def test_the_place_narrows_and_a_new_version_replaces_the_words(group, group_lead):
    folder = foldering.folder_for(group)
    below = foldering.path_below(folder, ["Anlagen"], by=group_lead)
    document = filed(below, "a.txt", WORD.encode(), by=group_lead)
    filed(folder, "b.txt", f"{WORD} auch hier".encode(), by=group_lead)
    catch_up()
    assert (titles(group_lead, WORD, folder), titles(group_lead, WORD, below)) == ({"a.txt", "b.txt"}, {"a.txt"})

    versioning.replace(document, upload("a.txt", b"Etwas anderes"), reason="x", by=group_lead)
    catch_up()
    assert (titles(group_lead, WORD, below), titles(group_lead, "anderes", below)) == (set(), {"a.txt"})
    filing.remove(document, by=group_lead)
    assert titles(group_lead, "anderes", below) == set()


@pytest.mark.parametrize("role", ["secretary", "board_member", "group_lead", "group_member", "guest", "stranger"])
def test_nobody_finds_what_they_may_not_read(drive, role, request):
    person = request.getfixturevalue(role)
    for folder in drive.folders.values():
        filed(folder, f"offen {folder.pk}.txt", WORD.encode())
        if folder.committee_id:
            filed(folder, f"geheim {folder.pk}.txt", f"{WORD} geheim".encode(), confidential=True)
    catch_up()

    mine = {
        document.filename for document in documents_visible_to(person) if document.original_filename.endswith(".txt")
    }
    assert titles(person, WORD) == mine
    assert titles(person, f"{WORD} geheim") == {name for name in mine if name.startswith("geheim")}
