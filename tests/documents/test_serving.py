"""Every way on which bytes or names of a file can leave, for everybody."""

import pytest
from django.urls import reverse

from documents.actions import filing
from tests.documents.test_rules import READS
from tests.factories.cast import CAST
from tests.factories.documents import PDF, filed, upload

SECRET = "board_secret"


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("name", CAST)
def test_portal_download(name, cast, client_of, drive, opened):
    client = client_of(cast[name])

    for key, document in drive.documents.items():
        response = client.get(document.download_url)
        if name == "anonymous":
            assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("account_login"))
        elif key in READS[name]:
            assert (response.status_code, body(response)) == (200, PDF), key
        else:
            assert response.status_code == 404, key


@pytest.mark.parametrize("name", CAST)
def test_address_in_public_pages(name, cast, client_of, drive, opened):
    client = client_of(cast[name])

    for key, document in drive.documents.items():
        response = client.get(document.url)
        assert response.status_code == (200 if key in READS[name] else 404), key


@pytest.mark.parametrize("name", CAST)
def test_document_page(name, cast, client_of, drive, opened):
    client = client_of(cast[name])

    for key, document in drive.documents.items():
        response = client.get(document.get_absolute_url())
        expected = 302 if name == "anonymous" else 200 if key in READS[name] else 404
        assert response.status_code == expected, key


@pytest.mark.parametrize("name", CAST)
def test_no_list_and_no_search_names_a_file_that_is_not_for_this_person(name, cast, client_of, drive, opened):
    client = client_of(cast[name])
    addresses = [reverse("documents:drive"), reverse("documents:drive") + "?q=pdf"]
    addresses += [folder.get_absolute_url() for folder in drive.folders.values()]
    addresses += [folder.get_absolute_url() + "?q=pdf" for folder in drive.folders.values()]

    shown = "".join(client.get(address).content.decode() for address in addresses)

    listed = {key for key, document in drive.documents.items() if f">{document.filename}</a>" in shown}
    assert listed == (set() if name == "anonymous" else READS[name])


def test_the_admin_shows_and_hands_out_only_what_the_person_reads(administrator, client_of, drive):
    client = client_of(administrator)
    secret = drive.documents[SECRET]
    for document in drive.documents.values():
        document.save()  # once more, for Wagtail's search index

    chooser = client.get(reverse("wagtaildocs_chooser:choose")).content.decode()
    found = client.get(reverse("wagtaildocs_chooser:choose_results"), {"q": "secret"}).content.decode()
    chosen = client.get(reverse("wagtaildocs_chooser:chosen", args=[secret.pk]))
    listed = client.get("/verwaltung/api/main/documents/").json()

    assert drive.documents["network"].title in chooser
    assert "secret" not in chooser
    assert secret.title not in found
    assert chosen.status_code == 302  # Wagtail sends those without permission to its start page
    assert {item["id"] for item in listed["items"]} == {drive.documents["network"].pk, drive.documents["public"].pk}
    assert client.get(f"/verwaltung/api/main/documents/{secret.pk}/").status_code == 404


def test_the_secretariat_chooses_files_in_the_admin(secretary, client_of, drive):
    client = client_of(secretary)
    document = filing.file(drive.folders["public"], upload("public-flyer.pdf"), by=secretary)

    found = client.get(reverse("wagtaildocs_chooser:choose_results"), {"q": "public"}).content.decode()
    chosen = client.get(reverse("wagtaildocs_chooser:chosen", args=[document.pk])).json()

    assert document.title in found
    assert chosen["result"]["url"] == document.url


@pytest.mark.parametrize("name", ["secretary", "administrator"])
def test_nothing_is_changed_in_the_admin(name, cast, client_of, drive):
    client = client_of(cast[name])
    document = drive.documents["public"]

    for address in (
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:add"),
        reverse("wagtaildocs:add_multiple"),
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtaildocs:delete", args=[document.pk]),
        reverse("wagtaildocs:document_usage", args=[document.pk]),
        reverse("wagtaildocs_chooser:create"),
    ):
        response = client.post(address, {"title": "hijacked"})
        assert response.status_code in {302, 403, 404, 405}, address
        if response.status_code == 302:
            assert response["Location"] == reverse("wagtailadmin_home"), address
    document.refresh_from_db()
    assert document.title == "public"


def test_media_is_never_served_directly(secretary, client_of, drive):
    document = drive.documents["network"]

    assert client_of(secretary).get(f"/media/{document.file.name}").status_code == 404


def test_a_removed_file_is_gone_for_everybody(secretary, board_member, client_of, drive):
    """Who may bring it back reads where it lies; its bytes nobody gets."""
    document = filing.remove(drive.documents["network"], by=secretary)
    client = client_of(secretary)

    for address in (document.download_url, document.url):
        assert client.get(address).status_code == 404
    assert reverse("documents:restore", args=[document.pk]) in client.get(document.get_absolute_url()).content.decode()
    assert client_of(board_member).get(document.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "content_type", "shown"),
    [
        ("a.pdf", PDF, "application/pdf", True),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 30, "image/png", True),
        ("a.txt", b"Text", "text/plain; charset=utf-8", True),
        ("alt.txt", "Grüße an alle".encode("cp1252"), "text/plain; charset=windows-1252", True),
        ("a.md", b"# Text", "text/plain; charset=utf-8", True),
        ("a.html", b"<html><script>alert(1)</script></html>", "application/octet-stream", False),
        ("harmless.txt", b"<html><script>alert(1)</script></html>", "application/octet-stream", False),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "application/octet-stream", False),
        ("a.xml", b"<?xml version='1.0'?><x/>", "application/octet-stream", False),
        ("a.js", b"alert(1)", "text/plain; charset=utf-8", True),
        ("a.zip", b"PK\x03\x04" + b"\0" * 30, "application/octet-stream", False),
    ],
)
def test_only_harmless_types_are_shown(name, content, content_type, shown, secretary, client_of, drive):
    document = filed(drive.folders["group"], name, content)

    response = client_of(secretary).get(document.download_url)

    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert ("sandbox" in response["Content-Security-Policy"]) == (content_type != "application/pdf")


def test_umlauts_arrive_in_the_name(secretary, client_of, drive):
    document = filed(drive.folders["group"], "Größe & Übersicht.pdf")

    response = client_of(secretary).get(document.download_url)

    expected = "inline; filename*=utf-8''Gr%C3%B6%C3%9Fe%20%26%20%C3%9Cbersicht.pdf"
    assert response["Content-Disposition"] == expected


@pytest.mark.parametrize(
    ("asked", "status", "expected", "place"),
    [
        ("bytes=0-3", 206, b"%PDF", f"bytes 0-3/{len(PDF)}"),
        ("bytes=5-", 206, PDF[5:], f"bytes 5-{len(PDF) - 1}/{len(PDF)}"),
        ("bytes=-6", 206, PDF[-6:], f"bytes {len(PDF) - 6}-{len(PDF) - 1}/{len(PDF)}"),
        ("bytes=0-9999", 206, PDF, f"bytes 0-{len(PDF) - 1}/{len(PDF)}"),
        ("bytes=9999-", 416, b"", f"bytes */{len(PDF)}"),
        ("bytes=-0", 416, b"", f"bytes */{len(PDF)}"),
        ("bytes=5-2", 200, PDF, None),
        ("bytes=-", 200, PDF, None),
        ("bytes=0-1,4-5", 200, PDF, None),
        ("bytes=" + "9" * 5000 + "-", 200, PDF, None),
        ("lines=1-2", 200, PDF, None),
    ],
)
def test_range(asked, status, expected, place, secretary, client_of, drive):
    response = client_of(secretary).get(drive.documents["network"].download_url, headers={"range": asked})

    assert (response.status_code, body(response)) == (status, expected)
    assert response.get("Content-Range") == place
    assert response["Accept-Ranges"] == "bytes"


def test_a_part_of_a_file_that_changed_meanwhile_is_answered_with_all_of_it(secretary, client_of, drive):
    client, document = client_of(secretary), drive.documents["network"]
    whole = client.get(document.download_url)
    part = {"range": "bytes=0-3"}

    same = client.get(document.download_url, headers={**part, "if-range": whole["ETag"]})
    other = client.get(document.download_url, headers={**part, "if-range": '"old"'})

    assert (same.status_code, other.status_code) == (206, 200)


def test_the_front_server_sends_the_bytes_when_there_is_one(secretary, group_member, client_of, drive, settings):
    settings.DRIVE_ACCEL_PREFIX = "/media-internal/"
    document = drive.documents[SECRET]

    response = client_of(secretary).get(document.download_url)

    assert (response["X-Accel-Redirect"], response.content) == (f"/media-internal/{document.file.name}", b"")
    assert response["Content-Disposition"] == 'inline; filename="board-secret.pdf"'
    assert client_of(group_member).get(document.download_url).status_code == 404


def test_a_file_that_is_missing_in_the_storage_is_not_found(secretary, client_of, drive):
    document = drive.documents["network"]
    document.file.storage.delete(document.file.name)

    assert client_of(secretary).get(document.download_url).status_code == 404


def test_head_tells_size_and_name(secretary, client_of, drive):
    response = client_of(secretary).head(drive.documents["network"].download_url)

    assert (response.status_code, response["Content-Length"]) == (200, str(len(PDF)))
