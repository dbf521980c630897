import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents import pinning
from documents.actions import filing, versioning
from documents.pinning import Pin
from tests.documents.test_serving import body
from tests.factories.documents import PDF, filed, upload
from tests.replay import replayed

NEW = PDF + b"% figures of May\n"


@pytest.fixture
def client(client_of, secretary):
    return client_of(secretary)


@pytest.fixture
@replayed
def document(drive, group_lead):
    """A file of the group with two versions."""
    document = drive.documents["group"]
    versioning.replace(document, upload("neu.pdf", NEW), reason="Zahlen vom Mai", by=group_lead)
    document.refresh_from_db()
    return document


@pytest.fixture
def pinned(monkeypatch):
    registered = []
    monkeypatch.setattr(pinning, "_functions", registered)
    return registered


def address(name, document, *number) -> str:
    return reverse(f"documents:{name}", args=[document.pk, *number])


def replace(client, document, content=NEW, **facts):
    facts = {"file": upload("neu.pdf", content), "reason": "Tippfehler", "based_on": 1} | facts
    return client.post(address("replace", document), facts)


def rows(html) -> list[str]:
    """Each version's row of the table, the current one first."""
    table = re.search(r'id="versions".*?</table>', html, re.DOTALL)
    return re.findall(r"<tr.*?</tr>", table[0], re.DOTALL)[1:] if table else []


def page(client, document) -> str:
    return client.get(document.get_absolute_url()).content.decode()


def test_the_page_shows_who_uploaded_which_version_when_and_why(client, document, group_lead):
    second, first = rows(page(client, document))

    for fact in (f"{timezone.localtime():%d.%m.%Y}", str(group_lead), "Zahlen vom Mai", str(len(NEW))):
        assert fact in second
    assert "Zahlen vom Mai" not in first
    assert [address("version", document, number) in row for number, row in ((2, second), (1, first))] == [True, True]
    assert [address("restore_version", document, number) in row for number, row in ((2, second), (1, first))] == [
        False,
        True,
    ]


def test_a_file_with_one_version_shows_no_table(client, drive):
    html = page(client, drive.documents["group"])

    assert rows(html) == []
    assert address("replace", drive.documents["group"]) in html


def test_readers_see_the_versions_and_change_nothing(client_of, group_member, document):
    html = page(client_of(group_member), document)

    assert len(rows(html)) == 2
    assert "<form" not in "".join(rows(html))
    assert address("replace", document) not in html
    assert replace(client_of(group_member), document).status_code == 403
    assert client_of(group_member).post(address("restore_version", document, 1)).status_code == 403
    assert document.versions.count() == 2


def test_every_version_opens_and_links_lead_to_the_current_one(client, document):
    first, second = (client.get(address("version", document, number)) for number in (1, 2))

    assert (body(first), body(second)) == (PDF, NEW)
    assert body(client.get(document.download_url)) == body(client.get(document.url)) == NEW
    assert first["Content-Disposition"].startswith('inline; filename="group (')
    assert first["Content-Disposition"].endswith(' 1).pdf"')
    assert first["ETag"] != second["ETag"]
    assert first["Cache-Control"] == "private, no-store"
    assert first["X-Content-Type-Options"] == "nosniff"
    assert client.get(address("version", document, 3)).status_code == 404


def test_a_version_is_protected_by_its_own_type(client, drive, secretary):
    document = filed(drive.folders["group"], "seite.html", b"<html><script>alert(1)</script></html>")
    versioning.replace(document, upload("seite.pdf"), reason="als PDF", by=secretary)

    response = client.get(address("version", document, 1))

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


def test_who_may_not_read_the_file_reads_no_version(client_of, cast, drive, secretary):
    secret = drive.documents["board_secret"]
    versioning.replace(secret, upload("neu.pdf", NEW), reason="x", by=secretary)
    readers = {"secretary", "board_member", "chair"}

    for name, person in cast.items():
        for number in (1, 2, 999):
            response = client_of(person).get(address("version", secret, number))
            expected = 302 if name == "anonymous" else 200 if name in readers and number < 3 else 404
            assert response.status_code == expected, (name, number)


def test_no_version_of_a_removed_file_is_handed_out(client, document, secretary):
    filing.remove(document, by=secretary)

    for number in (1, 2):
        assert client.get(address("version", document, number)).status_code == 404


def test_the_front_server_sends_the_bytes_of_a_version(client, document, settings):
    settings.DRIVE_ACCEL_PREFIX = "/media-internal/"
    first = document.versions.get(number=1)

    response = client.get(address("version", document, 1))

    assert response["X-Accel-Redirect"] == f"/media-internal/{first.content.file.name}" != document.file.name


def test_replace(client, drive):
    document = drive.documents["group"]
    assert 'name="based_on" value="1"' in client.get(address("replace", document)).content.decode()

    response = replace(client, document)

    document.refresh_from_db()
    assert response["Location"] == document.get_absolute_url()
    assert document.versions.latest("number").reason == "Tippfehler"
    assert document.file_size == len(NEW)


@pytest.mark.parametrize(
    "facts",
    [
        {"reason": ""},
        {"reason": "x" * 301},
        {"file": ""},
        {"file": upload("leer.pdf", b"")},
        {"content": PDF},
        {"based_on": "quatsch"},
        {"based_on": "7"},
    ],
)
def test_what_was_refused_keeps_the_reason_that_was_typed(client, drive, facts):
    document = drive.documents["group"]

    response = replace(client, document, **facts)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert document.versions.count() == 1
    if "reason" not in facts:
        assert 'value="Tippfehler"' in response.content.decode()


def test_whoever_did_not_see_the_newest_version_sends_once_more(client, document):
    mine = PDF + b"% mine\n"

    refused = replace(client, document, mine, based_on=1)

    assert "2" in refused.context["form"].non_field_errors()[0]
    assert 'name="based_on" value="2"' in refused.content.decode()
    assert replace(client, document, mine, based_on=2).status_code == 302
    assert document.versions.count() == 3


def test_restore(client, document):
    response = client.post(address("restore_version", document, 1))
    client.post(address("restore_version", document, 1))

    document.refresh_from_db()
    assert response["Location"] == document.get_absolute_url()
    assert body(client.get(document.download_url)) == PDF
    third, second, first = rows(page(client, document))
    assert document.versions.latest("number").restored_from.number == 1
    assert ["<form" in row for row in (third, second, first)] == [False, True, False]


def test_a_get_restores_nothing_and_an_unknown_version_is_not_found(client, document):
    assert client.get(address("restore_version", document, 1)).status_code == 405
    assert client.post(address("restore_version", document, 7)).status_code == 404
    assert document.versions.count() == 2


def test_the_version_that_lay_before_a_meeting_says_so(client, client_of, document, pinned, group_member, secretary):
    first = document.versions.get(number=1)
    pin = Pin(first.uploaded_at, "lag der Sitzung AG 2026-1 vor", "/portal/sitzung/")
    pinned.append(lambda person, _document: [pin] if person == secretary else [])

    second, first = rows(page(client, document))

    assert ("AG 2026-1" in second, "AG 2026-1" in first) == (False, True)
    assert "AG 2026-1" not in page(client_of(group_member), document)


def test_the_page_costs_the_same_with_few_and_with_many_versions(client, document, secretary, group_lead):
    page(client, document)
    with CaptureQueriesContext(connection) as few:
        page(client, document)
    for number in range(3):
        versioning.replace(
            document, upload("x.pdf", NEW + b"%d" % number), reason="x", by=(secretary, group_lead)[number % 2]
        )
    versioning.restore(document.versions.get(number=1), by=secretary)

    with CaptureQueriesContext(connection) as many:
        page(client, document)

    assert len(many) == len(few)


def test_a_version_of_another_kind_says_that_the_file_is_called_otherwise(client, group, group_lead):
    note = filing.file(filing.folder_for(group), upload("Notiz.txt", b"Worte"), by=group_lead)

    replaced = client.post(
        address("replace", note), {"file": upload("neu.pdf", NEW), "reason": "Als PDF", "based_on": 1}, follow=True
    )
    restored = client.post(address("restore_version", note, 1), follow=True)

    assert "Sie ist von anderer Art (PDF); die Datei heißt jetzt „Notiz.pdf“." in replaced.text
    assert "die Datei heißt jetzt „Notiz.txt“." in restored.text
