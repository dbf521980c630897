import datetime as dt

from documents import demo
from documents.models import Document, Folder, Publication


def test_the_demo_fills_the_drive_once(network, board, group, secretary):
    first = demo.tell(dt.date(2026, 11, 22))
    second = demo.tell(dt.date(2026, 11, 23))

    assert (first.created["folders"], first.created["files"]) == (5, 5)
    assert second.created.total() == second.changed.total() == 0
    assert first.created["publications"] == Publication.objects.listed().count() == 3
    assert Folder.objects.count() == 5
    found = {(document.filename, document.mime, document.confidential) for document in Document.objects.all()}
    assert found == {
        ("Vereinbarung zur Gründung.pdf", "application/pdf", False),
        ("Wege in Ausbildung.pdf", "application/pdf", False),
        ("Geschäftsordnung.pdf", "application/pdf", False),
        ("Vorlage Kurzprotokoll.md", "text/markdown; charset=utf-8", False),
        ("Entwurf Stellungnahme.pdf", "application/pdf", True),
        ("Arbeitsplan.md", "text/markdown; charset=utf-8", False),
    }
    assert set(Document.objects.values_list("uploaded_by_user", flat=True)) == {secretary.pk}
    procedure = Document.objects.get(title="Geschäftsordnung")
    assert [bool(version.reason) for version in procedure.versions.all()] == [True, False]
    assert procedure.file.read() == demo.pdf(demo.PROCEDURE)


def test_the_pdfs_are_whole():
    """The table at the end names the place of every object; a reader that repairs nothing opens the file."""
    data = demo.pdf("Zeile (eins)\nZweite: äöüß „so“")

    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    table = data[start:].split(b"\n")
    assert table[0] == b"xref"
    count = int(table[1].split()[1])
    for number in range(1, count):
        place = int(table[2 + number].split()[0])
        assert data[place:].startswith(b"%d 0 obj" % number)
    assert b"(Zeile \\(eins\\)) Tj" in data
