import hashlib

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from documents import queries
from documents.actions import filing, versioning
from documents.enums import Step
from documents.models import Content, Document, DocumentVersion
from documents.queries.versions import current_at, versions_by_file
from kog import history
from tests.documents.actions.test_filing import refused, steps, stored_files
from tests.factories.documents import PDF, filed, upload

NEW = PDF + b"% figures of May\n"


@pytest.fixture
def document(drive) -> Document:
    return drive.documents["group"]


def replaced(document, content=NEW, *, name="group.pdf", reason="Zahlen vom Mai", **facts) -> DocumentVersion:
    return versioning.replace(document, upload(name, content), reason=reason, **facts)


def read(thing) -> bytes:
    with thing.file.storage.open(thing.file.name) as file:
        return file.read()


def numbers(document) -> list[int]:
    return [version.number for version in queries.versions_of(document)]


def test_a_filed_file_has_its_first_version(drive, secretary):
    document = filing.file(drive.folders["group"], upload("Plan.pdf"), by=secretary)

    [version] = queries.versions_of(document)
    assert (version.number, version.reason, version.uploaded_by) == (1, "", secretary)
    assert (version.sha256, version.file_size, version.mime) == (document.sha256, len(PDF), "application/pdf")
    assert (version.uploaded_at, version.original_filename) == (document.created_at, "Plan.pdf")


def test_replace_makes_a_new_version_current_and_keeps_the_old_one(document, drive, secretary):
    version = replaced(document, reason="  Zahlen \n vom Mai ", by=secretary)

    document.refresh_from_db()
    assert (document.title, document.folder) == ("group", drive.folders["group"])
    assert (read(document), document.sha256) == (NEW, hashlib.sha256(NEW).hexdigest())
    assert document.file_size == len(NEW)
    assert (version.number, version.reason, version.uploaded_by) == (2, "Zahlen vom Mai", secretary)
    assert [read(one) for one in queries.versions_of(document)] == [NEW, PDF]
    assert steps(document) == [Step.REPLACE, Step.FILE]
    assert history.of(document)[0].facts == {"number": 2, "reason": "Zahlen vom Mai", "sha256": document.sha256}


def test_what_a_file_says_of_its_bytes_is_what_its_newest_version_says(document, secretary):
    replaced(document, b"Text", name="group.txt", by=secretary)
    replaced(document, by=secretary)
    versioning.restore(document.versions.get(number=2), by=secretary)

    document.refresh_from_db()
    newest = queries.versions_of(document)[0]
    for fact in ("sha256", "file_size", "mime", "original_filename", "extension"):
        assert getattr(document, fact) == getattr(newest, fact)
    assert document.file.name == newest.file.name
    assert (document.filename, document.name_key) == ("group.txt", "group.txt")


def test_who_filed_a_file_and_when_stays(document, secretary, group_lead):
    before = document.created_at, document.uploaded_by_user

    replaced(document, by=group_lead)

    document.refresh_from_db()
    assert (document.created_at, document.uploaded_by_user) == before


def test_the_same_file_is_refused_and_a_second_click_changes_nothing(document, secretary):
    replaced(document, by=secretary)
    before = stored_files(), steps(document)

    refusal = refused("same_file", replaced, document, by=secretary)

    assert "2" in str(refusal)
    assert (stored_files(), steps(document), numbers(document)) == (before[0], before[1], [2, 1])


def test_whoever_did_not_see_the_newest_version_is_told(document, secretary, group_lead):
    replaced(document, by=group_lead, based_on=1)

    refused("replaced_meanwhile", replaced, document, PDF + b"%mine", by=secretary, based_on=1)

    assert numbers(document) == [2, 1]
    assert replaced(document, PDF + b"%mine", by=secretary, based_on=2).number == 3


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"reason": " \n "}, "no_reason"),
        ({"content": b""}, "empty_file"),
        ({"name": "group-secret.pdf", "content": PDF}, "same_file"),
    ],
)
def test_replace_refuses(document, secretary, facts, code):
    before = stored_files()

    refused(code, replaced, document, by=secretary, **facts)

    assert (numbers(document), stored_files()) == ([1], before)


def test_too_large_a_file_is_refused(document, secretary, settings):
    settings.DRIVE_MAX_UPLOAD = 10

    refused("too_large", replaced, document, by=secretary)


def test_a_new_extension_renames_the_file_unless_the_name_is_taken(document, drive, secretary):
    filed(drive.folders["group"], "group.txt", b"Text")
    before = stored_files()

    refused("name_taken", replaced, document, b"anderer Text", name="x.TXT", by=secretary)
    assert (numbers(document), stored_files()) == ([1], before)
    replaced(document, b"# Text", name="x.md", by=secretary)

    document.refresh_from_db()
    assert (document.filename, document.mime) == ("group.md", "text/markdown; charset=utf-8")


def test_a_huge_name_and_a_path_change_nothing(document, secretary):
    evil = upload("x.pdf", NEW)
    evil.name = "../" + "ä" * 600 + ".pdf"

    version = versioning.replace(document, evil, reason="x", by=secretary)

    document.refresh_from_db()
    assert (document.filename, len(version.original_filename)) == ("group.pdf", 255)
    assert version.file.name.count("/") == 2


@pytest.mark.parametrize("change", [filing.remove, filing.move])
def test_what_lies_in_the_trash_or_was_moved(change, document, drive, secretary):
    if change is filing.remove:
        filing.remove(document, by=secretary)
        refused("document_removed", replaced, document, by=secretary)
        refused("document_removed", versioning.restore, document.versions.get(), by=secretary)
    else:
        filing.move(document, drive.folders["board"], by=secretary)
        assert replaced(document, by=secretary).document.folder == drive.folders["board"]


def test_confidential_stays_confidential(drive, secretary):
    secret = drive.documents["group_secret"]

    assert replaced(secret, by=secretary).document.confidential


def test_restore_is_a_new_version_with_the_old_content(document, secretary):
    replaced(document, by=secretary)
    before = stored_files()

    restored = versioning.restore(document.versions.get(number=1), by=secretary)

    document.refresh_from_db()
    assert (restored.number, restored.restored_from.number, restored.reason) == (3, 1, "")
    assert [read(one) for one in queries.versions_of(document)] == [PDF, NEW, PDF]
    assert (read(document), stored_files()) == (PDF, before)
    assert steps(document) == [Step.RESTORE_VERSION, Step.REPLACE, Step.FILE]


def test_restoring_twice_or_what_is_current_writes_nothing(document, secretary):
    replaced(document, by=secretary)
    versioning.restore(document.versions.get(number=1), by=secretary)

    for number in (1, 3):
        assert versioning.restore(document.versions.get(number=number), by=secretary).number == 3

    assert numbers(document) == [3, 2, 1]
    assert steps(document).count(Step.RESTORE_VERSION) == 1


def test_same_bytes_are_stored_once_wherever_they_lie(drive, secretary):
    one = filed(drive.folders["group"], "eins.pdf", NEW)
    before = stored_files()

    two = filed(drive.folders["board"], "zwei.pdf", NEW)
    replaced(drive.documents["network"], by=secretary)

    assert stored_files() == before
    assert one.file.name == two.file.name
    assert Content.objects.filter(sha256=one.sha256).count() == 1


def test_a_failed_row_takes_its_new_bytes_away_and_leaves_those_of_others(document, drive, secretary, monkeypatch):
    before = stored_files()
    monkeypatch.setattr(history, "record", lambda *_args, **_facts: 1 / 0)

    for content in (NEW, drive.documents["board"].file.read()):
        with pytest.raises(ZeroDivisionError):
            filing.file(drive.folders["group"], upload("neu.pdf", content), by=secretary)
    with pytest.raises(ZeroDivisionError):
        replaced(document, by=secretary)

    document.refresh_from_db()
    assert (stored_files(), read(document), numbers(document)) == (before, PDF, [1])


def test_bytes_that_came_at_the_same_moment_are_stored_once(
    document, drive, secretary, monkeypatch, django_capture_on_commit_callbacks
):
    """Neither of two uploads finds the other's row; the second meets it when it writes its own."""
    filed(drive.folders["board"], "gleichzeitig.pdf", NEW)
    before = stored_files()
    monkeypatch.setattr("django.db.models.query.QuerySet.first", lambda _rows: None)

    with django_capture_on_commit_callbacks(execute=True):
        version = replaced(document, by=secretary)

    assert (stored_files(), read(version)) == (before, NEW)


def test_bytes_the_disk_lost_come_back_with_the_next_upload(drive):
    lost = drive.documents["board"]
    default_storage.delete(lost.file.name)

    filed(drive.folders["group"], "wieder da.pdf")

    assert read(lost) == PDF


def test_the_database_keeps_versions_in_order(document, secretary):
    first = document.versions.get()
    facts = {"document": document, "content": first.content}

    for wrong in ({"number": 1}, {"number": 0}, {"number": 2, "reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DocumentVersion.objects.create(**facts, **wrong)


def test_the_version_of_a_moment(document, drive, secretary, django_assert_num_queries):
    second = replaced(document, by=secretary)
    third = replaced(document, PDF + b"%3", by=secretary)
    first, other = document.versions.get(number=1), drive.documents["board"]

    for moment, number in ((first.uploaded_at, 1), (second.uploaded_at, 2), (third.uploaded_at, 3)):
        assert current_at(versions_by_file([document.pk])[document.pk], moment).number == number
    with django_assert_num_queries(1):
        moments = {document.pk: second.uploaded_at, other.pk: first.uploaded_at}
        found = {pk: current_at(versions, moments[pk]) for pk, versions in versions_by_file(moments).items()}
        names = {pk: one.filename.split(" (")[0] + one.filename[-4:] for pk, one in found.items()}
        assert {pk: one.number for pk, one in found.items()} == {document.pk: 2, other.pk: 1}
        assert names == {document.pk: "group.pdf", other.pk: "board.pdf"}
    assert found[document.pk].filename != found[document.pk].document.filename
