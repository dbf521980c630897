"""A worker reads what was filed; nothing that lies in a file stops it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from documents import scanning, serving
from documents.actions import filing, reading
from documents.enums import Hazard, Step, Unread
from documents.models import Reading
from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import OutboxMail
from tests.factories import files
from tests.factories.documents import filed


@pytest.fixture
def folder(board):
    return filing.folder_for(board)


def reading_of(document) -> Reading:
    return Reading.objects.get(content__sha256=document.sha256)


def read_all() -> int:
    return sum(iter(reading.read_next, 0))


def test_what_is_filed_is_read_once_page_by_page(folder):
    document = filed(folder, "a.pdf", files.pdf("eins", "zwei"))
    filed(folder, "b.pdf", files.pdf("eins", "zwei"))

    assert read_all() == 1
    assert reading_of(document).pages == ["eins", "zwei"]
    assert (reading.read_next(), reading_of(document).due_at) == (0, None)


def test_a_file_that_cannot_be_read_says_why_and_stays_usable(folder, client_of, secretary):
    broken = filed(folder, "kaputt.docx", b"PK\x03\x04 und nichts")
    macros = filed(folder, "makro.docm", files.docx(word__vbaProject_DOT_bin=b"x"))
    read_all()
    client = client_of(secretary)

    page = client.get(broken.get_absolute_url()).content.decode()
    assert f"Der Text dieser Datei konnte nicht gelesen werden: {Unread.BROKEN.label}" in page
    assert client.get(broken.download_url).status_code == 200
    assert f"„{Hazard.MACROS.label}“" in client.get(macros.get_absolute_url()).content.decode()
    assert str(Hazard.MACROS.label) in client.get(folder.get_absolute_url()).content.decode()


def test_missing_bytes_are_waited_for(folder):
    document = filed(folder)
    document.file.storage.delete(document.file.name)

    assert reading.read_next() == 1
    found = reading_of(document)
    assert (found.read_at, found.error != "", found.due_at > timezone.now()) == (None, True, True)


def test_malware_leaves_on_no_way_and_the_secretariat_is_told(
    folder, client_of, secretary, board_member, monkeypatch, settings
):
    settings.CLAMD_URL = "tcp://127.0.0.1:3310"
    document, twin = filed(folder, "a.pdf", b"EICAR"), filed(folder, "b.pdf", b"EICAR", confidential=True)
    monkeypatch.setattr(scanning, "infection_of", lambda content: "Eicar-Test")

    read_all()

    assert reading_of(document).infection == "Eicar-Test"
    for one in (document, twin):
        assert history.of(one)[0].verb == Step.QUARANTINE
        with pytest.raises(NotPossibleNow) as refusal:
            serving.refuse_withheld(one, secretary)
        assert refusal.value.code == "infected"
    client = client_of(board_member)
    for address in (document.download_url, reverse("documents:version", args=[document.pk, 1])):
        answer = client.get(address)
        assert (answer.status_code, b"EICAR" in answer.content) == (409, False)
    assert "Schadprogramm" in client.get(document.get_absolute_url()).content.decode()
    mail = OutboxMail.objects.get(kind="infected_file")
    assert (mail.person, "b.pdf" in mail.text, "pdf" in mail.subject) == (secretary, True, False)


def test_a_scanner_that_does_not_answer_is_asked_until_it_does(
    folder, settings, tmp_path, client_of, secretary, monkeypatch
):
    settings.CLAMD_URL = f"unix:{tmp_path}/nobody"
    document = filed(folder, "a.txt", b"Worte")
    found = Reading.objects.filter(content__sha256=document.sha256)
    for _attempt in range(12):
        assert reading.read_next() == 1
        assert (found.get().scanned_at, found.get().due_at > timezone.now()) == (None, True)
        found.update(due_at=timezone.now())
    assert found.get().pages == ["Worte"]
    client = client_of(secretary)
    for address in (document.get_absolute_url(), folder.get_absolute_url()):
        assert "noch nicht auf Schadprogramme geprüft" in client.get(address).content.decode()

    monkeypatch.setattr(scanning, "infection_of", lambda content: "")
    assert (read_all(), found.get().due_at) == (1, None)
    assert "Schadprogramme" not in client.get(document.get_absolute_url()).content.decode()


def test_what_came_before_there_was_a_scanner_is_scanned_later(folder, settings, monkeypatch):
    document = filed(folder)
    read_all()
    assert reading.scan_what_was_not() == 0
    settings.CLAMD_URL = "tcp://127.0.0.1:3310"
    monkeypatch.setattr(scanning, "infection_of", lambda content: "Eicar")

    assert (reading.scan_what_was_not(), read_all(), reading_of(document).infection) == (1, 1, "Eicar")


def test_the_scanner_is_understood(folder, settings, monkeypatch, client_of, secretary):
    document = filed(folder)
    content = document.versions.get().content
    answers = [("OK", None), ("FOUND", "Eicar"), ("ERROR", "size limit"), BrokenPipeError(), BrokenPipeError()]
    pongs = ["PONG", OSError()]

    class Scanner:
        def instream(self, _file):
            answer = answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return {"stream": answer}

        def ping(self):
            pong = pongs.pop(0)
            if isinstance(pong, Exception):
                raise pong
            return pong

    monkeypatch.setattr(scanning, "_scanner", Scanner)
    assert scanning.infection_of(content) == ""  # none is asked
    settings.CLAMD_URL = "tcp://127.0.0.1:3310"

    assert [scanning.infection_of(content), scanning.infection_of(content)] == ["", "Eicar"]
    for error in (scanning.CannotScan, scanning.CannotScan, scanning.ScannerAway):
        with pytest.raises(error):
            scanning.infection_of(content)
    answers[:] = [("ERROR", "size limit")]
    read_all()
    assert "weil der Virenscanner" in client_of(secretary).get(document.get_absolute_url()).content.decode()


def test_a_killed_worker_leaves_the_work_to_the_next(folder):
    document = filed(folder, "a.docx", files.docx())
    claimed = Reading.objects.filter(content__sha256=document.sha256)
    claimed.update(claimed_until=timezone.now() + dt.timedelta(minutes=5), attempts=1)  # as a killed one leaves it

    assert reading.read_next() == 0
    claimed.update(claimed_until=timezone.now() - dt.timedelta(seconds=1))
    assert reading.read_next() == 1
    assert files.WORDS in reading_of(document).text
