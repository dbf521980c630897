"""Who reads and who runs what in the drive, as a table."""

import pytest
from django.db.models import Q
from django.utils import timezone

from documents import queries
from documents.actions import filing
from documents.models import Document, Folder
from tests.factories.cast import CAST
from tests.factories.documents import filed
from tests.factories.kog import CommitteeFactory
from workinggroups.actions import founding

PUBLIC = {"public"}
NETWORK = PUBLIC | {"network"}
GROUP = NETWORK | {"group", "group_secret"}
BOARD = NETWORK | {"board", "meeting", "group", "other"}
BOARD_SECRETS = {"board_secret", "meeting_secret"}
EVERYTHING = BOARD | BOARD_SECRETS | {"group_secret", "other_secret"}

READS = {
    "anonymous": PUBLIC,
    "stranger": PUBLIC,
    "guest": PUBLIC,
    "group_member": GROUP,
    "group_lead": GROUP,
    "board_member": BOARD | BOARD_SECRETS,
    "chair": BOARD | BOARD_SECRETS,
    "secretary": EVERYTHING,
    "administrator": NETWORK,
}
OPENS = {
    "anonymous": {"public"},
    "stranger": {"public"},
    "guest": {"public"},
    "group_member": {"public", "network", "group"},
    "group_lead": {"public", "network", "group"},
    "board_member": BOARD,
    "chair": BOARD,
    "secretary": BOARD,
    "administrator": {"public", "network"},
}
RUNS = {
    "anonymous": set(),
    "stranger": set(),
    "guest": set(),
    "group_member": set(),
    "group_lead": {"group"},
    "board_member": set(),
    "chair": set(),
    "secretary": BOARD,
    "administrator": {"public"},
}


def test_the_tables_name_the_whole_cast():
    assert set(READS) == set(OPENS) == set(RUNS) == set(CAST)


@pytest.mark.parametrize("name", CAST)
def test_view_document(name, cast, drive, opened):
    seen = {
        key for key, document in drive.documents.items() if cast[name].has_perm("documents.view_document", document)
    }

    assert seen == READS[name]


@pytest.mark.parametrize("name", CAST)
def test_view_folder(name, cast, drive):
    seen = {key for key, folder in drive.folders.items() if cast[name].has_perm("documents.view_folder", folder)}

    assert seen == OPENS[name]


@pytest.mark.parametrize("permission", ["documents.add_document", "documents.add_folder", "documents.change_folder"])
@pytest.mark.parametrize("name", CAST)
def test_run_folder(name, permission, cast, drive):
    allowed = {key for key, folder in drive.folders.items() if cast[name].has_perm(permission, folder)}

    assert allowed == RUNS[name]


@pytest.mark.parametrize("name", CAST)
def test_change_document(name, cast, drive):
    allowed = {
        key for key, document in drive.documents.items() if cast[name].has_perm("documents.change_document", document)
    }

    assert allowed == {key for key in drive.documents if key.removesuffix("_secret") in RUNS[name]}


@pytest.mark.parametrize(
    ("area", "uploaders"),
    [
        ("group", {"group_member", "group_lead", "secretary"}),
        ("board", {"board_member", "chair", "secretary"}),
        ("network", {"group_member", "group_lead", "board_member", "chair", "secretary", "administrator"}),
        ("public", {"secretary", "administrator"}),
    ],
)
def test_members_file_into_a_folder_that_is_open_for_them(area, uploaders, cast, drive):
    Folder.objects.filter(pk=drive.folders[area].pk).update(open_for_members=True)
    folder = Folder.objects.get(pk=drive.folders[area].pk)

    assert {name for name in CAST if cast[name].has_perm("documents.add_document", folder)} == uploaders
    assert {name for name in CAST if cast[name].has_perm("documents.change_folder", folder)} <= uploaders


@pytest.mark.parametrize("name", CAST)
def test_two_voices_agree(name, cast, drive, opened):
    """Lists are made of queries, buttons of predicates: both say the same for every person."""
    opened.append(lambda person: Q(pk=drive.documents["other_secret"].pk) if person.name == "Guest" else None)
    Folder.objects.filter(pk=drive.folders["group"].pk).update(open_for_members=True)
    Document.objects.filter(pk=drive.documents["network"].pk).update(removed_at="2026-01-01T00:00Z")
    Folder.objects.filter(pk=drive.folders["meeting"].pk).update(removed_at="2026-01-01T00:00Z")
    person = cast[name]
    documents = list(Document.objects.select_related("collection__folder"))
    folders = list(Folder.objects.all())

    for permission, things, query in (
        ("documents.view_document", documents, queries.documents_visible_to),
        ("documents.view_folder", folders, queries.folders_visible_to),
        ("documents.add_document", folders, queries.folders_open_for),
        ("documents.change_folder", folders, queries.folders_run_by),
    ):
        assert {thing for thing in things if person.has_perm(permission, thing)} == set(query(person)), permission


def test_a_reader_opens_one_confidential_file_and_no_other(drive, guest, group_member, opened):
    opened.append(lambda person: Q(pk=drive.documents["meeting_secret"].pk) if person == guest else None)

    assert set(queries.documents_visible_to(guest)) == {drive.documents["public"], drive.documents["meeting_secret"]}
    assert drive.documents["meeting_secret"] not in queries.documents_visible_to(group_member)
    assert guest.has_perm("documents.view_document", drive.documents["meeting_secret"])
    assert not guest.has_perm("documents.view_document", drive.documents["board_secret"])


def test_a_seat_that_ended_closes_the_folder(drive, group_member, group_seat, fresh, time_machine):
    assert drive.documents["group_secret"] in queries.documents_visible_to(group_member)

    group_seat.occupancies.update(valid_until="2026-06-30")
    time_machine.move_to("2026-07-01 10:00+02:00")
    person = fresh(group_member)

    assert set(queries.documents_visible_to(person)) == {drive.documents["public"]}
    assert not person.has_perm("documents.view_document", drive.documents["group_secret"])


def test_a_person_who_may_not_sign_in_any_more_reads_nothing(drive, secretary, fresh):
    secretary.is_active = False
    secretary.save()

    assert set(queries.documents_visible_to(fresh(secretary))) == {drive.documents["public"]}


def test_a_superuser_without_office_reads_no_more_than_the_facts_say(drive, stranger):
    stranger.is_superuser = True
    stranger.save()

    assert set(queries.documents_visible_to(stranger)) == {drive.documents["public"]}


def test_a_file_outside_of_every_folder_is_for_the_secretariat(drive, secretary, board_member):
    stray = filed(drive.folders["network"], "stray.pdf")
    Document.objects.filter(pk=stray.pk).update(collection=1)

    assert stray in queries.documents_visible_to(secretary)
    assert stray not in queries.documents_visible_to(board_member)


def test_members_read_on_in_the_group_theirs_grew_out_of(
    drive, group, other_group, group_member, board, secretary, fresh
):
    """List and permission agree. What was confidential there stays closed, and nothing new is filed there."""
    older = CommitteeFactory(parent=board, name="AG Vorläufer")
    folder = filing.folder_for(older)
    open_file, secret = filed(folder, "alt.pdf"), filed(folder, "alt-geheim.pdf", confidential=True)
    founding.dissolve(older, on=timezone.localdate(), reason="x", by=secretary, successor=other_group)
    assert not fresh(group_member).has_perm("documents.view_folder", folder)

    founding.dissolve(other_group, on=timezone.localdate(), reason="x", by=secretary, successor=group)

    person = fresh(group_member)
    readable = set(queries.documents_visible_to(person))
    for document in (open_file, drive.documents["other"]):
        assert document in readable
        assert person.has_perm("documents.view_document", document)
    for document in (secret, drive.documents["other_secret"]):
        assert document not in readable
        assert not person.has_perm("documents.view_document", document)
    assert folder in queries.folders_visible_to(person)
    assert person.has_perm("documents.view_folder", folder)
    assert folder not in queries.folders_open_for(person)
    assert not person.has_perm("documents.add_document", folder)
