import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kog import history, search
from kog.actions.keeping_cards import change_card
from kog.models import Committee, SearchEntry, SearchUpdate, User
from kog.search import Description, Kind, Part, engines, finding, indexing, registry, snippets, words
from tests.factories.kog import CommitteeFactory, FieldFactory, UserFactory


@pytest.fixture
def papers(network, board, group, secretary, board_member, group_member, monkeypatch) -> dict[str, Description]:
    """Committees stand for papers that only their members may read; `papers[key]` is what is found of one."""
    told: dict[str, Description] = {}
    kind = Kind(
        "paper",
        "Vorlage",
        Committee,
        visible_to=lambda user: Committee.objects.filter(seats__occupancies__person=user).distinct(),
        describe=lambda committee: told.get(committee.key),
    )
    monkeypatch.setattr(registry, "_kinds", {"paper": kind})
    return told


@pytest.fixture
def tell(papers, board):
    def tell(committee: Committee | None = None, **facts) -> Committee:
        committee = committee or CommitteeFactory(parent=board)
        papers[committee.key] = Description(**({"title": "Blatt", "url": f"/x/{committee.key}/"} | facts))
        search.touch(committee)
        indexing.catch_up()
        return committee

    return tell


@pytest.fixture
def open_to_all(papers):
    kind = registry.kinds()["paper"]
    registry.kinds()["paper"] = replace(kind, visible_to=lambda user: Committee.objects.all())


def titles(person: User, question: str, **filters) -> list[str]:
    found = finding.find(finding.visible_entries(person).filter(**filters), question)
    return [hit.entry.title for hit in found.hits]


@pytest.mark.parametrize(
    "question",
    [
        "Prüfung", "prüfungen", "Pruefung", "PRÜFUNG", "Prüfungsausschuss", "ausschuss", "ausschüsse", "prü",
        "prüfungsau",
        '"Sitzung des Prüfungsausschusses"', "„Sitzung des“ straße", "Strasse", "2026-2/07", "haus", "Häuser prüfung",
    ],
)  # fmt: skip
def test_words_are_found_in_every_spelling_form_and_part(tell, board, board_member, question):
    tell(board, title="Die Prüfung", text="Sitzung des Prüfungsausschusses im Haus Lange Straße, Auftrag 2026-2/07.")

    assert titles(board_member, question) == ["Die Prüfung"]


@pytest.mark.parametrize(
    "question", ["", '"', "AND", "Prüfung Quatsch", '"des Sitzung"', "%", "index MATCH", "'", "*", "2026-2/08"]
)
def test_what_does_not_stand_there_is_not_found_and_breaks_nothing(tell, board, board_member, question):
    tell(board, title="Die Prüfung", text="Sitzung des Ausschusses 2026-2/07")

    assert titles(board_member, question) == []


def test_everybody_finds_exactly_what_they_may_read(tell, board, group, board_member, group_member, secretary):
    tell(board, title="Haushalt", text="Das Geheimwort heißt Nordstern.")
    tell(group, title="Sprachkurse", text="Von Nordstern weiß hier niemand.")

    assert titles(board_member, "Nordstern") == ["Haushalt"]
    assert titles(group_member, "Nordstern") == ["Sprachkurse"]
    assert titles(secretary, "Nordstern") == []
    group.seats.get(occupancies__person=group_member).occupancies.all().delete()
    assert titles(group_member, "Nordstern") == []


def test_the_very_words_come_before_longer_ones_which_are_left_out_when_there_is_enough(
    tell, open_to_all, board_member, monkeypatch
):
    tell(title="Nordsternplatz", text="Nordsternplatz Nordsternplatz")
    tell(title="Nordstern", text="Und ein Nordsternplatz")
    tell(text="Ein Satz, in dem einmal Nordstern steht, zwischen vielen anderen Wörtern", title="Satz")

    assert titles(board_member, "nordstern") == ["Nordstern", "Satz", "Nordsternplatz"]
    assert titles(board_member, "nordsternpl") == ["Nordsternplatz", "Nordstern"]
    monkeypatch.setattr(engines, "ENOUGH", 2)
    assert titles(board_member, "nordstern") == ["Nordstern", "Satz"]


@pytest.mark.parametrize("question", ["Nordstern", "Nordst"])
def test_title_counts_more_than_text_and_is_not_lost_among_many(tell, open_to_all, board_member, monkeypatch, question):
    monkeypatch.setattr(finding, "RANKED", 2)
    monkeypatch.setattr(engines, "ENOUGH", 2)
    tell(title="Nordstern", text="Ein Blatt")
    for _more in range(3):
        tell(text="nordstern nordstern nordstern")

    found = finding.find(finding.visible_entries(board_member), question)
    assert [hit.entry.title for hit in found.hits] == ["Nordstern", "Blatt", "Blatt"]
    assert found.bounded


@pytest.mark.parametrize("question", ["Nordstern", "Nordst"])
def test_long_files_hide_no_other_record(tell, open_to_all, board_member, monkeypatch, question):
    monkeypatch.setattr(finding, "RANKED", 2)
    tell(title="Satz", text="Nordstern")
    tell(title="Name", text="Nordsternplatz")
    for number in range(3):
        tell(title=f"Studie {number}", parts=[Part(page, f"nordstern nordsternplatz {page}") for page in range(1, 9)])

    found = finding.find(finding.visible_entries(board_member), question)

    assert {hit.entry.title for hit in found.hits} == {"Satz", "Name", "Studie 0", "Studie 1", "Studie 2"}
    assert (found.number, found.bounded) == (5, False)


def test_pages_of_a_file_are_one_hit_with_its_places(tell, board, board_member):
    pages = [Part(1, "Vorwort"), Part(2, "Nordstern Nordstern"), Part(3, "Der Nordstern am Ende", "/blatt/3/")]
    tell(board, title="Studie", parts=pages)

    (hit,) = finding.find(finding.visible_entries(board_member), "nordstern").hits

    assert (hit.entry.part, hit.entry.url) == (2, f"/x/{board.key}/#page=2")
    assert [place.url for place in hit.pages] == ["/blatt/3/"]
    assert hit.snippet == "<mark>Nordstern</mark> <mark>Nordstern</mark>"
    assert titles(board_member, "Studie Vorwort") == ["Studie"]


def test_changed_record_is_found_by_its_new_words_only(tell, papers, board, board_member):
    tell(board, title="Alt", text="Nordstern")
    tell(board, title="Neu", text="Polarlicht")

    assert titles(board_member, "nordstern") == []
    assert titles(board_member, "polarlicht") == ["Neu"]
    papers.clear()
    search.touch(board)
    indexing.catch_up()
    assert titles(board_member, "polarlicht") == []
    assert not SearchEntry.objects.exists()


def test_history_of_a_record_touches_it_in_the_same_transaction(papers, board, secretary):
    SearchUpdate.objects.all().delete()

    history.record(board, "described", by=secretary)

    assert list(SearchUpdate.objects.values_list("kind", "object_id")) == [("paper", board.pk)]


def test_unchanged_record_is_not_written_again(tell, papers, board, django_assert_max_num_queries):
    tell(board, title="Haushalt", text="Nordstern", field_ids=[FieldFactory().pk])
    before = SearchEntry.objects.get().pk

    search.touch(board)
    indexing.catch_up()

    assert SearchEntry.objects.get().pk == before


def test_record_that_cannot_be_described_waits_and_lets_others_pass(tell, papers, board, group, board_member):
    kind = registry.kinds()["paper"]

    def describe(committee):
        if committee == group:
            raise ValueError("kaputt")
        return kind.describe(committee)

    registry.kinds()["paper"] = replace(kind, describe=describe)
    search.touch(group)
    tell(board, title="Haushalt")

    assert titles(board_member, "Haushalt") == ["Haushalt"]
    waiting = SearchUpdate.objects.get()
    assert (waiting.object_id, waiting.error) == (group.pk, "ValueError: kaputt")
    assert waiting.due_at > timezone.now()


def test_rebuild_writes_all_and_completion_only_what_is_missing(tell, papers, board, group, board_member, capsys):
    tell(board, title="Haushalt")
    papers[group.key] = Description("Kurse", "/y/")
    papers[board.key] = Description("Haushalt anders", "/x/")

    call_command("rebuild_search", missing=True)
    assert sorted(SearchEntry.objects.values_list("title", flat=True)) == ["Haushalt", "Kurse"]
    call_command("rebuild_search", kind=["paper"])
    assert sorted(SearchEntry.objects.values_list("title", flat=True)) == ["Haushalt anders", "Kurse"]
    SearchEntry.objects.create(kind="paper", object_id=999_999, title="Waise", url="/")
    call_command("rebuild_search", missing=True)
    assert not SearchEntry.objects.filter(title="Waise").exists()
    assert capsys.readouterr().out.splitlines() == ["paper: 1 written", "paper: 2 written"]
    with pytest.raises(CommandError, match="paper"):
        call_command("rebuild_search", kind=["unbekannt"])


def test_rebuild_writes_no_older_description_over_a_newer_one(papers, board, board_member):
    told = registry.kinds()["paper"].describe

    def describe(committee):
        read = told(committee)
        if read and read.title == "Alt":
            papers[board.key] = Description("Neu", "/x/", "Polarlicht")
            indexing.refresh("paper", board.pk)  # by another worker, in the meantime
        return read

    registry.kinds()["paper"] = replace(registry.kinds()["paper"], describe=describe)
    papers[board.key] = Description("Alt", "/x/", "Nordstern")

    call_command("rebuild_search", verbosity=0)

    assert titles(board_member, "polarlicht") == ["Neu"]
    assert titles(board_member, "nordstern") == []


def test_words_are_worked_out_before_the_database_is_locked_and_written_in_small_portions(
    papers, board, group, board_member, monkeypatch
):
    depth = len(connection.savepoint_ids)
    locked, folded_words = [], words.folded_words

    def folded(text):
        locked.append(len(connection.savepoint_ids) > depth)
        return folded_words(text)

    monkeypatch.setattr(words, "folded_words", folded)
    monkeypatch.setattr(indexing, "PORTION", 10)
    for committee in (board, group):
        papers[committee.key] = Description("Blatt", "/x/", f"Nordstern über {committee.key}")

    with CaptureQueriesContext(connection) as asked:
        call_command("rebuild_search", verbosity=0)
    search.touch(board)
    papers[board.key] = Description("Blatt", "/x/", "Polarlicht")
    indexing.catch_up()

    assert sum(query["sql"].startswith("SAVEPOINT") for query in asked) == 2
    assert locked
    assert not any(locked)
    assert titles(board_member, "polarlicht") == ["Blatt"]


def test_snippet_is_cut_at_the_place_and_escapes_what_was_written():
    text = "Anfang " + "wort " * 200 + "<b>Prüfungen</b> & mehr " + "ende " * 200

    piece = snippets.cut(text, {words.stem("pruefung")})

    assert "&lt;b&gt;<mark>Prüfungen</mark>&lt;/b&gt; &amp; mehr" in piece
    assert piece.startswith("… wort")
    assert piece.endswith("ende …")
    assert len(piece) < 400
    assert snippets.cut("Vor\n der  Prüfung", {words.stem("pruefung")}) == "Vor der <mark>Prüfung</mark>"
    assert snippets.cut("BAMF\n\nEin Satz.\n \nDie Prüfung", {words.stem("pruefung")}).startswith(
        "BAMF · Ein Satz. Die"
    )
    assert snippets.cut("Vor\n\nPrüfung", {words.stem("pruefung")}) == "Vor · <mark>Prüfung</mark>"
    assert snippets.cut("x" * 400 + "-Prüfung <", {words.stem("pruefung")}) == "… <mark>Prüfung</mark> &lt;"


def test_people_houses_and_committees_are_found_by_whoever_sees_the_network(
    network, board, group, board_member, stranger, secretary, ihk
):
    call_command("rebuild_search", verbosity=0)
    change_card(board_member, by=secretary, title="Nordstern", phone="", responsibilities="", languages="")
    indexing.catch_up()

    found = finding.find(finding.visible_entries(secretary), "nordstern")
    assert [hit.entry.url for hit in found.hits] == [board_member.get_absolute_url()]
    assert group.name in titles(board_member, "Fachkräfte")
    assert ihk.short_name in titles(board_member, ihk.short_name)
    for question in ("nordstern", "Fachkräfte", ihk.short_name):
        assert titles(stranger, question) == []
    User.objects.filter(pk=board_member.pk).update(is_active=False)
    assert titles(secretary, "nordstern") == []


def test_page_shows_hits_filters_and_how_to_widen(client, network, board, group, secretary, board_member):
    topic = FieldFactory(name="Sprache", slug="sprache")
    group.fields.add(topic)
    UserFactory(name="Zeno Nordstern")
    call_command("rebuild_search", verbosity=0)
    client.force_login(board_member)

    def page(**query) -> str:
        return client.get("/portal/suche/", query).content.decode()

    assert "<mark>Nordstern</mark>" in page(q="nordstern")
    assert "<mark>Nordstern</mark>" in page(q="nordstern", art="person")
    nothing = page(q="nordstern", art="committee", jahr="2026")
    assert "<mark>" not in nothing
    assert "Gesucht wurde nur in dem, was Sie lesen dürfen." in nothing
    assert "Filter zurücksetzen" in nothing
    assert '<option value="2026" selected>' in nothing
    assert '?q=nordstern"' in nothing
    assert group.get_absolute_url() in page(q=group.name.split()[1], thema="sprache", gremium=group.key)
    part = client.get("/portal/suche/", {"q": "nordstern"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<p")
    assert '<p id="number-found" hx-swap-oob="innerHTML">' in part
    assert "Ein Treffer für „nordstern“" in part
    assert "Ein Treffer für „nordstern“" in page(q="„nordstern“")
    assert "Keine Treffer für „polarlicht“" in page(q="polarlicht")
    assert "<main" not in part


def test_page_takes_the_same_queries_for_one_hit_and_for_many(
    client, network, board, board_member, secretary, django_assert_num_queries
):
    client.force_login(board_member)
    client.get("/portal/suche/", {"q": "nordstern"})
    for number in (1, 40):
        for _more in range(number):
            UserFactory(title="Nordstern")
        call_command("rebuild_search", verbosity=0)
        with django_assert_num_queries(10 if connection.vendor == "postgresql" else 9):
            assert "Nordstern" in client.get("/portal/suche/", {"q": "nordstern"}).content.decode()
    pages = [client.get("/portal/suche/", {"q": "nordstern", "seite": number}).content.decode() for number in "123x"]
    assert ["seite=2" in pages[0], "seite=3" in pages[1], "seite=4" in pages[2]] == [True, True, False]
    assert len({*re.findall(r"verzeichnis/person/\d+/", "".join(pages[:3]))}) >= 41
    assert "seite=2" in pages[3]


def test_year_narrows_by_the_date_of_the_record(tell, board, group, board_member, client):
    tell(board, title="Haushalt", date=dt.date(2025, 12, 31))
    client.force_login(board_member)

    assert "/x/" in client.get("/portal/suche/", {"q": "haushalt", "jahr": "2025"}).content.decode()
    assert "/x/" not in client.get("/portal/suche/", {"q": "haushalt", "jahr": "2026"}).content.decode()


def test_threads_that_look_for_words_at_once_find_the_same_stems():
    inflected = [f"{syllable}{ending}" for syllable in ("haus", "wohnung", "kind") for ending in "aeiou" * 200]
    expected = [words.stem.__wrapped__(word) for word in inflected]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _turn: [words.stem.__wrapped__(word) for word in inflected], range(8)))

    assert found == [expected] * 8
