import pytest
from django.db import IntegrityError, transaction

from documents import queries
from documents.actions import filing, foldering, trashing
from documents.enums import FolderKind, Step
from documents.models import Folder
from kog import history
from kog.exceptions import NotPossibleNow


def refused(code, action, *args, **facts):
    with pytest.raises(NotPossibleNow) as refusal:
        action(*args, **facts)
    assert refusal.value.code == code


def test_the_folder_of_a_committee_comes_once(board, secretary):
    folder = foldering.folder_for(board, by=secretary)

    assert foldering.folder_for(board) == folder
    assert (folder.name, folder.kind, folder.committee, folder.key) == (
        "KOG",
        FolderKind.COMMITTEE,
        board,
        "committee:kog",
    )
    assert folder.collection.name == "KOG"
    assert [entry.verb for entry in history.of(folder)] == [Step.CREATE]


def test_the_folder_follows_the_name_of_its_committee(group):
    foldering.folder_for(group)
    group.short_name = "AG Fachkräfte"
    group.save()

    folder = foldering.folder_for(group)

    folder.refresh_from_db()
    assert (folder.name, folder.sort_key, folder.collection.name) == ("AG Fachkräfte", "ag fachkrafte", "AG Fachkräfte")


def test_the_network_folder_bears_the_name_of_the_drive(network):
    network.drive_name = "L-Laufwerk"
    network.save()

    assert foldering.network_folder().name == "L-Laufwerk"


def test_a_meeting_folder_belongs_to_the_committee_above(drive, board):
    again = filing.folder(parent=drive.folders["board"], name="KOG 2026-2", key="meeting:kog-2026-2")

    assert again == drive.folders["meeting"]
    assert (again.committee, again.kind, again.parent) == (board, FolderKind.MEETING, drive.folders["board"])


def test_a_meeting_folder_finds_a_name_beside_one_made_by_hand(drive, secretary):
    foldering.subfolder(drive.folders["board"], "KOG 2026-3", by=secretary)

    folder = filing.folder(parent=drive.folders["board"], name="KOG 2026-3", key="meeting:kog-2026-3")

    assert folder.name == "KOG 2026-3 (2)"
    assert filing.folder(parent=drive.folders["board"], name="KOG 2026-3", key="meeting:kog-2026-3").name == folder.name


def test_subfolders_inherit_their_area(drive, group, secretary):
    deep = drive.folders["group"]
    for name in ("2026", "Frühjahr", "Anlagen"):
        deep = foldering.subfolder(deep, name, by=secretary)

    assert deep.committee == group
    assert [folder.name for folder in queries.path_to(fresh(deep))] == ["AG FEG", "2026", "Frühjahr", "Anlagen"]
    assert foldering.subfolder(drive.folders["public"], "Flyer", by=secretary).is_public


def test_many_folders_in_any_order_keep_their_paths(drive, secretary):
    """Wagtail keeps collections sorted and moves their paths; nothing of ours may rely on an old one."""
    for name in ("M", "A", "Z", "B", "Ä"):
        foldering.subfolder(drive.folders["group"], name, by=secretary)
    child = foldering.subfolder(Folder.objects.get(name="M"), "unter M", by=secretary)
    foldering.subfolder(drive.folders["group"], "AA", by=secretary)

    assert [folder.name for folder in queries.path_to(fresh(child))] == ["AG FEG", "M", "unter M"]
    assert [folder.name for folder in queries.subfolders(secretary, drive.folders["group"])] == [
        "A",
        "Ä",
        "AA",
        "B",
        "M",
        "Z",
    ]


def fresh(folder):
    return Folder.objects.select_related("collection").get(pk=folder.pk)


def test_subfolder_refuses_a_taken_or_empty_name_and_a_removed_parent(drive, secretary):
    parent = foldering.subfolder(drive.folders["group"], "Anlagen", by=secretary)

    refused("name_taken", foldering.subfolder, drive.folders["group"], " anlagen ", by=secretary)
    refused("no_name", foldering.subfolder, drive.folders["group"], " ", by=secretary)
    trashing.remove_folder(parent, by=secretary)
    refused("folder_removed", foldering.subfolder, parent, "x", by=secretary)
    assert foldering.subfolder(drive.folders["group"], "Anlagen", by=secretary).pk != parent.pk


def test_the_database_refuses_a_second_folder_of_a_name(drive, secretary):
    foldering.subfolder(drive.folders["group"], "Anlagen", by=secretary)
    other = foldering.subfolder(drive.folders["group"], "Andere", by=secretary)
    other.name = "ANLAGEN"

    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def test_rename_folder(drive, secretary):
    folder = foldering.subfolder(drive.folders["group"], "Anlagen", by=secretary)
    foldering.subfolder(drive.folders["group"], "Andere", by=secretary)

    refused("name_taken", foldering.rename_folder, folder, "andere", by=secretary)
    assert foldering.rename_folder(folder, "ANLAGEN", by=secretary).name == "ANLAGEN"
    assert [entry.verb for entry in history.of(folder)] == [Step.RENAME, Step.CREATE]


@pytest.mark.parametrize("area", ["network", "board", "meeting", "public"])
def test_folders_of_the_portal_are_neither_renamed_nor_removed(drive, area, secretary):
    refused("fixed_folder", foldering.rename_folder, drive.folders[area], "x", by=secretary)
    refused("fixed_folder", trashing.remove_folder, drive.folders[area], by=secretary)


def test_nothing_is_filed_into_a_removed_folder(drive, secretary):
    folder = foldering.subfolder(drive.folders["group"], "Anlagen", by=secretary)
    document = filing.move(drive.documents["group"], folder, by=secretary)
    filing.remove(document, by=secretary)
    trashing.remove_folder(folder, by=secretary)

    refused("folder_removed", filing.move, drive.documents["board"], folder, by=secretary)
    refused("folder_removed", filing.restore, document, by=secretary)


def test_let_members_file(drive, secretary):
    folder = foldering.let_members_file(drive.folders["group"], allowed=True, by=secretary)

    assert folder.open_for_members
    foldering.let_members_file(folder, allowed=True, by=secretary)
    assert [entry.verb for entry in history.of(folder)] == [Step.OPEN_FOR_MEMBERS, Step.CREATE]


def test_missing_committee_folders_come_once(network, board, group, other_group):
    foldering.folder_for(group)

    assert foldering.missing_committee_folders() == 5
    assert foldering.missing_committee_folders() == 0
    assert Folder.objects.filter(kind=FolderKind.COMMITTEE).count() == 3
