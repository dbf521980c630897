"""A worker reads what came into the drive: is it clean, what is its text, what are people to be warned of."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents import mails, scanning
from documents.actions import previewing
from documents.enums import Step, Unread
from documents.extraction import asking
from documents.models import PAGE_END, Content, Document, Reading
from kog import claiming, history, search
from kog import queries as network

# Longer than scanner and child process may take together.
LEASE = dt.timedelta(minutes=5)


def read_next() -> int:
    """Read the content that waits longest; 0 when none waits. Whatever is in it, the worker goes on."""
    reading = claiming.claim(Reading.objects.defer("text"), lease=LEASE)
    if reading is None:
        return 0
    try:
        infection = scanning.infection_of(reading.content)
        if infection:
            quarantine(reading, infection)
        else:
            found = asking.examine(reading.content)
            _write_down(reading, found)
    except scanning.ScannerAway as error:
        claiming.fail(reading, _("The virus scanner does not answer: %(error)s") % {"error": error})
    except FileNotFoundError:
        claiming.fail(reading, _("The bytes are missing in the storage."))
    return 1


@transaction.atomic
def _write_down(reading: Reading, found: asking.Findings) -> None:
    facts = {"text": PAGE_END.join(found.pages), "hazards": found.hazards, "problem": found.problem}
    if claiming.finish(reading, **facts, read_at=timezone.now()):
        search.touch(*documents_of(reading.content))
        previewing.ask_for(reading.content, "" if found.problem == Unread.LOCKED else found.form)


@transaction.atomic
def quarantine(reading: Reading, infection: str) -> None:
    """Nobody gets these bytes any more, in whichever files and versions they lie; the secretariat is told once."""
    if not claiming.finish(reading, infection=infection[:200], read_at=timezone.now()):
        return
    files = list(documents_of(reading.content))
    for document in files:
        history.record(document, Step.QUARANTINE, by=None, infection=infection)
    for person in network.secretaries():
        mails.infected_file(person, files)


def documents_of(content: Content) -> list[Document]:
    """Every file one of whose versions holds these bytes."""
    return list(Document.objects.filter(versions__content=content).distinct())
