"""Uploads in pieces, as a tus client sends them: nothing is lost, nothing is filed twice, nobody sees another's."""

import base64
import datetime as dt
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents import arriving
from documents.actions import foldering, uploading
from documents.models import Document, DocumentVersion, Folder, Upload
from tests.factories.documents import filed

BYTES = "application/offset+octet-stream"
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path) -> Path:
    settings.DRIVE_ARRIVING = tmp_path / "arriving"
    return settings.DRIVE_ARRIVING


@pytest.fixture
def folder(group) -> Folder:
    return foldering.folder_for(group)


@pytest.fixture
def client(client_of, group_lead) -> Client:
    return client_of(group_lead)


def begin(client: Client, folder: Folder, size: int, **facts: str) -> HttpResponse:
    pairs = [f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in facts.items()]
    headers = TUS | {"Upload-Length": str(size), "Upload-Metadata": ",".join(pairs)}
    return client.post(reverse("documents:begin_piecewise", args=[folder.pk]), headers=headers)


def send(client: Client, address: str, piece: bytes, offset: int) -> HttpResponse:
    headers = TUS | {"Upload-Offset": str(offset)}
    return client.patch(address, piece, content_type=BYTES, headers=headers)


def offset_of(client: Client, address: str) -> str:
    return client.head(address, headers=TUS)["Upload-Offset"]


def test_a_file_comes_in_pieces_and_is_filed_when_it_is_complete(client, folder, group_lead, on_disk):
    answer = begin(client, folder, 10, filename="U\u0308bersicht.txt", confidential="on")
    assert (answer.status_code, answer["Tus-Resumable"]) == (201, "1.0.0")
    address = answer["Location"]

    assert send(client, address, b"01234", 0)["Upload-Offset"] == "5"
    assert (Document.objects.count(), offset_of(client, address)) == (0, "5")
    assert send(client, address, b"56789", 5).status_code == 204

    document = Document.objects.get()
    assert (document.filename, document.confidential, document.uploaded_by) == ("Übersicht.txt", True, group_lead)
    assert document.file.read() == b"0123456789"
    assert list(on_disk.iterdir()) == []
    # Who did not hear the answer asks again, and sends again.
    assert (offset_of(client, address), send(client, address, b"56789", 5)["Upload-Offset"]) == ("10", "10")
    assert client.delete(address, headers=TUS).status_code == 204
    assert Document.objects.kept().count() == 1


def test_a_killed_server_loses_nothing_and_files_once(client, folder, on_disk):
    address = begin(client, folder, 6, filename="a.txt")["Location"]
    (on_disk / Upload.objects.get().token).write_bytes(b"abc")  # written, and the answer never came
    assert offset_of(client, address) == "3"
    assert send(client, address, b"abc", 0).status_code == 409
    (on_disk / Upload.objects.get().token).write_bytes(b"abcdef")  # all written, killed before it was filed

    assert offset_of(client, address) == "6"
    assert Document.objects.get().file.read() == b"abcdef"
    (on_disk / Upload.objects.get().token).write_bytes(b"abcdef")  # killed after it was filed
    assert uploading.finish(Upload.objects.get()) == Document.objects.get()
    assert (Document.objects.count(), list(on_disk.iterdir())) == (1, [])


def test_a_connection_that_breaks_keeps_what_came_and_two_do_not_write_at_once(client, folder, group_lead):
    upload = uploading.begin(folder, name="a.txt", size=9, by=group_lead)

    class Breaks:
        pieces = [b"abc"]

        def read(self, _size: int) -> bytes:
            if self.pieces:
                return self.pieces.pop()
            assert send(client, upload.get_absolute_url(), b"x", 0).status_code == 423
            raise OSError

    assert arriving.append(upload, Breaks(), offset=0) == 3
    assert send(client, upload.get_absolute_url(), b"defghi and too much", 3).status_code == 204
    assert Document.objects.get().file.read() == b"abcdefghi"


def test_what_cannot_be_is_refused_before_or_when_it_is_complete(client, folder, settings, group_lead):
    settings.DRIVE_MAX_UPLOAD = 100
    filed(folder, "da.txt", b"alt", by=group_lead)
    assert begin(client, folder, 0, filename="leer.txt").content.decode().startswith("„leer.txt“ ist leer")
    assert begin(client, folder, 101, filename="groß.txt").status_code == 413
    assert begin(client, folder, 5, filename="a.txt", on_duplicate="unsinn").status_code == 400

    address = begin(client, folder, 3, filename="da.txt", on_duplicate="refuse")["Location"]
    answer = send(client, address, b"neu", 0)
    assert (answer.status_code, "da.txt" in answer.content.decode()) == (422, True)
    assert client.head(address, headers=TUS).status_code == 404

    address = begin(client, folder, 3, filename="da.txt", on_duplicate="version", reason="Zahlen ergänzt")["Location"]
    send(client, address, b"neu", 0)
    versions = DocumentVersion.objects.filter(document__title="da")
    assert [(one.number, one.reason) for one in versions] == [(2, "Zahlen ergänzt"), (1, "")]
    assert begin(client, folder, 3, filename="da.txt", on_duplicate="version").status_code == 422  # without a reason
    assert not Document.objects.get(title="da").confidential
    secret = {"on_duplicate": "version", "reason": "vertraulich", "confidential": "on"}
    send(client, begin(client, folder, 4, filename="da.txt", **secret)["Location"], b"NEU!", 0)
    assert Document.objects.get(title="da").confidential
    for _number in range(25):
        last = begin(client, folder, 90, filename="a.txt")
    assert (last.status_code, "Platz" in last.content.decode()) == (422, True)


def test_a_whole_folder_keeps_its_folders(client, folder, client_of, group_member, group_lead):
    for name in ("Anlagen/2026/a.txt", "Anlagen/2026/b.txt", "../../etc/c.txt"):
        send(client, begin(client, folder, 1, filename="x", relativePath=name)["Location"], b"x", 0)

    where = {document.filename: document.folder for document in Document.objects.all()}
    assert where["a.txt"] == where["b.txt"]
    assert (where["a.txt"].name, where["a.txt"].parent.name, where["a.txt"].parent.parent) == (
        "2026",
        "Anlagen",
        folder,
    )
    assert where["c.txt"].parent == folder
    foldering.let_members_file(folder, allowed=True, by=group_lead)
    member = client_of(group_member)
    assert begin(member, folder, 1, filename="x", relativePath="Eigene/x.txt").status_code == 422
    assert begin(member, folder, 1, filename="x.txt").status_code == 201


def test_members_do_not_replace_what_others_filed(folder, client_of, group_member, group_lead):
    filed(folder, "da.txt", b"alt", by=group_lead)
    foldering.let_members_file(folder, allowed=True, by=group_lead)
    member = client_of(group_member)
    address = begin(member, folder, 3, filename="da.txt", on_duplicate="version", reason="x")["Location"]

    assert send(member, address, b"neu", 0).status_code == 422
    assert Document.objects.get().file.read() == b"alt"


def test_only_the_sender_knows_an_upload_and_it_is_forgotten_after_days(client, folder, client_of, secretary, on_disk):
    address = begin(client, folder, 6, filename="a.txt")["Location"]
    send(client, address, b"abc", 0)
    other = client_of(secretary)
    assert [other.head(address, headers=TUS).status_code, other.delete(address, headers=TUS).status_code] == [404, 404]

    call_command("forget_uploads")
    assert Upload.objects.count() == 1
    Upload.objects.update(begun_at=timezone.now() - dt.timedelta(days=4))
    call_command("forget_uploads")
    assert (Upload.objects.count(), list(on_disk.iterdir())) == (0, [])


def test_the_protocol_is_spoken(client, folder):
    create = reverse("documents:begin_piecewise", args=[folder.pk])
    abilities = client.options(create)
    assert (abilities["Tus-Version"], abilities["Tus-Extension"]) == ("1.0.0", "creation,expiration,termination")
    assert client.post(create).status_code == 412
    assert client.post(create, headers=TUS).status_code == 400
    address = begin(client, folder, 3, filename="a.txt")["Location"]
    assert client.patch(address, b"abc", content_type="text/plain", headers=TUS).status_code == 415
    assert client.patch(address, b"abc", content_type=BYTES, headers=TUS).status_code == 400
    headers = TUS | {"Upload-Offset": "9" * 5000}
    assert client.patch(address, b"abc", content_type=BYTES, headers=headers).status_code == 400
    assert client.head(address).status_code == 412
    assert client.head(address, headers=TUS)["Cache-Control"] == "no-store"
    client.delete(address, headers=TUS)
    assert client.head(address, headers=TUS).status_code == 404


def test_a_disk_that_fills_up_keeps_what_came_and_counts_what_was_announced(client, folder, group_lead, monkeypatch):
    upload = uploading.begin(folder, name="a.txt", size=9, by=group_lead)
    monkeypatch.setattr(arriving, "has_room", lambda size: size > 100)
    assert send(client, upload.get_absolute_url(), b"abc", 0).status_code == 507
    assert offset_of(client, upload.get_absolute_url()) == "3"

    asked = []
    monkeypatch.setattr(arriving, "has_room", lambda size: asked.append(size) or True)
    uploading.begin(folder, name="b.txt", size=10, by=group_lead)
    monkeypatch.setattr(uploading, "MOST_UPLOADS", 2)
    assert (asked, begin(client, folder, 1, filename="c.txt").status_code) == ([16], 422)
