import hashlib

import pytest
from wagtail.models import ReferenceIndex

from documents import intake
from documents.models import Document
from kog.exceptions import NotPossibleNow
from tests.factories.documents import PDF, upload

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
DOCX = b"PK\x03\x04\x14\x00\x06\x00" + b"\0" * 40


@pytest.mark.parametrize(
    ("name", "content", "mime"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("picture.txt", PNG, "image/png"),
        ("a.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("notes.txt", "Grüße".encode(), "text/plain; charset=utf-8"),
        ("notes.txt", "Grüße, auch später".encode("cp1252"), "text/plain; charset=windows-1252"),
        ("notes.md", b"# Titel", "text/markdown; charset=utf-8"),
        ("cut.txt", "ü".encode()[:1].rjust(9, b"x"), "text/plain; charset=utf-8"),
        ("harmless.txt", b"  <html><script>alert(1)</script>", "text/html"),
        ("harmless.pdf", b"<!-- x --><svg onload=alert(1)>", "image/svg+xml"),
        ("data.bin", b"\x00\x01\x02\x03" * 20, "application/octet-stream"),
    ],
)
def test_the_type_follows_the_content(name, content, mime):
    assert intake.type_of(content, name) == mime


def test_examine_reads_size_hash_and_name_and_leaves_the_file_at_its_beginning():
    file = upload("Ü.pdf")

    examined = intake.examine(file)

    assert examined == intake.Examined("Ü.pdf", "application/pdf", len(PDF), hashlib.sha256(PDF).hexdigest())
    assert file.read() == PDF


def test_an_empty_file_is_refused():
    with pytest.raises(NotPossibleNow) as refusal:
        intake.examine(upload("leer.pdf", b""))

    assert refusal.value.code == "empty_file"


def test_a_file_above_the_limit_is_refused(settings):
    settings.DRIVE_MAX_UPLOAD = len(PDF) - 1

    with pytest.raises(NotPossibleNow) as refusal:
        intake.examine(upload())

    assert refusal.value.code == "too_large"


def test_filing_writes_no_references_for_wagtail():
    """They are shown to nobody, and each click that files something would pay for them."""
    assert not ReferenceIndex.is_indexed(Document)
