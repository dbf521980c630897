"""Programs save by putting the old file out of the way: they rename it to a passing name, or delete it, and then bring
the new one to its name. For people that is the same file: the new bytes are its next version, with its history, its
readers, its confidentiality and whatever uses it.
"""

import datetime as dt
import re

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from documents import naming
from documents.actions import filing, mounting
from documents.dav import names
from documents.enums import Step
from documents.models import Document, Folder
from kog.models import HistoryEntry, User

MOMENT = dt.timedelta(minutes=10)
OUT_OF_THE_WAY = re.compile(r".*\.(tmp|bak|old|sav)|.*~", re.IGNORECASE)
LATEST = 50


def left(folder: Folder, name: str, *, by: User) -> Document | None:
    """The file that had this name until the same person put it out of the way, a moment ago."""
    since = timezone.now() - MOMENT
    place = {"collection": folder.collection_id}
    gone = Document.objects.in_trash().filter(
        **place, name_key=naming.same_name(name), removed_by=by, removed_at__gte=since
    )
    if document := gone.order_by("-removed_at").first():
        return document
    kind = ContentType.objects.get_for_model(Document)
    renamed = HistoryEntry.objects.filter(subject_type=kind, verb=Step.RENAME, by=by, at__gte=since)
    for entry in renamed.order_by("-pk")[:LATEST]:
        before, _arrow, after = str(entry.facts.get("renamed", "")).partition(" → ")
        if naming.same_name(before) == naming.same_name(name) and _is_out_of_the_way(after):
            waiting = Document.objects.kept().filter(**place, pk=entry.subject_id, name_key=naming.same_name(after))
            return waiting.first()
    return None


def bring_back(document: Document, folder: Folder, name: str, *, by: User) -> Document:
    """To its name, before its next version comes. Where it was renamed to, the program finds something to delete."""
    if document.is_removed:
        return filing.restore(document, by=by)
    waited_as = document.filename
    document = filing.move(document, folder, filename=name, by=by)
    mounting.keep_scratch(folder, waited_as, b"", by=by)
    return document


def _is_out_of_the_way(name: str) -> bool:
    return names.is_passing(name) or OUT_OF_THE_WAY.fullmatch(name) is not None
