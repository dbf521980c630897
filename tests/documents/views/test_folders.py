import re

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.actions import foldering
from documents.models import Document, Folder
from documents.panels import committee_files
from documents.usage import Use
from tests.factories.documents import PDF, filed, upload


def page(client, address, **query) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def names(html: str) -> list[str]:
    return re.findall(r'files__name"\s+href="[^"]+">\s*([^<]+?)\s*</a>', html)


def folder_names(html: str) -> list[str]:
    return re.findall(r'folders__link"\s+href="[^"]+">\s*([^<]+?)\s*</a>', html)


@pytest.fixture
def client(client_of, secretary):
    return client_of(secretary)


def test_the_drive_lists_the_folders_of_a_person(client_of, group_member, drive):
    html = page(client_of(group_member), reverse("documents:drive"))

    assert set(folder_names(html)) == {drive.folders[area].name for area in ("network", "public", "group")}
    assert names(html) == []


def test_the_drive_of_a_guest_shows_what_was_opened(client_of, guest, drive, opened):
    opened.append(lambda person: Q(pk=drive.documents["meeting_secret"].pk) if person == guest else None)

    html = page(client_of(guest), reverse("documents:drive"))
    assert reverse("documents:network_drive") not in html

    assert names(html) == ["meeting-secret.pdf"]


def test_missing_folders_are_created_by_the_secretariat(client, client_of, group_lead, network, board, group):
    address = reverse("documents:create_committee_folders")
    assert address in page(client, reverse("documents:drive"))

    assert client_of(group_lead).post(address).status_code == 403
    assert client.get(address).status_code == 405
    assert not Folder.objects.exists()
    client.post(address)

    assert Folder.objects.count() == 5
    assert address not in page(client, reverse("documents:drive"))


def test_a_folder_shows_its_place_its_folders_and_files(client, drive, secretary):
    foldering.subfolder(drive.folders["meeting"], "Anlagen", by=secretary)
    filed(drive.folders["meeting"], "Ärger.pdf", by=secretary)

    html = page(client, drive.folders["meeting"].get_absolute_url())

    assert folder_names(html) == ["Anlagen"]
    assert names(html) == ["Ärger.pdf", "meeting.pdf", "meeting-secret.pdf"]
    crumbs = re.search(r"breadcrumb__list.*?</ol>", html, re.DOTALL)[0]
    assert re.findall(r">\s*([^<>]+?)\s*</a>", crumbs)[1:] == ["KOG"]
    assert "Secretary" in html


def test_where_a_file_is_used(client, drive, used):
    used.append(lambda _person, ids: {ids[0]: [Use("TOP 5, KOG 2026-2", "/portal/sitzungen/kog-2026-2/")]})

    html = page(client, drive.folders["group"].get_absolute_url())

    assert html.count('href="/portal/sitzungen/kog-2026-2/">TOP 5, KOG 2026-2</a>') == 1


def test_search_finds_words_in_any_order_below_the_folder(client, drive):
    filed(drive.folders["meeting"], "Übersicht der Maßnahmen.pdf")
    filed(drive.folders["group"], "Übersicht anderer Maßnahmen.pdf")

    below = page(client, drive.folders["board"].get_absolute_url(), q="massnahmen ÜBERSICHT")
    everywhere = page(client, reverse("documents:drive"), q="massnahmen ÜBERSICHT")

    assert names(below) == ["Übersicht der Maßnahmen.pdf"]
    assert names(everywhere) == ["Übersicht anderer Maßnahmen.pdf", "Übersicht der Maßnahmen.pdf"]
    assert names(page(client, reverse("documents:drive"), q="nirgends")) == []


@pytest.mark.parametrize("query", ["%", "_", '"', "'; --", "\\", "a" * 1000])
def test_search_takes_any_sign(client, drive, query):
    assert names(page(client, reverse("documents:drive"), q=query)) in ([], ["board-secret.pdf"])


@pytest.mark.parametrize(
    ("order", "first"), [("name", "Datei 1.pdf"), ("newest", "Datei 60.pdf"), ("nonsense", "Datei 1.pdf")]
)
def test_a_long_folder_is_read_screen_by_screen(client, drive, order, first):
    folder = foldering.subfolder(drive.folders["group"], "Viele", by=None)
    for number in range(1, 61):
        filed(folder, f"Datei {number}.pdf")

    one = page(client, folder.get_absolute_url(), order=order)
    after = re.search(r'rel="next"\s+href="[^"]*after=(\d+)"', one)[1]
    two = page(client, folder.get_absolute_url(), order=order, after=after)

    assert (names(one)[0], len(names(one)), len(names(two))) == (first, 50, 10)
    assert len({*names(one), *names(two)}) == 60
    assert 'rel="next"' not in two


@pytest.mark.parametrize("after", ["0", "999999", "x", "-1", "²", "9" * 30, "9" * 5000])
def test_a_wrong_place_in_the_list_is_its_beginning(client, drive, after):
    assert names(page(client, drive.folders["group"].get_absolute_url(), after=after)) == [
        "group.pdf",
        "group-secret.pdf",
    ]


def test_the_place_of_a_file_somebody_may_not_read_says_nothing(client_of, board_member, drive):
    """The list would begin behind it, and by trying names one could learn where it stands."""
    filed(drive.folders["group"], "zuletzt.pdf")

    html = page(
        client_of(board_member), drive.folders["group"].get_absolute_url(), after=drive.documents["group_secret"].pk
    )

    assert names(html) == ["group.pdf", "zuletzt.pdf"]


@pytest.mark.parametrize("query", [{}, {"q": "pdf"}])
def test_pages_cost_the_same_with_few_and_with_many(query, client_of, group_lead, drive, django_assert_num_queries):
    client = client_of(group_lead)
    addresses = [drive.folders["group"].get_absolute_url(), reverse("documents:drive")]
    costs = []
    for address in addresses:
        client.get(address, query)
        with CaptureQueriesContext(connection) as few:
            client.get(address, query)
        costs.append(len(few))
    for number in range(20):
        filed(drive.folders["group"], f"{number}.pdf", by=group_lead)
        foldering.subfolder(drive.folders["group"], f"Ordner {number}", by=group_lead)

    for address, cost in zip(addresses, costs, strict=True):
        with django_assert_num_queries(cost):
            client.get(address, query)


def test_upload_files_several_at_once(client, drive, secretary):
    folder = drive.folders["group"]
    files = [upload("Plan.pdf"), upload("Notiz.txt", b"Text")]

    response = client.post(
        reverse("documents:upload", args=[folder.pk]), {"files": files, "on_duplicate": "number", "confidential": "on"}
    )

    assert (response.status_code, response["Location"]) == (302, folder.get_absolute_url())
    new = Document.objects.filter(title__in=["Plan", "Notiz"]).order_by("pk")
    assert [(file.title, file.mime, file.confidential, file.uploaded_by, file.folder) for file in new] == [
        ("Plan", "application/pdf", True, secretary, folder),
        ("Notiz", "text/plain; charset=utf-8", True, secretary, folder),
    ]


def test_upload_files_what_it_can_and_says_what_it_could_not(client, drive):
    folder = drive.folders["group"]
    files = [upload("group.pdf"), upload("leer.pdf", b""), upload("Gut.pdf")]

    html = client.post(
        reverse("documents:upload", args=[folder.pk]),
        {"files": files, "on_duplicate": "refuse", "confidential": "on"},
    ).content.decode()

    assert Document.objects.filter(title="Gut").exists()
    assert Document.objects.lying_in(folder).count() == 3
    assert "leer.pdf" in html
    assert "group.pdf" in html
    assert 'value="refuse"' in re.search(r"<input[^>]*checked[^>]*>", html)[0]
    assert re.search(r'name="confidential"[^>]*checked', html)


def test_upload_keeps_both_when_asked(client, drive):
    client.post(
        reverse("documents:upload", args=[drive.folders["group"].pk]),
        {"files": [upload("group.pdf")], "on_duplicate": "number"},
    )

    assert Document.objects.filter(title="group (2)").exists()


def test_upload_without_a_file_says_so(client, drive):
    response = client.post(reverse("documents:upload", args=[drive.folders["group"].pk]), {"on_duplicate": "number"})

    assert list(response.context["form"].errors) == ["files"]


def test_confidential_is_not_offered_where_everybody_reads(client, drive):
    html = page(client, reverse("documents:upload", args=[drive.folders["network"].pk]))

    assert 'name="confidential"' not in html


def test_upload_is_refused_to_readers_and_unknown_to_strangers(client_of, group_member, board_member, stranger, drive):
    address = reverse("documents:upload", args=[drive.folders["group"].pk])

    statuses = [
        client_of(person).post(address, {"files": [upload()], "on_duplicate": "number"}).status_code
        for person in (group_member, board_member, stranger)
    ]

    assert statuses == [403, 403, 404]
    assert Document.objects.count() == len(drive.documents)


def test_new_folder(client, drive):
    address = reverse("documents:new_folder", args=[drive.folders["group"].pk])

    response = client.post(address, {"name": "Anlagen"})
    again = client.post(address, {"name": "anlagen"})

    created = Folder.objects.get(name="Anlagen")
    assert (response["Location"], created.parent) == (created.get_absolute_url(), drive.folders["group"])
    assert again.status_code == 200
    assert again.context["form"].non_field_errors()
    assert 'value="anlagen"' in again.content.decode()


def test_rename_folder(client, drive):
    folder = foldering.subfolder(drive.folders["group"], "Anlagen", by=None)

    client.post(reverse("documents:rename_folder", args=[folder.pk]), {"name": "Beilagen"})

    folder.refresh_from_db()
    assert folder.name == "Beilagen"


def test_remove_folder_asks_first_and_refuses_with_a_sentence(client, drive, used):
    folder = foldering.subfolder(drive.folders["group"], "Anlagen", by=None)
    document = filed(folder)
    address = reverse("documents:remove_folder", args=[folder.pk])
    used.append(lambda _person, ids: {document.pk: [Use("TOP 5, KOG 2026-2")]} if document.pk in ids else {})

    page(client, address)
    refused = client.post(address)
    used.clear()
    done = client.post(address)

    assert "TOP 5, KOG 2026-2" in refused.content.decode()
    assert done["Location"] == drive.folders["group"].get_absolute_url()
    folder.refresh_from_db()
    assert folder.removed_at


def test_let_members_file(client, client_of, group_member, drive):
    folder = drive.folders["group"]
    address = reverse("documents:let_members_file", args=[folder.pk])
    assert client_of(group_member).post(address, {"allowed": "1"}).status_code == 403

    client.post(address, {"allowed": "1"})

    folder.refresh_from_db()
    assert folder.open_for_members
    html = page(client_of(group_member), folder.get_absolute_url())
    assert reverse("documents:upload", args=[folder.pk]) in html
    assert address not in html
    client.post(address)
    folder.refresh_from_db()
    assert not folder.open_for_members


def test_the_committee_page_shows_the_newest_files(client_of, group_member, board_member, drive, rf, group):
    for person, expected in ((group_member, ["group_secret", "group"]), (board_member, ["group"])):
        request = rf.get("/")
        request.user = person
        assert committee_files(request, group)["files"] == [drive.documents[key] for key in expected]


def test_the_committee_page_of_others_shows_no_files(stranger, drive, rf, group):
    request = rf.get("/")
    request.user = stranger
    assert committee_files(request, group) is None


def test_a_large_upload_is_read_in_pieces(client, drive):
    content = PDF + b"0" * (6 * 1024 * 1024)

    client.post(
        reverse("documents:upload", args=[drive.folders["group"].pk]),
        {"files": [upload("groß.pdf", content)], "on_duplicate": "number"},
    )

    assert Document.objects.get(title="groß").file_size == len(content)
