"""The drive as a group lead uses it: choose or drop files, look at them, with and without scripts, on a phone."""

import pytest

from documents.actions import cataloguing, foldering, previewing, reading
from documents.models import Document
from kog.search import indexing
from tests.factories.documents import filed

from .clicks import faults

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


def test_pages_have_no_barrier_and_fit(open_as, axe_findings, drive, group_lead):
    document = Document.objects.get(title="Vertraulich")
    publication = cataloguing.enter({"title": "Studie", "url": "https://example.org/" + "lang" * 40}, by=None)
    while reading.read_next() or previewing.draw_next():
        pass
    paths = (
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
        f"/portal/ablage/weitergeben/?datei={document.pk}",
        "/portal/bibliothek/",
        "/portal/bibliothek/neu/",
        publication.get_absolute_url(),
    )

    assert faults(open_as(group_lead, "/portal/"), axe_findings, *paths) == []


def test_upload_without_scripts_files_what_it_can_and_says_what_it_could_not(open_as, drive, group_lead):
    page = open_as(group_lead, drive.get_absolute_url(), javascript=False)

    page.set_input_files("[name=files]", UPLOADS)
    page.click("#hochladen [type=submit]")

    assert "leer.txt" in page.locator("[data-error-summary]").inner_text()
    page.goto(drive.get_absolute_url())
    assert names(page)[-2:] == ["Übersicht.txt", "Vertraulich.pdf"]


DROP = """() => {
    const carried = new DataTransfer();
    carried.items.add(new File(["x".repeat(9 * 1024 * 1024)], "groß.txt"));
    carried.items.add(new File([], "leer.txt"));
    carried.items.add(new File(["Text"], "klein.txt"));
    for (const kind of ["dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));
}"""


def test_dropped_files_survive_a_broken_connection(open_as, axe_findings, drive, group_lead, settings, tmp_path):
    settings.DRIVE_ARRIVING = tmp_path / "arriving"
    page = open_as(group_lead, drive.get_absolute_url())
    page.evaluate(DROP)
    broken = []

    def break_second_piece(route):
        """The first piece of the large file arrives; then the line is dead for three attempts."""
        if route.request.method == "PATCH" and route.request.headers["upload-offset"] != "0" and len(broken) < 3:
            broken.append(route)
            route.abort("connectionreset")
        else:
            route.fallback()

    page.route("**/hochladen/**", break_second_piece)
    page.keyboard.press("Enter")

    page.locator("[data-drop-state]", has_text="groß.txt").wait_for()
    assert len(broken) == 3
    assert {"groß.txt", "klein.txt"} <= set(names(page))
    assert Document.objects.get(title="groß").file_size == 9 * 1024 * 1024
    assert "„leer.txt“ ist leer" in page.locator("[data-arrivals]").inner_text()
    assert page.locator("[data-drop-state]").evaluate("state => state === document.activeElement")
    assert axe_findings(page) == []


def test_an_html_file_is_handed_over_and_never_opened(open_as, drive, group_lead):
    document = filed(drive, "harmlos.pdf", b"<html><script>document.title = 'got you'</script></html>")
    page = open_as(group_lead, document.get_absolute_url())

    with page.expect_download() as download:
        page.click(f"a[href='{document.download_url}']")

    assert download.value.suggested_filename == "harmlos.pdf"
    assert page.url.endswith(document.get_absolute_url())


def test_a_file_is_found_by_its_words_replaced_and_restored(open_as, drive, group_lead):
    document = filed(drive, "Konzept.txt", b"Zur Wohnraumfoerderung", by=group_lead)
    while reading.read_next() or indexing.refresh_next():
        pass
    page = open_as(group_lead, drive.get_absolute_url())
    page.fill("[name=q]", "förderung")
    page.keyboard.press("Enter")
    page.locator("mark").wait_for()
    page.click(".hit a")

    page.get_by_role("link", name="Neue Fassung hochladen").click()
    page.set_input_files("[name=file]", {"name": "Konzept.txt", "mimeType": "text/plain", "buffer": b"Etwas anderes"})
    page.fill("[name=reason]", "gekürzt")
    page.click("main [type=submit]")
    page.get_by_role("button", name="Fassung 1 wiederherstellen").click()
    page.locator("text=Fassung 3").first.wait_for()
    assert [version.reason for version in document.versions.all()] == ["", "gekürzt", ""]

    page.goto(drive.get_absolute_url())
    page.get_by_label("Konzept auswählen").check()
    page.get_by_role("button", name="In den Papierkorb legen").click()
    page.click("main [type=submit]")
    page.goto("/portal/ablage/papierkorb/")
    page.get_by_role("button", name="Konzept.txt zurückholen").click()
    page.wait_for_load_state()
    assert "Konzept.txt" in names(open_as(group_lead, drive.get_absolute_url()))
