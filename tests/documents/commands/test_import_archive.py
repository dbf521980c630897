"""An old network drive comes in once, with its dates; whatever lies in it, the import reaches the end."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from documents import archives
from documents.actions import importing, reading
from documents.models import ArchiveFile, Document
from kog import history
from tests.factories import files


@pytest.fixture
def drive(tmp_path) -> Path:
    root = tmp_path / "L-Drive"
    for name, content in {
        "Protokolle/2019/Protokoll 12.03.2019.pdf": files.pdf(),
        "Protokolle/2019/2019-06-04 Protokoll.docx": files.docx(),
        "Pra\u0308sentationen/Folien.odp": files.packed(meta_DOT_xml="<dc:date>2021-05-06T10:00:00</dc:date>"),
        "Präsentationen/Kopie.pdf": files.pdf(),
        "alt.txt": b"Text",
        "leer.txt": b"",
        "kaputt.docx": b"PK\x03\x04 und nichts",
        ".DS_Store": b"x",
        "Thumbs.db": b"x",
        "~$offen.docx": b"x",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    os.utime(root / "alt.txt", (1_300_000_000, 1_300_000_000))
    (root / "anderswo.txt").symlink_to("/etc/passwd")
    (root / os.fsdecode(b"gr\xfcn.txt")).write_bytes(b"alter Name")
    return root


def run(drive: Path, capsys, *options: str) -> tuple[str, str]:
    """What the command said, and with what it ended."""
    try:
        call_command("import_archive", str(drive), "--committee", "feg", *options)
    except CommandError as error:
        return capsys.readouterr().out, str(error)
    return capsys.readouterr().out, ""


def test_each_file_comes_once_with_its_date(drive, group, secretary, capsys):
    said, ended = run(drive, capsys, "--into", "Archiv", "--by", secretary.email)

    assert ("7 abgelegt, 0 erneuert, 0 bekannt, 1 nicht abgelegt" in said, "1 Dateien" in ended) == (True, True)
    assert "leer.txt: „leer.txt“ ist leer" in said
    days = {document.filename: document.created_at.date() for document in Document.objects.all()}
    assert days["Protokoll 12.03.2019.pdf"] == dt.date(2019, 3, 12)
    assert days["2019-06-04 Protokoll.docx"] == dt.date(2019, 6, 4)
    assert (days["Folien.odp"], days["alt.txt"]) == (dt.date(2021, 5, 6), dt.date(2011, 3, 13))
    assert len({document.folder.pk for document in Document.objects.filter(title__in=["Folien", "Kopie"])}) == 1
    protocol = Document.objects.get(title__contains="12.03.2019")
    assert (protocol.folder.name, protocol.folder.parent.name, protocol.folder.parent.parent.name) == (
        "2019",
        "Protokolle",
        "Archiv",
    )
    assert (protocol.folder.committee, history.of(protocol)[0].by) == (group, secretary)
    assert protocol.versions.get().content == Document.objects.get(title="Kopie").versions.get().content

    (drive / "alt.txt").write_bytes(b"neuer Text")
    (drive / "leer.txt").write_bytes(b"jetzt nicht mehr")
    while reading.read_next():
        pass
    said, ended = run(drive, capsys, "--into", "Archiv")
    assert ("1 abgelegt, 1 erneuert, 6 bekannt, 0 nicht abgelegt" in said, ended) == (True, "")
    assert "kaputt.docx: Die Datei ist beschädigt" in said
    newest, first = Document.objects.get(title="alt").versions.all()
    assert (newest.number, newest.uploaded_at.year, first.uploaded_at.year) == (2, timezone.localdate().year, 2011)


def test_it_can_be_stopped_and_goes_on(drive, group, capsys, monkeypatch):
    take = importing._take

    def three_then_ctrl_c(found, *args, **facts):
        if ArchiveFile.objects.exclude(document=None).count() == 3:
            raise KeyboardInterrupt
        return take(found, *args, **facts)

    monkeypatch.setattr(importing, "_take", three_then_ctrl_c)
    said, ended = run(drive, capsys)
    assert ("3 abgelegt" in said, Document.objects.count(), "macht von hier weiter" in ended) == (True, 3, True)

    monkeypatch.setattr(importing, "_take", take)
    said, _ended = run(drive, capsys)
    assert ("4 abgelegt, 0 erneuert, 3 bekannt" in said, Document.objects.count()) == (True, 7)


def test_wrong_words_are_refused_before_anything_is_done(drive, group, capsys, tmp_path):
    for arguments in (
        [str(tmp_path / "nirgends")],
        [str(drive), "--committee", "unbekannt"],
        [str(drive), "--by", "x@y.z"],
    ):
        with pytest.raises(CommandError):
            call_command("import_archive", *arguments)
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("20190312_Plan.pdf", dt.date(2019, 3, 12)),
        ("Plan vom 3.4.2020.pdf", dt.date(2020, 4, 3)),
        ("Plan 31.02.2020.pdf", None),
        ("Plan 2099-01-01.pdf", None),
        ("Az 12345678.pdf", None),
    ],
)
def test_names_tell_the_day(name, day):
    assert archives._named(name) == day
