"""Committee / year / meeting / item: what an agenda does to the drive."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents import access
from documents.actions import filing, foldering, uploading
from documents.enums import OnDuplicate
from documents.models import Document, Folder
from documents.queries import path_to
from meetings.actions import agenda, convening, folders, papers
from meetings.actions.convening import Arrangement
from meetings.enums import PaperKind
from tests.documents.dav.calls import Device
from tests.factories.documents import PDF, upload
from tests.factories.meetings import AgendaItemFactory


def path(folder: Folder) -> list[str]:
    return [step.name for step in path_to(Folder.objects.select_related("collection").get(pk=folder.pk))]


def folder_of(item) -> Folder:
    return Folder.objects.get(key=f"item:{item.pk}")


@pytest.fixture
def released(planned, secretary):
    return agenda.release(planned, by=secretary)


@pytest.fixture
def item(released, secretary):
    item = AgendaItemFactory(meeting=released, title="Wohnraum für Fachkräfte", by=secretary)
    papers.file_papers(item, [upload("Lagebild.pdf")], by=secretary)
    return item


def test_a_planned_meeting_has_its_folder_below_its_year_and_none_per_item(planned):
    year = str(planned.date.year)

    assert path(Folder.objects.get(key=f"meeting:{planned.slug}")) == ["KOG", year, planned.designation]
    assert not Folder.objects.filter(key__startswith="item:").exists()


def test_a_year_that_people_made_by_hand_is_taken_over(full_board, secretary):
    mine = foldering.subfolder(filing.folder_for(full_board), "2031", by=secretary)

    convening.plan(full_board, Arrangement(dt.date(2031, 3, 4)), by=secretary)

    assert Folder.objects.get(key=f"year:{full_board.key}:2031") == mine
    assert Folder.objects.filter(name__startswith="2031").count() == 1


def test_the_folder_of_an_item_follows_its_number_its_title_and_its_confidentiality(
    item, released, secretary, client_of
):
    assert path(folder_of(item))[2:] == [released.designation, "TOP 4 Wohnraum für Fachkräfte"]
    other = AgendaItemFactory(meeting=released, title="Wohnraum für Fachkräfte", by=secretary)
    papers.file_papers(other, [upload()], by=secretary)
    laid = Document.objects.get(title="Lagebild")
    below = foldering.subfolder(folder_of(item), "Material", by=secretary)

    agenda.move_item(other, to_index=3, by=secretary)
    assert [folder_of(one).name for one in (other, item)] == [
        f"TOP {label} Wohnraum für Fachkräfte (Nr. {one.pk})" for label, one in ((4, other), (5, item))
    ]
    agenda.change_item(
        item, {"title": "Wohnen: eine sehr lange Überschrift, die kein Pfad unter Windows erträgt"}, by=secretary
    )
    assert folder_of(item).name == "TOP 5 Wohnen: eine sehr lange Überschrift, die kein Pfad unter Wi…"
    agenda.change_item(item, {"confidential": True}, by=secretary)

    assert folder_of(item).name == folder_of(item).collection.name == f"TOP 5 (Nr. {item.pk})"
    laid.refresh_from_db()
    assert (laid.confidential, laid.folder) == (True, folder_of(item))
    assert filing.file(Folder.objects.get(pk=below.pk), upload("Nachtrag.pdf"), by=secretary).confidential
    assert (
        "Was hier abgelegt wird, ist vertraulich" in client_of(secretary).get(folder_of(item).get_absolute_url()).text
    )
    agenda.change_item(item, {"confidential": False}, by=secretary)
    assert (folder_of(item).confidential, Document.objects.get(pk=laid.pk).confidential) == (False, True)


def test_members_read_no_title_before_the_agenda_is_released(planned, secretary):
    item = AgendaItemFactory(meeting=planned, title="Wohnraum", by=secretary)
    papers.file_papers(item, [upload()], by=secretary)

    assert folder_of(item).name == f"TOP 4 (Nr. {item.pk})"
    agenda.release(planned, by=secretary)
    assert folder_of(item).name == "TOP 4 Wohnraum"


def test_a_path_without_a_title_never_leads_into_another_items_folder(planned, secretary):
    secret = AgendaItemFactory(meeting=planned, title="Personal", confidential=True, by=secretary)
    plain = AgendaItemFactory(meeting=planned, title="Offen", by=secretary)
    [paper] = papers.file_papers(secret, [upload("Akte.pdf")], by=secretary)
    folders.of_item(plain, by=secretary)
    device, places = Device(secretary), [folder_of(one) for one in (secret, plain)]
    before = ["/".join(["/dav", *path(one)]) for one in places]

    agenda.move_item(plain, to_index=3, by=secretary)

    assert [place.rpartition("/")[2] for place in before] == [
        f"TOP 4 (Nr. {secret.pk})",
        f"TOP 5 (Nr. {plain.pk})",
    ]
    assert [path(one)[-1] for one in places] == [f"TOP 5 (Nr. {secret.pk})", f"TOP 4 (Nr. {plain.pk})"]
    assert {device("PROPFIND", place, Depth="0").status for place in before} == {404}
    assert device("PUT", f"{before[0]}/Akte.pdf", PDF).status == 409
    assert Document.objects.get() == paper.document


def test_a_folder_is_made_where_the_item_is_now(released, secretary):
    stale = AgendaItemFactory(meeting=released, title="Wohnraum", by=secretary)
    agenda.change_item(stale, {"confidential": True}, by=secretary)
    agenda.schedule_item(stale, meeting=None, by=secretary)
    stale.confidential, stale.meeting = False, released

    made = folders.of_item(stale, by=secretary)

    assert (path(made)[1:], made.confidential) == (["Themenspeicher", f"Thema (Nr. {stale.pk})"], True)


def test_an_item_that_goes_elsewhere_takes_its_folder_along(item, released, secretary, full_board):
    later = convening.plan(full_board, Arrangement(released.date + dt.timedelta(days=30)), by=secretary)
    folder = folder_of(item)

    agenda.schedule_item(item, meeting=None, by=secretary)
    assert path(folder) == ["KOG", "Themenspeicher", f"Thema (Nr. {item.pk})"]
    agenda.schedule_item(item, meeting=later, by=secretary)
    assert path(folder) == ["KOG", str(later.date.year), later.designation, f"TOP 5 (Nr. {item.pk})"]

    agenda.add_item(later, {"title": "Noch eines"}, by=secretary)
    assert access.folder_for(secretary, folder.pk).name == f"TOP 5 (Nr. {item.pk})"


def test_a_meeting_that_moves_into_another_year_takes_its_folder_along(item, released, secretary):
    next_year = dt.date(released.date.year + 1, 3, 9)

    convening.rearrange(released, Arrangement(next_year), by=secretary)

    assert path(folder_of(item))[:3] == ["KOG", str(next_year.year), released.designation]


def test_a_reorder_of_many_items_costs_the_same_as_one_of_few(released, secretary):
    def cost(count: int) -> int:
        for _number in range(count):
            one = AgendaItemFactory(meeting=released, title="Noch eines", by=secretary)
            folders.of_item(one, by=secretary)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            released.items.filter(pk=one.pk).update(position=3)
            folders.follow(released)
        assert folder_of(one).name.startswith("TOP")
        return len(queries)

    assert cost(2) == cost(8)


def test_what_is_dropped_into_the_folder_becomes_a_paper(
    item, secretary, board_member, released, django_capture_on_commit_callbacks
):
    folder = foldering.let_members_file(folder_of(item), allowed=True, by=secretary)

    def drop(name: str, by) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            uploading.receive(folder, ContentFile(name.encode(), name), on_duplicate=OnDuplicate.REFUSE, by=by)

    drop("Tischvorlage.txt", secretary)
    drop("Von einem Mitglied.txt", board_member)

    assert [(row.document.title, row.late) for row in item.papers.all()] == [("Lagebild", True), ("Tischvorlage", True)]
    kept = papers.attach_paper(item, item.papers.first().document, kind=PaperKind.TABLED, by=secretary)
    laid = filing.move(kept.document, filing.folder_for(item.committee), by=secretary)
    with django_capture_on_commit_callbacks(execute=True):
        filing.move(laid, folder, by=secretary)
    kept.refresh_from_db()
    assert kept.kind == PaperKind.TABLED


def test_the_network_drive_shows_the_same_folders_and_takes_papers_there(
    item, secretary, board_member, django_capture_on_commit_callbacks
):
    folder = folder_of(item)
    place = "/".join(["/dav", *path(folder), ""])
    listing = Device(board_member)("PROPFIND", place, Depth="1")
    with django_capture_on_commit_callbacks(execute=True):
        filed = Device(secretary)("PUT", f"{place}Nachtrag.pdf", PDF)
    agenda.change_item(item, {"confidential": True}, by=secretary)

    assert (listing.status, "Lagebild.pdf" in listing.text, filed.status) == (207, True, 201)
    assert [row.document.title for row in item.papers.all()] == ["Lagebild", "Nachtrag"]
    assert Device(secretary)("PROPFIND", place, Depth="0").status == 404
    assert "Nachtrag.pdf" in Device(secretary)("PROPFIND", "/".join(["/dav", *path(folder), ""]), Depth="1").text


def test_meetings_of_an_older_installation_are_put_below_their_year(planned, secretary):
    own = filing.folder_for(planned.committee)
    folder = Folder.objects.get(key=f"meeting:{planned.slug}")
    foldering._take(folder, own, folder.name, by=None)

    call_command("keep_folders")

    assert path(folder) == ["KOG", str(planned.date.year), planned.designation]
    assert folders.keep_all() == 0
