"""The drive of the demo: a few small, real files, so that folders are not empty on the first day."""

import datetime as dt
from collections.abc import Iterator

from django.core.files.base import ContentFile

from documents import naming
from documents.actions import cataloguing, filing, foldering, versioning
from documents.enums import PublicationKind
from documents.models import Document, Folder, Publication
from kog import queries as network
from kog.enums import CommitteeKind
from kog.loading import Counts, register_demo
from kog.models import Committee, Field, User

AGREEMENT = """Vereinbarung zur Gründung

Die Beteiligten arbeiten auf Leitungsebene zusammen. Sie stimmen ihre Angebote ab,
benennen Lücken und vereinbaren, wer was bis wann tut.

1. Jede Institution entsendet ihre Leitung und benennt eine Stellvertretung.
2. Das Gremium tagt dreimal im Jahr. Der Vorsitz wechselt von Sitzung zu Sitzung.
3. Arbeitsgruppen bereiten vor und berichten mit Empfehlungen.
4. Eine Geschäftsstelle bereitet die Sitzungen vor und verfolgt die Aufträge.

Beispieltext der Vorführung. Maßgeblich ist die unterschriebene Fassung.
"""
PROCEDURE = """Geschäftsordnung (Kurzfassung)

Einladung       vier Wochen vor der Sitzung, mit Entwurf der Tagesordnung
Unterlagen      zwei Wochen vor der Sitzung
Beschlüsse      im Konsens; wenn das nicht gelingt, mit einfacher Mehrheit
Protokoll       Entwurf zwei Wochen nach der Sitzung
Einwendungen    bis zwei Wochen nach dem Versand, in Textform
Genehmigung     in der folgenden Sitzung

Beispieltext der Vorführung.
"""
# As it was filed first; what follows says until when objections are heard.
FIRST_PROCEDURE = PROCEDURE.replace("Einwendungen    bis zwei Wochen nach dem Versand, in Textform\n", "")
WHY_REVISED = "Frist für Einwendungen ergänzt"
SHORT_MINUTES = """# Kurzprotokoll

**Gruppe:**
**Datum, Ort:**
**Anwesend / entschuldigt:**

## Besprochen

1.

## Vereinbart

| Was | Wer | Bis wann |
|---|---|---|
|  |  |  |

## Anliegen an das Gremium

"""
WORK_PLAN = """# Arbeitsplan der {name}

- Bestand erheben: Wer bietet was an, für wen, mit welchen Plätzen?
- Lücken benennen und gewichten
- Empfehlung für die nächste Sitzung des Gremiums entwerfen
"""
POSITION = """Entwurf einer gemeinsamen Stellungnahme

Vertraulich bis zur Beratung im Gremium.

Die Beteiligten schlagen vor, Wartezeiten gemeinsam zu messen und halbjährlich zu berichten.
"""


STUDY = """Wege in Ausbildung

Eine Bestandsaufnahme aus zwölf Kommunen (erfunden, für die Vorführung)

Wer ankommt, wartet auf vier Stellen zugleich: Sprachkurs, Anerkennung,
Beratung und Betrieb. Wo die Stellen sich absprechen, geht es um Monate schneller.
"""
# Invented, as is all of the demo.
PUBLICATIONS = (
    {
        "kind": PublicationKind.STUDY,
        "title": "Wege in Ausbildung: eine Bestandsaufnahme aus zwölf Kommunen",
        "authors": "Beispiel, A.; Muster, B.",
        "year": 2024,
        "publisher": "Institut für Beispielforschung",
        "rights": "CC BY 4.0",
        "summary": "Wo Stellen sich absprechen, geht der Weg in Ausbildung um Monate schneller.",
    },
    {
        "kind": PublicationKind.GUIDE,
        "title": "Arbeitsgruppen gut leiten: eine Handreichung",
        "authors": "Muster, B.",
        "year": 2023,
        "publisher": "Verlag Beispiel",
        "url": "https://www.example.org/arbeitsgruppen",
        "rights": "frei zugänglich",
    },
    {
        "kind": PublicationKind.ARTICLE,
        "title": "Anerkennung ausländischer Abschlüsse: wo es hakt",
        "authors": "Beispiel, C.",
        "year": 2025,
        "publisher": "Zeitschrift für Beispiele 12",
        "url": "https://www.example.org/anerkennung",
        "rights": "nur zum internen Gebrauch",
    },
)


def tell(_today: dt.date) -> Counts:
    counts = Counts()
    counts.created["folders"] = foldering.missing_committee_folders()
    author = network.secretaries().first()
    for folder, name, content, confidential in _files():
        if not Document.objects.lying_in(folder).filter(name_key=naming.same_name(name)).exists():
            document = filing.file(folder, ContentFile(content, name), confidential=confidential, by=author)
            counts.created["files"] += 1
            if content == pdf(FIRST_PROCEDURE) and author:
                _revise(document, by=author)
    counts += _library(by=author)
    return counts


def _library(*, by: User | None) -> Counts:
    counts = Counts()
    study = _study(by=by)
    for facts in PUBLICATIONS:
        if not Publication.objects.filter(title=facts["title"]).exists():
            file = {"document": study} if facts["kind"] == PublicationKind.STUDY and "url" not in facts else {}
            cataloguing.enter(facts | file, fields=list(Field.objects.all()[:1]), by=by)
            counts.created["publications"] += 1
    return counts


def _study(*, by: User | None) -> Document:
    shelf, name = foldering.library_folder(by=by), "Wege in Ausbildung.pdf"
    known = Document.objects.lying_in(shelf).first()
    return known or filing.file(shelf, ContentFile(pdf(STUDY), name), by=by)


def _revise(document: Document, *, by: User) -> None:
    versioning.replace(document, ContentFile(pdf(PROCEDURE), document.filename), reason=WHY_REVISED, by=by)


def _files() -> Iterator[tuple[Folder, str, bytes, bool]]:
    common = foldering.network_folder()
    yield common, "Vereinbarung zur Gründung.pdf", pdf(AGREEMENT), False
    yield common, "Geschäftsordnung.pdf", pdf(FIRST_PROCEDURE), False
    yield foldering.templates_folder(), "Vorlage Kurzprotokoll.md", SHORT_MINUTES.encode(), False
    for committee in Committee.objects.active():
        folder = foldering.folder_for(committee)
        if committee.is_board:
            yield folder, "Entwurf Stellungnahme.pdf", pdf(POSITION), True
        elif committee.kind == CommitteeKind.WORKING_GROUP:
            yield folder, "Arbeitsplan.md", WORK_PLAN.format(name=committee.name).encode(), False


def pdf(text: str) -> bytes:
    """A one-page PDF with the lines of a text, small enough to be read as what it is."""
    lines = [line.translate(str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})) for line in text.splitlines()]
    shown = "BT /F1 11 Tf 15 TL 60 780 Td\n" + "".join(f"({line}) Tj T*\n" for line in lines) + "ET"
    stream = shown.encode("cp1252")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (de) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Font << /F1 5 0 R >> >>",
    ]
    data, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    xref = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return data + xref + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(data))


def register() -> None:
    register_demo(tell, order=20)
