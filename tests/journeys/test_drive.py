"""The drive as a group lead uses it: choose or drop files, look at them, with and without scripts, on a phone."""

import pytest

from documents.actions import foldering
from documents.models import Document
from tests.factories.documents import filed

WIDTHS = [1280, 390]
UPLOADS = [
    {"name": "Übersicht.txt", "mimeType": "text/plain", "buffer": b"Text"},
    {"name": "leer.txt", "mimeType": "text/plain", "buffer": b""},
]


@pytest.fixture
def drive(transactional_db, network, group, group_lead):
    folder = foldering.folder_for(group)
    foldering.subfolder(folder, "Anlagen der Sitzungen mit einem langen Namen", by=group_lead)
    filed(folder, "Arbeitsplan mit einem Namen-der-sich-an-keiner-Stelle-umbrechen-laesst.pdf", by=group_lead)
    filed(folder, "Vertraulich.pdf", confidential=True, by=group_lead)
    return folder


def names(page) -> list[str]:
    return page.locator("a.files__name").all_inner_texts()


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_have_no_barrier_and_fit(open_as, axe_findings, drive, group_lead, width):
    document = Document.objects.get(title="Vertraulich")
    page = open_as(group_lead, "/portal/ablage/", width=width)
    for path in (
        "/portal/ablage/",
        "/portal/ablage/?q=vertraulich",
        "/portal/ablage/?q=nirgends",
        drive.get_absolute_url(),
        f"{drive.get_absolute_url()}hochladen/",
        f"{drive.get_absolute_url()}neuer-ordner/",
        document.get_absolute_url(),
        f"{document.get_absolute_url()}verschieben/",
        f"{document.get_absolute_url()}entfernen/",
        "/portal/ablage/papierkorb/",
    ):
        page.goto(path)
        assert axe_findings(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("javascript", [True, False])
def test_upload_files_what_it_can_and_says_what_it_could_not(open_as, axe_findings, drive, group_lead, javascript):
    page = open_as(group_lead, drive.get_absolute_url(), javascript=javascript)

    page.set_input_files("[name=files]", UPLOADS)
    page.click("#hochladen [type=submit]")

    page.locator("[data-error-summary]").wait_for()
    assert "leer.txt" in page.locator("[data-error-summary]").inner_text()
    assert "Übersicht.txt" in page.locator("main").inner_text()
    if javascript:
        assert page.locator("[data-error-summary]").evaluate("summary => summary === document.activeElement")
        assert axe_findings(page) == []
    page.set_input_files("[name=files]", UPLOADS[:1])
    page.click("#hochladen [type=submit]")
    page.wait_for_url(f"**{drive.get_absolute_url()}")
    assert names(page)[-3:] == ["Übersicht.txt", "Übersicht (2).txt", "Vertraulich.pdf"]
    assert "Übersicht (2).txt" in page.locator(".kern-alert").first.inner_text()


def test_files_are_dropped_anywhere_on_the_page(open_as, drive, group_lead):
    page = open_as(group_lead, drive.get_absolute_url())

    page.evaluate(
        """() => {
            const carried = new DataTransfer();
            carried.items.add(new File(["Text"], "gezogen.txt"));
            for (const kind of ["dragover", "drop"])
                document.body.dispatchEvent(
                    new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));
        }"""
    )
    assert page.locator("[data-drop-state]").inner_text() == "gezogen.txt"
    page.keyboard.press("Enter")

    page.locator("a.files__name", has_text="gezogen.txt").wait_for()
    assert Document.objects.get(title="gezogen").uploaded_by == group_lead


def test_an_html_file_is_handed_over_and_never_opened(open_as, drive, group_lead):
    document = filed(drive, "harmlos.pdf", b"<html><script>document.title = 'got you'</script></html>")
    page = open_as(group_lead, document.get_absolute_url())

    with page.expect_download() as download:
        page.click(f"a[href='{document.download_url}']")

    assert download.value.suggested_filename == "harmlos.pdf"
    assert page.url.endswith(document.get_absolute_url())
