"""A worker reads what came into the drive: is it clean, what is its text, what are people to be warned of."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents import mails, scanning
from documents.actions import previewing
from documents.enums import Step, Unread
from documents.extraction import asking
from documents.models import PAGE_END, Content, Document, Folder, Reading
from documents.queries.versions import of_contents
from kog import claiming, history, search
from kog import queries as network

# Longer than scanner and child process may take together.
LEASE = dt.timedelta(minutes=5)
ASK_SCANNER_AGAIN = dt.timedelta(minutes=10)


def read_next() -> int:
    """Read the content that waits longest; 0 when none waits. Whatever is in it, the worker goes on.

    Without an answer of the scanner the text is read all the same, and the scanner is asked until it answers.
    """
    reading = claiming.claim(Reading.objects.defer("text"), lease=LEASE)
    if reading is None:
        return 0
    try:
        infection, facts = _scanned(reading)
        if infection:
            quarantine(reading, infection)
        else:
            found = asking.examine(reading.content) if reading.read_at is None else None
            _write_down(reading, found, facts)
    except FileNotFoundError:
        claiming.fail(reading, _("The bytes are missing in the storage."))
    return 1


def _scanned(reading: Reading) -> tuple[str, dict[str, object]]:
    """What was found, and what the row is to say of it."""
    if not settings.CLAMD_URL or (reading.scanned_at and not reading.scan_failed):
        return "", {}
    try:
        infection = scanning.infection_of(reading.content)
    except scanning.CannotScan:
        return "", {"scanned_at": timezone.now(), "scan_failed": True}
    except scanning.ScannerAway:
        return "", {"scanned_at": None}
    return infection, {"scanned_at": timezone.now(), "scan_failed": False}


@transaction.atomic
def _write_down(reading: Reading, found: asking.Findings | None, facts: dict[str, object]) -> None:
    if found:
        facts |= {"text": PAGE_END.join(found.pages), "hazards": found.hazards, "problem": found.problem}
    if not claiming.finish(reading, **facts, read_at=reading.read_at or timezone.now()):
        return
    if found:
        search.touch(*documents_of(reading.content))
        previewing.ask_for(reading.content, "" if found.problem == Unread.LOCKED else found.form)
    if "scanned_at" in facts and facts["scanned_at"] is None:
        claiming.ask_again(Reading.objects.filter(pk=reading.pk), at=timezone.now() + ASK_SCANNER_AGAIN)


def scan_what_was_not() -> int:
    """For what came before there was a scanner, and for what was given up. Returns how much waits now."""
    if not settings.CLAMD_URL:
        return 0
    return claiming.ask_again(Reading.objects.filter(scanned_at=None, due_at=None))


def read_again(folder: Folder | None = None) -> int:
    """All texts, or those of all versions in and below a folder; malware stays closed. Returns how many wait."""
    rows = of_contents(Reading.objects.filter(infection=""), folder)
    rows.update(read_at=None)
    return claiming.ask_again(rows)


@transaction.atomic
def quarantine(reading: Reading, infection: str) -> None:
    """Nobody gets these bytes any more, in whichever files and versions they lie; the secretariat is told once."""
    if not claiming.finish(reading, infection=infection[:200], scanned_at=timezone.now(), read_at=timezone.now()):
        return
    files = list(documents_of(reading.content))
    for document in files:
        history.record(document, Step.QUARANTINE, by=None, infection=infection)
    for person in network.secretaries():
        mails.infected_file(person, files)


def documents_of(content: Content) -> list[Document]:
    """Every file one of whose versions holds these bytes."""
    return list(Document.objects.filter(versions__content=content).distinct())
