import re

import pytest
from django.db.models import Q
from django.urls import reverse

from documents.actions import filing
from documents.enums import FolderKind
from documents.models import Document
from documents.usage import Use
from tests.factories.documents import filed, upload


@pytest.fixture
def client(client_of, secretary):
    return client_of(secretary)


def address(name, document) -> str:
    return reverse(f"documents:{name}", args=[document.pk])


def test_the_page_of_a_file_says_what_it_is_and_what_happened(client, drive, secretary, used):
    used.append(lambda _person, ids: {ids[0]: [Use("TOP 5, KOG 2026-2")]})
    document = filing.file(drive.folders["meeting"], upload("scan123.pdf"), title="Vorlage", by=secretary)
    filing.rename(document, "Vorlage zu TOP 5", by=secretary)

    html = client.get(document.get_absolute_url()).content.decode()

    for fact in (
        "Vorlage zu TOP 5.pdf",
        "scan123.pdf",
        document.sha256,
        "TOP 5, KOG 2026-2",
        "(Vorlage → Vorlage zu TOP 5)",
    ):
        assert fact in html
    assert drive.folders["meeting"].get_absolute_url() in html


def test_a_guest_sees_the_file_and_not_its_folder(client_of, guest, drive, opened):
    opened.append(lambda _person: Q(pk=drive.documents["meeting_secret"].pk))

    html = client_of(guest).get(drive.documents["meeting_secret"].get_absolute_url()).content.decode()

    assert "meeting-secret.pdf" in html
    assert drive.folders["meeting"].get_absolute_url() not in html
    assert drive.folders["board"].get_absolute_url() not in html
    assert "KOG 2026-2" not in html


def test_rename(client, drive):
    document = drive.documents["group"]

    response = client.post(address("rename", document), {"name": "Neu"})

    document.refresh_from_db()
    assert (response["Location"], document.title) == (document.get_absolute_url(), "Neu")


def test_a_refusal_keeps_what_was_typed(client, drive):
    response = client.post(address("rename", drive.documents["group"]), {"name": "Group-Secret"})

    assert response.context["form"].non_field_errors()
    assert 'value="Group-Secret"' in response.content.decode()


def test_move_offers_the_folders_one_may_file_into(client, client_of, group_lead, drive):
    def offered(client) -> list[str]:
        html = client.get(address("move", drive.documents["group"])).content.decode()
        return [label.strip() for label in re.findall(r"<option[^>]*>([^<]+)</option>", html)][1:]

    assert offered(client_of(group_lead)) == []
    assert (
        "keinen anderen Ordner" in client_of(group_lead).get(address("move", drive.documents["group"])).content.decode()
    )
    everything = {folder.name for folder in drive.folders.values()} - {"KOG 2026-2", "AG FEG"} | {"KOG / KOG 2026-2"}
    assert set(offered(client)) == everything
    assert [label for label in offered(client) if label.startswith("KOG")] == ["KOG", "KOG / KOG 2026-2"]


def test_move(client, drive):
    client.post(address("move", drive.documents["group"]), {"folder": drive.folders["meeting"].pk})

    assert Document.objects.get(pk=drive.documents["group"].pk).folder == drive.folders["meeting"]


def test_a_lead_moves_nothing_into_the_folder_of_others(client_of, group_lead, drive):
    response = client_of(group_lead).post(
        address("move", drive.documents["group"]), {"folder": drive.folders["other"].pk}
    )

    assert list(response.context["form"].errors) == ["folder"]
    assert Document.objects.get(pk=drive.documents["group"].pk).folder == drive.folders["group"]


def test_mark_confidential_and_lift_it(client, drive):
    document = drive.documents["group"]

    client.post(address("mark_confidential", document), {"confidential": "1"})
    document.refresh_from_db()
    assert document.confidential
    client.post(address("mark_confidential", document))
    document.refresh_from_db()
    assert not document.confidential


def test_remove_asks_first_and_the_trash_gives_back(client, client_of, group_lead, group_member, drive):
    document = drive.documents["group"]
    assert client.get(address("remove", document)).status_code == 200
    document.refresh_from_db()
    assert not document.is_removed

    response = client.post(address("remove", document))

    document.refresh_from_db()
    assert (response["Location"], document.is_removed) == (drive.folders["group"].get_absolute_url(), True)
    assert "group.pdf" in client_of(group_lead).get(reverse("documents:trash")).content.decode()
    assert client_of(group_member).get(reverse("documents:trash")).status_code == 403
    assert client_of(group_member).post(address("restore", document)).status_code == 404
    response = client_of(group_lead).post(address("restore", document))
    document.refresh_from_db()
    assert (response["Location"], document.is_removed) == (document.get_absolute_url(), False)


def test_the_trash_shows_only_what_one_may_bring_back(client_of, group_lead, drive, secretary):
    for key in ("group", "board", "network"):
        filing.remove(drive.documents[key], by=secretary)

    html = client_of(group_lead).get(reverse("documents:trash")).content.decode()

    assert "group.pdf" in html
    assert "board.pdf" not in html
    assert "network.pdf" not in html


@pytest.mark.parametrize("name", ["rename", "move", "remove"])
def test_changing_is_refused_to_readers_and_unknown_to_strangers(
    name, client_of, group_member, board_member, stranger, drive
):
    addresses = address(name, drive.documents["group"])

    assert [client_of(person).post(addresses).status_code for person in (group_member, board_member, stranger)] == [
        403,
        403,
        404,
    ]


@pytest.mark.parametrize("name", ["mark_confidential", "restore"])
def test_a_get_changes_nothing(name, client, drive):
    assert client.get(address(name, drive.documents["group"])).status_code == 405


def test_a_file_outside_of_every_folder_has_a_page(client, drive):
    document = filed(drive.folders["group"], "stray.pdf")
    Document.objects.filter(pk=document.pk).update(collection=1)

    assert client.get(document.get_absolute_url()).status_code == 200
    assert client.post(address("rename", document), {"name": "x"}).status_code == 302


def test_every_page_asks_for_a_sign_in(client_of, anonymous, drive):
    client = client_of(anonymous)
    folder, document = drive.folders["group"], drive.documents["group"]
    addresses = [reverse("documents:drive"), reverse("documents:trash"), reverse("documents:create_committee_folders")]
    addresses += [
        reverse(f"documents:{name}", args=[folder.pk])
        for name in (
            "folder",
            "upload",
            "new_folder",
            "rename_folder",
            "remove_folder",
            "restore_folder",
            "let_members_file",
        )
    ]
    addresses += [
        address(name, document)
        for name in ("document", "download", "replace", "rename", "move", "mark_confidential", "remove", "restore")
    ]

    for place in addresses:
        for response in (client.get(place), client.post(place)):
            assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("account_login")), place


def test_the_page_of_a_file_names_folders_as_they_are_called_now_and_only_to_those_who_open_them(
    client_of, group, group_lead, secretary, drive
):
    item = filing.folder(parent=drive.folders["group"], name="TOP 4 GEHEIM", key="item:1", kind=FolderKind.PLAIN)
    document = filing.file(item, upload("Notiz.pdf"), by=secretary)
    elsewhere = filing.move(document, drive.folders["other"], by=secretary)
    filing.move(elsewhere, drive.folders["group"], filename="Notiz neu.pdf", by=secretary)
    filing.folder(parent=drive.folders["group"], name="TOP 4 (Nr. 1)", key="item:1", kind=FolderKind.PLAIN)

    pages = [client_of(person).get(document.get_absolute_url()).text for person in (secretary, group_lead)]

    other, own = drive.folders["other"].name, drive.folders["group"].name
    assert (f"(TOP 4 (Nr. 1) → {other})" in pages[0], f"({other} → {own})" in pages[0]) == (True, True)
    assert ("(TOP 4 (Nr. 1) → ein anderer Ordner)" in pages[1], f"(ein anderer Ordner → {own})" in pages[1]) == (
        True,
        True,
    )
    assert "GEHEIM" not in pages[0] + pages[1]
