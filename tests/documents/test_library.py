"""The library: proposed by members, kept by the secretariat, in and out of other programs, for all in the network."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents import citing
from documents.actions import cataloguing, filing, foldering
from documents.enums import PublicationKind, PublicationState, Step
from documents.models import Publication
from kog import history
from kog.exceptions import NotPossibleNow
from kog.search import finding, indexing
from tests.factories.documents import filed
from tests.factories.kog import FieldFactory

BOOK = {
    "kind": PublicationKind.BOOK,
    "title": "Über {Räume} & Wege",
    "authors": "Müller, Anna; Ott, B.",
    "year": 2024,
    "publisher": "Verlag",
    "url": "https://example.org/a",
    "rights": "CC BY 4.0",
    "summary": "Worum es geht.",
}


@pytest.fixture
def book(network, secretary) -> Publication:
    return cataloguing.enter(BOOK, by=secretary)


def texts(*entries: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("x.bib", "\n".join(entries).encode())


def test_members_propose_and_the_secretariat_decides(
    network, client_of, group_member, board_member, secretary, board, group
):
    member, keeper = client_of(group_member), client_of(secretary)
    answer = member.post(reverse("documents:enter_publication"), {"kind": "study", "title": "Neues", "year": "2026"})
    proposed = Publication.objects.get()
    assert (answer["Location"], proposed.state) == (proposed.get_absolute_url(), PublicationState.PROPOSED)
    assert client_of(board_member).get(proposed.get_absolute_url()).status_code == 404
    assert "Neues" in keeper.get(reverse("documents:library")).content.decode()

    for _click in range(2):
        keeper.post(reverse("documents:settle_publication", args=[proposed.pk]), {"listen": "1"})
    assert "Neues" in client_of(board_member).get(reverse("documents:library")).content.decode()
    assert [entry.verb for entry in history.of(proposed)] == [Step.ENTER, Step.PROPOSE]
    keeper.post(reverse("documents:settle_publication", args=[proposed.pk]))
    assert member.get(proposed.get_absolute_url()).status_code == 404
    assert member.get(reverse("documents:change_publication", args=[proposed.pk])).status_code == 403


def test_it_is_entered_once(book, client_of, secretary):
    with pytest.raises(NotPossibleNow) as refusal:
        cataloguing.enter(BOOK, by=secretary)
    assert refusal.value.code == "listed_already"
    answer = client_of(secretary).post(reverse("documents:enter_publication"), BOOK)
    assert "steht schon in der Bibliothek" in answer.content.decode()
    without_year = BOOK | {"year": None}
    cataloguing.enter(without_year, by=secretary)
    with pytest.raises(NotPossibleNow):
        cataloguing.enter(without_year, by=secretary)


def test_the_list_is_filtered_cited_and_costs_the_same(
    book, client_of, board_member, secretary, django_assert_num_queries
):
    field = FieldFactory()
    cataloguing.enter(BOOK | {"title": "Anderes", "year": 1999, "kind": "study"}, fields=[field], by=secretary)
    client, address = client_of(board_member), reverse("documents:library")
    page = client.get(address).content.decode()
    assert "Müller, Anna; Ott, B. (2024): Über {Räume} &amp; Wege. Verlag. https://example.org/a" in page

    for query, found in [({"q": "räume"}, "Räume"), ({"since": "2000"}, "Räume"), ({"fields": field.pk}, "Anderes")]:
        page = client.get(address, query).content.decode()
        assert [title in page for title in ("Räume", "Anderes")] == [found == "Räume", found == "Anderes"]
    counts = []
    for _round in range(2):
        with django_assert_num_queries(15, exact=False) as asked:
            client.get(address)
        counts.append(len(asked))
        for number in range(3):
            cataloguing.enter(BOOK | {"title": f"Mehr {number} {_round}"}, fields=[field], by=secretary)
    assert counts[0] == counts[1]


def test_what_goes_out_comes_in_again(book, client_of, secretary):
    client = client_of(secretary)
    for form in ("bib", "ris"):
        text = client.get(reverse("documents:export_library", args=[form])).content.decode()
        [facts] = citing.read(text)
        wanted = {name: BOOK[name] for name in ("authors", "year", "publisher", "url")}
        assert {name: facts[name] for name in wanted} == wanted
        assert (facts["kind"], facts["title"]) == (
            BOOK["kind"],
            "Über Räume & Wege" if form == "bib" else facts["title"],
        )


def test_a_file_of_another_program_is_read_in_once(network, client_of, secretary):
    address = reverse("documents:read_in_library")
    entries = [
        (
            '@techreport{a, title={Stra{\\ss}e}, author={M{\\"u}ller, A. and Ott}, year=2020,'
            " institution={Amt}, url={javascript:x}}"
        ),
        "@article{b, title={Zweites}, date={2021-05}}",
        "@misc{c, author={Ohne Titel}}",
        "@broken{",
    ]
    client = client_of(secretary)
    for _twice in range(2):
        client.post(address, {"file": texts(*entries)})

    first = Publication.objects.get(year=2020)
    assert (first.title, first.authors, first.publisher, first.url) == ("Straße", "Müller, A.; Ott", "Amt", "")
    assert Publication.objects.count() == 2
    assert "keine Datei in BibTeX" in client.post(address, {"file": texts("nichts davon")}).content.decode()


def test_a_file_of_the_library_stands_with_its_entry(book, client_of, secretary, board_member, guest):
    document = filed(foldering.library_folder(), "Studie.pdf")
    facts = BOOK | {"document": document.pk, "fields": []}
    client_of(secretary).post(reverse("documents:change_publication", args=[book.pk]), facts)
    assert document.download_url in client_of(board_member).get(book.get_absolute_url()).content.decode()
    with pytest.raises(NotPossibleNow) as refusal:
        filing.remove(document, by=secretary)
    assert refusal.value.missing == [f"Bibliothek: {BOOK['title']}"]
    assert client_of(guest).get(book.get_absolute_url()).status_code == 404
    assert client_of(guest).get(reverse("documents:library")).status_code == 403


def test_the_search_knows_what_is_listed(book, board_member, group_member, stranger):
    cataloguing.enter(BOOK | {"title": "Nur ein Vorschlag"}, by=group_member)
    indexing.catch_up()

    def titles(user, words):
        return [hit.entry.title for hit in finding.find(finding.visible_entries(user), words).hits]

    assert (titles(board_member, "Räume"), titles(board_member, "Vorschlag")) == ([BOOK["title"]], [])
    assert titles(stranger, "Räume") == []
