"""The papers as a reader, a screen reader and an archive find them; and what is not for a reader is not in them."""

import datetime as dt
import io
import re
import shutil
import subprocess
from importlib import import_module
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse
from django.utils import translation

from documents.actions import filing, reading, storing
from documents.models import Content, Document
from kog import claiming, enclosures
from kog.models import OutboxMail, User
from kog.search import finding, indexing
from meetings.actions import agenda, archiving, binding, conducting, convening, inviting, papers, recording, reporting
from meetings.enums import PapersBy, Role, Standing
from meetings.models import AgendaItem, Binder, Meeting, ProtocolFile
from meetings.papers import enclosed
from meetings.papers.sheets import SHEETS
from meetings.queries.recipients import Recipient
from tests.factories.kog import CommitteeFactory, OccupancyFactory, SeatFactory
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, protocol_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_board(network, board, chair, board_member, secretary):
    return board


@pytest.fixture
def held(full_board, ob, secretary) -> Meeting:
    """A meeting with an open and a confidential item, each with an assignment, and its protocol circulated."""
    meeting = MeetingFactory(committee=full_board, by=secretary, date=dt.date(2026, 3, 2), place="Rathaus, Raum 270")
    open_item = AgendaItemFactory(meeting=meeting, by=secretary, title="#pagebreak()", text="*Lage* und $x$")
    secret = AgendaItemFactory(meeting=meeting, by=secretary, title="GEHEIM Personal", confidential=True)
    agenda.release(meeting, by=secretary)
    inviting.invite(meeting, by=secretary, short_notice_reason="Eilt")
    conducting.open_meeting(meeting, by=secretary)
    for item in (open_item, secret):
        AssignmentFactory(item=item, by=secretary, lead=ob, title=f"{item.title} klären")
    finish(meeting, by=secretary)
    protocol_in("circulated", meeting, by=secretary)
    return Meeting.objects.get(pk=meeting.pk)


def pdf_of(sheet: str, meeting: Meeting, reader: User) -> bytes:
    with translation.override("de"):
        return SHEETS[sheet].pdf(meeting, User.objects.get(pk=reader.pk))


def text_of(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def tags_of(content: bytes) -> list[str]:
    """The kinds of structure elements in the tag tree, in order."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node.S))
                if node.S == "/TH":
                    assert "Scope" in str(node.A)
            if "/K" in node:
                walk(node.K)

    with pikepdf.open(io.BytesIO(content)) as pdf:
        walk(pdf.Root.StructTreeRoot)
    return found


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("einladung", ["Einladung zur Sitzung KOG 2026-1", "Rathaus, Raum 270", "#pagebreak()", "Sie antworten über"]),
        ("tagesordnung", ["Tagesordnung von KOG 2026-1", "#pagebreak()"]),
        ("protokoll", ["Protokoll KOG 2026-1", "versandt am", "#pagebreak()"]),
        ("auftragskontrolle", ["Auftragskontrolle KOG 2026-1"]),
        ("regie", ["Sitzungsregie KOG 2026-1", "10:00", "#pagebreak()"]),
        ("anwesenheit", ["Anwesenheitsliste KOG 2026-1", "Unterschrift", "Agentur für"]),
    ],
)
def test_paper_can_be_read_by_eye_by_ear_and_in_an_archive(held, secretary, sheet, words):
    content = pdf_of(sheet, held, secretary)

    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as facts:
        title = facts["dc:title"]
        assert (str(pdf.Root.Lang), facts["pdfuaid:part"], facts["pdfaid:part"]) == ("de", "1", "2")
        assert title in words[0]
    text = text_of(content)
    assert [word for word in words if word not in text] == []
    assert "Seite 1 von" in text
    tags = tags_of(content)
    assert tags.count("/H1") == 1
    assert tags.index("/H1") < (tags.index("/H2") if "/H2" in tags else len(tags))
    assert sheet == "auftragskontrolle" or "/TH" in tags


@pytest.mark.parametrize("sheet", ["einladung", "tagesordnung", "protokoll", "auftragskontrolle"])
def test_what_is_confidential_is_in_no_part_of_a_paper_for_others(held, secretary, board, sheet):
    """Another board of the same network reads everything but what is confidential."""
    other = CommitteeFactory(key="zweites", name="Zweites Gremium", short_name="ZG", kind="board")
    outsider = OccupancyFactory(seat=SeatFactory(committee=other)).person
    inside, outside = pdf_of(sheet, held, secretary), pdf_of(sheet, held, outsider)

    assert "GEHEIM" in text_of(inside) or sheet == "auftragskontrolle"
    assert "GEHEIM" not in text_of(outside)
    with pikepdf.open(io.BytesIO(outside)) as pdf:
        assert "GEHEIM" not in str(pdf.docinfo) + str(pdf.open_metadata())
    assert "GEHEIM" not in SHEETS[sheet].filename_for(held)


def test_pdfinfo_calls_it_tagged(held, secretary, tmp_path: Path):
    if shutil.which("pdfinfo") is None:
        pytest.skip("needs poppler-utils")
    file = tmp_path / "protokoll.pdf"
    file.write_bytes(pdf_of("protokoll", held, secretary))

    said = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout

    assert "Tagged:          yes" in said
    assert "JavaScript:      no" in said


def test_paper_is_sent_under_its_name_and_an_unknown_one_is_not_there(held, board_member, client_of):
    client = client_of(board_member)
    response = client.get(reverse("meetings:printed", args=[held.slug, "protokoll"]))

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="Protokoll_KOG-2026-1.pdf"'
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert client.get(reverse("meetings:printed", args=[held.slug, "quittung"])).status_code == 404
    assert client.get(reverse("meetings:matrix_printed")).status_code == 200


def test_approved_protocol_is_filed_once_without_what_is_confidential(held, full_board, secretary, board_member):
    following = MeetingFactory(committee=full_board, by=secretary, date=dt.date(2026, 6, 8), running=True)
    item = following.items.get(standing=Standing.PROTOCOL)
    recording.approve(item.protocol, following, by=secretary)

    assert archiving.file_next() == 1
    assert archiving.file_next() == 0

    document = ProtocolFile.objects.get().document
    assert (document.title, document.original_filename) == (
        "Protokoll KOG 2026-1, genehmigt",
        "Protokoll_KOG-2026-1.pdf",
    )
    assert document.folder.name == "KOG 2026-1"
    text = text_of(document.file.read())
    assert "genehmigt in KOG 2026-2" in text
    assert "GEHEIM" not in text

    # In the search the meeting stands before the parts of its protocol, and the file has the day of the meeting.
    Document.objects.update(dated=None)
    import_module("meetings.migrations.0016_filed_protocols_have_the_day_of_their_meeting").date_them(apps, None)
    reading.read_next()
    indexing.catch_up()
    hits = finding.find(finding.visible_entries(secretary), held.designation).hits
    assert (hits[0].entry.kind, hits[0].entry.object_id) == ("meeting", held.pk)
    assert {hit.entry.date for hit in hits if hit.entry.title == document.filename} == {held.date}
    assert Document.objects.get().dated == document.dated == held.date


def test_invitation_goes_along_with_the_mail_where_the_distribution_list_says_so(full_board, board_member, secretary):
    inviting.distribute(full_board, papers="attached", deputies_in_copy=True, answer_days=7, by=secretary)
    MeetingFactory(committee=full_board, by=secretary, invited=True)

    mail = OutboxMail.objects.get(recipient=board_member.email)
    [(name, content, kind)] = enclosures.fetched(mail)

    assert (name[:9], kind) == ("Einladung", "application/pdf")
    text = " ".join(text_of(content).split())
    assert re.search(r"Hiermit laden wir Sie zur Sitzung KOG \d{4}-1 \(.+?\)\s+ein\.", text), text


def test_what_leaves_by_mail_holds_nothing_confidential_not_for_members_either(full_board, board_member, secretary):
    inviting.distribute(full_board, papers="attached", deputies_in_copy=True, answer_days=7, by=secretary)
    meeting = MeetingFactory(committee=full_board, by=secretary)
    item = AgendaItemFactory(meeting=meeting, by=secretary, title="Sprachkurse")
    papers.file_papers(item, [ContentFile(b"a", name="GEHEIM.csv"), ContentFile(b"b", name="Zahlen.csv")], by=secretary)
    document = item.papers.get(document__title="GEHEIM").document
    filing.mark_confidential(document, confidential=True, by=secretary)
    AgendaItemFactory(meeting=meeting, by=secretary, title="GEHEIM Personal", confidential=True)
    agenda.release(meeting, by=secretary)
    assert "GEHEIM" in text_of(pdf_of("einladung", meeting, board_member))
    inviting.invite(meeting, by=secretary)

    mail = OutboxMail.objects.get(recipient=board_member.email)
    [(_name, content, _kind), (name, paper, _csv)] = enclosures.fetched(mail)
    text = text_of(content)

    assert "GEHEIM" not in text + str(mail.files) + mail.text
    assert (name, paper) == ("TOP 4 Anlage 2 Zahlen.csv", b"b")
    assert "Anlage 2: Zahlen" in text
    assert "vertraulich; im Portal" in text  # so that no number is missing

    # A meeting about nothing but what is confidential: as in the calendar, no paper tells of it.
    recipient = Recipient(board_member, Role.MEMBER, papers=PapersBy.ATTACHED)
    assert len(enclosed.package_for(meeting, recipient).files) == 2
    AgendaItem.objects.filter(pk=item.pk).update(confidential=True)
    assert enclosed.package_for(Meeting.objects.get(pk=meeting.pk), recipient).files == []


def test_bytes_of_the_protocol_are_stored_outside_the_transaction(full_board, secretary, board_member, monkeypatch):
    held = MeetingFactory(committee=full_board, by=secretary, date=dt.date(2026, 3, 2), running=True)
    protocol_in("circulated", finish(held, by=secretary), by=secretary)
    following = MeetingFactory(committee=full_board, by=secretary, date=dt.date(2026, 6, 8), running=True)
    recording.approve(following.items.get(standing=Standing.PROTOCOL).protocol, following, by=secretary)
    depths, stored = [], storing.stored

    def watched(*arguments):
        depths.append(len(connection.savepoint_ids))
        return stored(*arguments)

    before = len(connection.savepoint_ids)
    monkeypatch.setattr(storing, "stored", watched)
    monkeypatch.setattr(claiming, "finish", lambda row, **facts: False)
    known = Content.objects.count(), Document.objects.count()

    archiving.file_next()

    assert depths == [before]
    assert (Content.objects.count(), Document.objects.count()) == known  # overtaken by another worker


def test_binder_holds_the_protocol_to_approve_and_the_assignments_that_are_due(held, board_member, ob, secretary):
    following = MeetingFactory(committee=held.committee, by=secretary, date=dt.date(2026, 6, 8))
    other = CommitteeFactory(key="zweites", name="Zweites Gremium", short_name="ZG", kind="board")
    outsider = OccupancyFactory(seat=SeatFactory(committee=other)).person
    agenda.release(following, by=secretary)

    def built(person: User) -> tuple[Binder, str]:
        binder = binding.ask_for(following, by=User.objects.get(pk=person.pk))
        while binding.build_next():
            pass
        binder.refresh_from_db()
        assert (binder.error, binder.is_ready) == ("", True)
        return binder, text_of(binder.file.read())

    binder, inside = built(board_member)
    _binder, outside = built(outsider)

    assert "Protokoll KOG 2026-1" in inside
    assert "Auftragskontrolle KOG 2026-2" in inside
    assert inside.count("vertraulich · Mappe S.") > 1
    assert "Protokoll KOG 2026-1" in outside
    assert "GEHEIM" not in outside
    assert "Auftragskontrolle KOG" not in outside
    one = held.committee.assignments.exclude(item__confidential=True).get()
    reporting.report(one, progress="begun", text="Ein Termin steht.", by=secretary)
    binder, _text = built(board_member)
    assert [news for news in binder.news if "Auftragskontrolle" in news] == binder.news


def test_invitation_says_that_it_was_changed_after_it_was_sent(full_board, secretary):
    meeting = MeetingFactory(committee=full_board, by=secretary)
    AgendaItemFactory(meeting=meeting, by=secretary)
    agenda.release(meeting, by=secretary)
    inviting.invite(meeting, by=secretary, short_notice_reason="Eilt")
    assert "geändert am" not in text_of(pdf_of("einladung", meeting, secretary))

    facts = {name: getattr(meeting, name) for name in ("date", "starts", "ends", "format", "video_link", "title")}
    convening.rearrange(meeting, convening.Arrangement(**facts, place="Raum 1"), by=secretary)

    assert "geändert am" in text_of(pdf_of("einladung", Meeting.objects.get(pk=meeting.pk), secretary))
