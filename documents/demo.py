"""The drive of the demo: a few small, real files, so that folders are not empty on the first day."""

import datetime as dt
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.utils import translation

from documents import naming
from documents.actions import cataloguing, filing, foldering, versioning
from documents.enums import PublicationKind
from documents.models import Document, Folder, Publication
from kog import markdown, typesetting
from kog import queries as network
from kog.enums import CommitteeKind
from kog.loading import Counts, register_demo
from kog.models import Committee, Field, User

AGREEMENT = """Die Beteiligten arbeiten auf Leitungsebene zusammen. Sie stimmen ihre Angebote ab, \
benennen Lücken und vereinbaren, wer was bis wann tut.

1. Jede Institution entsendet ihre Leitung und benennt eine Stellvertretung.
2. Das Gremium tagt dreimal im Jahr. Der Vorsitz wechselt von Sitzung zu Sitzung.
3. Arbeitsgruppen bereiten vor und berichten mit Empfehlungen.
4. Eine Geschäftsstelle bereitet die Sitzungen vor und verfolgt die Aufträge.

*Beispieltext der Vorführung. Maßgeblich ist die unterschriebene Fassung.*
"""
PROCEDURE = """Kurzfassung für neue Mitglieder.

| Was | Wann und wie |
|---|---|
| Einladung | vier Wochen vor der Sitzung, mit Entwurf der Tagesordnung |
| Unterlagen | zwei Wochen vor der Sitzung |
| Beschlüsse | im Konsens; wenn das nicht gelingt, mit einfacher Mehrheit |
| Protokoll | Entwurf zwei Wochen nach der Sitzung |
| Einwendungen | bis zwei Wochen nach dem Versand, in Textform |
| Genehmigung | in der folgenden Sitzung |

*Beispieltext der Vorführung.*
"""
# As it was filed first; what follows says until when objections are heard.
FIRST_PROCEDURE = PROCEDURE.replace("| Einwendungen | bis zwei Wochen nach dem Versand, in Textform |\n", "")
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
POSITION = """Vertraulich bis zur Beratung im Gremium.

Die Beteiligten schlagen vor, Wartezeiten gemeinsam zu messen und halbjährlich zu berichten.

- **Gemessen** wird vom Antrag bis zum ersten Termin, in Wochen.
- **Berichtet** wird im Frühjahr und im Herbst, je Haus eine Zahl und ein Satz dazu.
- **Veröffentlicht** wird nichts, bevor das Gremium es beraten hat.
"""
STUDY = """Eine Bestandsaufnahme aus zwölf Kommunen (erfunden, für die Vorführung)

Wer ankommt, wartet auf vier Stellen zugleich: Sprachkurs, Anerkennung, Beratung und Betrieb. \
Wo die Stellen sich absprechen, geht es um Monate schneller.
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
    for folder, name, text, confidential in _files():
        if Document.objects.lying_in(folder).filter(name_key=naming.same_name(name)).exists():
            continue
        document = filing.file(folder, ContentFile(content(name, text), name), confidential=confidential, by=author)
        counts.created["files"] += 1
        if text == FIRST_PROCEDURE and author:
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
    return known or filing.file(shelf, ContentFile(content(name, STUDY), name), by=by)


def _revise(document: Document, *, by: User) -> None:
    revised = ContentFile(content(document.filename, PROCEDURE), document.filename)
    versioning.replace(document, revised, reason=WHY_REVISED, by=by)


def _files() -> Iterator[tuple[Folder, str, str, bool]]:
    common = foldering.network_folder()
    yield common, "Vereinbarung zur Gründung.pdf", AGREEMENT, False
    yield common, "Geschäftsordnung.pdf", FIRST_PROCEDURE, False
    yield foldering.templates_folder(), "Vorlage Kurzprotokoll.md", SHORT_MINUTES, False
    for committee in Committee.objects.active():
        folder = foldering.folder_for(committee)
        if committee.is_board:
            yield folder, "Entwurf Stellungnahme.pdf", POSITION, True
        elif committee.kind == CommitteeKind.WORKING_GROUP:
            yield folder, "Arbeitsplan.md", WORK_PLAN.format(name=committee.name), False


def content(name: str, text: str) -> bytes:
    """A Markdown text as the file of this name: a PDF is typeset, all else is the text itself."""
    title, _dot, extension = name.rpartition(".")
    if extension != "pdf":
        return text.encode()
    with translation.override("de"):  # the language of the texts above
        return typesetting.typeset(
            "documents/papers/text.typ", {"text": typesetting.tree(markdown.to_html(text))}, title=title
        )


def register() -> None:
    register_demo(tell, order=20)
