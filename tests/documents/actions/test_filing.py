import hashlib

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from documents.actions import filing
from documents.enums import OnDuplicate, Step
from documents.models import Document
from documents.usage import Use
from kog import history
from kog.exceptions import NotPossibleNow
from tests.factories.documents import PDF, filed, upload


def steps(thing) -> list[str]:
    return [entry.verb for entry in history.of(thing)]


def refused(code, action, *args, **facts):
    with pytest.raises(NotPossibleNow) as refusal:
        action(*args, **facts)
    assert refusal.value.code == code
    return refusal.value


def test_file_keeps_the_bytes_and_says_what_they_are(drive, secretary):
    document = filing.file(drive.folders["group"], upload("Plan.pdf"), title="Arbeitsplan", by=secretary)

    document.refresh_from_db()
    assert document.folder == drive.folders["group"]
    assert (document.title, document.filename) == ("Arbeitsplan", "Arbeitsplan.pdf")
    assert (document.original_filename, document.mime) == ("Plan.pdf", "application/pdf")
    assert (document.file_size, document.sha256) == (len(PDF), hashlib.sha256(PDF).hexdigest())
    assert document.file.read() == PDF
    assert (document.uploaded_by, steps(document)) == (secretary, [Step.FILE])


def test_file_without_a_title_is_called_as_its_file(drive):
    document = filing.file(drive.folders["group"], upload("Übersicht der Träger.pdf"), by=None)

    assert document.title == "Übersicht der Träger"


@pytest.mark.parametrize("name", ["../../../etc/passwd", "..\\..\\boot.ini", "/abs/olute.pdf", "a\0.pdf"])
def test_no_typed_name_becomes_a_path(drive, name):
    document = filed(drive.folders["group"], "x.pdf")
    evil = upload("x.pdf")
    evil.name = name

    document = filing.file(drive.folders["group"], evil, on_duplicate=OnDuplicate.NUMBER, by=None)

    folder, short, stored = document.file.name.split("/")
    assert (folder, stored[:2]) == ("documents", short)
    assert "/" not in document.filename
    assert "\\" not in document.filename


def test_a_name_of_500_characters_is_shortened_and_keeps_its_extension(drive):
    evil = upload("x.pdf")
    evil.name = "ä" * 496 + ".pdf"

    document = filing.file(drive.folders["group"], evil, by=None)

    assert (len(document.title), document.extension) == (200, ".pdf")


def test_a_taken_name_is_refused_and_leaves_no_bytes_behind(drive):
    filed(drive.folders["group"], "Plan.pdf")
    before = Document.objects.count(), stored_files()

    refusal = refused("name_taken", filing.file, drive.folders["group"], upload("PLAN.pdf"), by=None)

    assert "PLAN.pdf" in str(refusal)
    assert (Document.objects.count(), stored_files()) == before


def test_a_taken_name_is_numbered_when_both_are_wanted(drive):
    names = [filed(drive.folders["group"], "Plan.pdf").filename for _ in range(3)]

    assert names == ["Plan.pdf", "Plan (2).pdf", "Plan (3).pdf"]


def test_the_database_refuses_a_second_file_of_a_name(drive):
    first = filed(drive.folders["group"], "Plan.pdf")
    second = filed(drive.folders["group"], "Anderer Plan.pdf")
    second.title = "plan"

    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()

    assert first.filename == "Plan.pdf"


@pytest.mark.parametrize("area", ["network", "public"])
def test_a_confidential_file_where_everybody_reads_is_refused(drive, area):
    refused("not_for_everybody", filing.file, drive.folders[area], upload("x.pdf"), confidential=True, by=None)


def test_an_empty_file_is_refused(drive):
    refused("empty_file", filing.file, drive.folders["group"], upload("x.pdf", b""), by=None)


def test_rename_changes_the_name_and_keeps_the_extension(drive, secretary):
    document = filing.rename(drive.documents["group"], "Neuer Name.PDF", by=secretary)

    document.refresh_from_db()
    assert (document.title, document.filename, document.original_filename) == (
        "Neuer Name",
        "Neuer Name.pdf",
        "group.pdf",
    )
    assert (document.sort_key, document.name_key) == ("neuer name", "neuer name.pdf")
    assert steps(document) == [Step.RENAME, Step.FILE]


def test_rename_to_the_same_name_writes_nothing(drive, secretary):
    filing.rename(drive.documents["group"], "group", by=secretary)

    assert steps(drive.documents["group"]) == [Step.FILE]


@pytest.mark.parametrize(("title", "code"), [("  ", "no_name"), ("group-secret", "name_taken")])
def test_rename_refuses(drive, secretary, title, code):
    refused(code, filing.rename, drive.documents["group"], title, by=secretary)


def test_move_gives_the_file_the_readers_of_the_other_folder(drive, secretary):
    moved = filing.move(drive.documents["board"], drive.folders["network"], by=secretary)

    moved.refresh_from_db()
    assert moved.folder == drive.folders["network"]
    assert steps(moved) == [Step.MOVE, Step.FILE]


def test_move_refuses_what_would_open_a_confidential_file(drive, secretary):
    secret = drive.documents["board_secret"]

    refused("not_for_everybody", filing.move, secret, drive.folders["network"], by=secretary)
    refused("other_readers", filing.move, secret, drive.folders["group"], by=secretary)
    assert filing.move(secret, drive.folders["meeting"], by=secretary).folder == drive.folders["meeting"]


def test_move_refuses_a_name_that_is_taken_there(drive, secretary):
    filed(drive.folders["group"], "board.pdf")

    refused("name_taken", filing.move, drive.documents["board"], drive.folders["group"], by=secretary)


def test_mark_confidential_and_lift_it(drive, secretary):
    document = drive.documents["group"]

    assert filing.mark_confidential(document, confidential=True, by=secretary).confidential
    assert filing.mark_confidential(document, confidential=True, by=secretary).confidential
    assert not filing.mark_confidential(document, confidential=False, by=secretary).confidential
    assert steps(document) == [Step.OPEN, Step.CLOSE, Step.FILE]


def test_what_everybody_reads_cannot_be_marked_confidential(drive, secretary):
    refused("not_for_everybody", filing.mark_confidential, drive.documents["network"], confidential=True, by=secretary)


def test_remove_and_restore_lose_nothing(drive, secretary):
    document = filing.remove(drive.documents["group"], by=secretary)
    assert (document.is_removed, document.removed_by) == (True, secretary)
    refused("document_removed", filing.remove, document, by=secretary)
    refused("document_removed", filing.rename, document, "x", by=secretary)
    refused("document_removed", filing.move, document, drive.folders["board"], by=secretary)

    document = filing.restore(document, by=secretary)

    assert (document.is_removed, document.removed_by, document.file.read()) == (False, None, PDF)
    assert filing.restore(document, by=secretary) == document
    assert steps(document) == [Step.RESTORE, Step.REMOVE, Step.FILE]


def test_restore_numbers_a_file_whose_name_was_given_away(drive, secretary):
    removed = filing.remove(drive.documents["group"], by=secretary)
    filed(drive.folders["group"], "group.pdf")

    restored = filing.restore(removed, by=secretary)

    restored.refresh_from_db()
    assert restored.filename == "group (2).pdf"


def test_a_used_file_stays_and_names_only_uses_the_person_may_know(drive, secretary, group_lead, used):
    document = drive.documents["group"]
    used.append(lambda person, _ids: {} if person == group_lead else {document.pk: [Use("TOP 5, KOG 2026-2")]})

    assert refused("in_use", filing.remove, document, by=secretary).missing == ["TOP 5, KOG 2026-2"]
    assert refused("in_use", filing.remove, document, by=group_lead).missing == []
    document.refresh_from_db()
    assert not document.is_removed


def stored_files() -> int:
    folders, _files = default_storage.listdir("documents")
    return sum(len(default_storage.listdir(f"documents/{folder}")[1]) for folder in folders)
