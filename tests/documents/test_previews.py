"""A worker draws what a file looks like; a file that cannot be drawn stays as usable as before."""

import io
import shutil

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from documents.actions import filing, previewing, reading
from documents.models import Document, Preview, Reading
from tests.factories import files
from tests.factories.documents import filed


@pytest.fixture
def folder(board):
    return filing.folder_for(board)


def work() -> None:
    while reading.read_next() or previewing.draw_next():
        pass


def preview_of(document: Document) -> Preview:
    return Preview.objects.get(content__sha256=document.sha256)


def picture(client, document: Document, number: int) -> bytes:
    answer = client.get(reverse("documents:picture", args=[document.pk, number]))
    return b"".join(answer.streaming_content) if answer.status_code == 200 else b""


def photograph(size: tuple[int, int]) -> bytes:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", size).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def test_pages_are_drawn_with_their_words_beside_them(folder, client_of, board_member, django_assert_num_queries):
    document = filed(folder, "a.pdf", files.pdf("Erste Seite", "Zweite Seite"))
    client = client_of(board_member)
    assert "Vorschau" not in client.get(document.get_absolute_url()).content.decode()  # nobody has looked at it yet

    work()

    preview = preview_of(document)
    assert (preview.page_count, len(preview.sizes), preview.due_at) == (2, 3, None)
    page = client.get(document.get_absolute_url()).content.decode()
    assert [word in page for word in ("Erste Seite", "Zweite Seite", "/vorschau/1/", "/vorschau/2/")] == [True] * 4
    with Image.open(io.BytesIO(picture(client, document, 1))) as shown:
        assert (shown.format, list(shown.size)) == ("WEBP", preview.sizes[1])
    assert picture(client, document, 3) == b""
    answer = client.get(reverse("documents:picture", args=[document.pk, 0]))
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert "/vorschau/0/" in client.get(folder.get_absolute_url()).content.decode()


def test_pictures_are_made_small_and_lose_what_the_camera_wrote(folder, client_of, secretary):
    document = filed(folder, "Foto.jpg", photograph((3000, 2000)))
    work()

    shown = picture(client_of(secretary), document, 1)
    assert preview_of(document).sizes[1] == [1100, 733]
    assert b"taken at home" not in shown


def test_what_cannot_be_drawn_is_given_up_and_stays_usable(folder, client_of, secretary):
    broken = filed(folder, "kaputt.png", b"\x89PNG\r\n\x1a\n und nichts")
    huge = filed(folder, "riesig.pdf", files.huge_page_pdf())
    text = filed(folder, "a.md", b"Nur Worte <script>")
    work()

    assert preview_of(broken).is_given_up
    assert preview_of(huge).sizes[1][0] <= 3000
    client = client_of(secretary)
    assert client.get(broken.download_url).status_code == 200
    assert "Nur Worte &lt;script&gt;" in client.get(text.get_absolute_url()).content.decode()


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_office_files_are_drawn_by_libreoffice(folder):
    document = filed(folder, "a.odt", files.RTF)
    work()

    assert preview_of(document).page_count == 1


def test_a_worker_whose_time_ran_out_leaves_nothing_behind(folder, monkeypatch):
    document = filed(folder, "a.pdf", files.pdf())
    reading.read_next()
    keep = previewing._keep

    def too_late(preview, found):
        Preview.objects.filter(pk=preview.pk).update(claimed_until=timezone.now(), place="previews/other")
        keep(preview, found)
        assert not default_storage.exists(preview.path(1))

    monkeypatch.setattr(previewing, "_keep", too_late)
    previewing.draw_next()
    assert preview_of(document).place == "previews/other"


def test_no_preview_of_malware(folder, client_of, secretary):
    document = filed(folder, "a.pdf", files.pdf())
    work()
    Reading.objects.update(infection="Eicar")

    client = client_of(secretary)
    assert client.get(reverse("documents:picture", args=[document.pk, 1])).status_code == 409
    assert "/vorschau/" not in client.get(document.get_absolute_url()).content.decode()


def test_texts_and_previews_are_made_again_when_the_operator_asks(folder, board, network, client_of, board_member):
    there = filed(folder, "a.pdf", files.pdf("eins"))
    elsewhere = filed(filing.network_folder(), "b.pdf", files.pdf("zwei"))
    work()
    before = preview_of(there).path(1)
    Reading.objects.update(text="alt")

    call_command("read_again", "--previews", "--folder", "committee:kog", stdout=io.StringIO())
    assert "/vorschau/1/" in client_of(board_member).get(there.get_absolute_url()).text
    work()

    assert [Reading.objects.get(content__sha256=one.sha256).text for one in (there, elsewhere)] == ["eins", "alt"]
    after = preview_of(there).path(1)
    assert [default_storage.exists(path) for path in (before, after)] == [False, True]
    Reading.objects.update(infection="Eicar")
    assert (reading.read_again(), previewing.draw_again()) == (0, 0)
    with pytest.raises(CommandError):
        call_command("read_again", "--folder", "nirgends")
