import datetime as dt

from pypdfium2 import PdfDocument

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
    texts = [
        PdfDocument(version.content.file.read())[0].get_textpage().get_text_range()
        for version in procedure.versions.all()
    ]
    assert ["Einwendungen" in text for text in texts] == [True, False]
