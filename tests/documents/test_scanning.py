"""A real clamd, with one signature of our own instead of the database that everybody downloads."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from documents import scanning
from documents.actions import filing, foldering, reading
from documents.models import Document, Reading
from tests.factories.documents import PDF, upload

BAD = b"KOG-TEST-SIGNATURE"
pytestmark = pytest.mark.skipif(shutil.which("clamd") is None, reason="clamd is missing")


@pytest.fixture
def clamd(tmp_path, settings):
    """Listens at a socket; takes no stream above a megabyte."""
    (tmp_path / "own.ndb").write_text(f"Kog.Test:0:*:{BAD.hex()}\n")
    place = tmp_path / "clamd.ctl"
    (tmp_path / "clamd.conf").write_text(
        f"LocalSocket {place}\nDatabaseDirectory {tmp_path}\nForeground yes\nStreamMaxLength 1M\n"
    )
    process = subprocess.Popen(["clamd", "-c", str(tmp_path / "clamd.conf")], stdout=subprocess.DEVNULL)
    _wait_for(place, process)
    settings.CLAMD_URL = f"unix:{place}"
    yield process
    process.terminate()
    process.wait(60)


def _wait_for(place: Path, process: subprocess.Popen) -> None:
    until = time.monotonic() + 120
    while not place.exists():
        assert process.poll() is None and time.monotonic() < until, "clamd does not start"  # noqa: PT018 -- one reason
        time.sleep(0.05)


def test_clamd_looks_at_every_file_before_readers_get_it(
    clamd, board, group, group_lead, group_member, board_member, client_of
):
    folder = foldering.let_members_file(filing.folder_for(group), allowed=True, by=group_lead)
    files = {"gut": PDF, "böse": b"x" * 100_000 + BAD, "groß": b"y" * 1_500_000}
    documents = {
        name: filing.file(folder, upload(f"{name}.bin", data), by=group_member) for name, data in files.items()
    }

    def answers(person) -> list[int]:
        return [client_of(person).get(one.download_url).status_code for one in documents.values()]

    zip_of_all = reverse("documents:folder_zip", args=[folder.pk])
    assert answers(board_member) == [409, 409, 409]
    assert "wird noch auf Schadprogramme geprüft" in client_of(board_member).get(documents["gut"].download_url).text
    assert answers(group_member) == answers(group_lead) == [200, 200, 200]

    while reading.read_next():
        pass

    found = {one.content.sha256: one for one in Reading.objects.select_related("content")}
    states = {name: found[document.sha256] for name, document in documents.items()}
    assert {name: (one.infection, one.scan_failed) for name, one in states.items()} == {
        "gut": ("", False),
        "böse": ("Kog.Test.UNOFFICIAL", False),
        "groß": ("", True),
    }
    assert answers(board_member) == answers(group_member) == [200, 409, 200]
    names = b"".join(client_of(board_member).get(zip_of_all).streaming_content)
    assert (b"gut.bin" in names, "böse.bin".encode() in names) == (True, False)
    clamd.kill()
    clamd.wait(60)
    with pytest.raises(scanning.ScannerAway):
        scanning.infection_of(Document.objects.get(pk=documents["gut"].pk).versions.get().content)


def test_what_is_not_looked_at_is_kept_back_for_a_day_only(
    clamd, group, group_lead, board, board_member, client_of, monkeypatch
):
    def away(_content):
        raise scanning.ScannerAway

    document = filing.file(filing.folder_for(group), upload("a.txt", b"Worte"), by=group_lead)
    client = client_of(board_member)

    monkeypatch.setattr(scanning, "infection_of", away)
    reading.read_next()  # the scanner is away: the text is read all the same
    assert client.get(document.download_url).status_code == 409
    assert client.get(document.get_absolute_url()).context["preview"] is None
    first = document.versions.get()
    type(first).objects.update(uploaded_at=first.uploaded_at - scanning.settings.HOLD_UNSCANNED)
    assert client.get(document.download_url).status_code == 200
    assert client.get(document.get_absolute_url()).context["preview"] is not None
    by_nobody = filing.file(filing.public_folder(), upload("Flyer.txt", b"Mit Worten"), by=None)
    assert Client().get(by_nobody.url).status_code == 409
