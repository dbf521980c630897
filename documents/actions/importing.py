"""An old network drive comes into a folder: each file once, with its date, and a bad one stops nothing."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files import File
from django.db import DatabaseError
from django.utils.translation import gettext as _

from documents import archives, naming
from documents.actions import filing, foldering, versioning
from documents.archives import Found
from documents.enums import OnDuplicate
from documents.models import ArchiveFile, Document, Folder
from kog.exceptions import NotPossibleNow
from kog.models import User


@dataclass
class Report:
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, str]] = field(default_factory=list)


def import_archive(
    root: Path, folder: Folder, *, confidential: bool = False, by: User | None, tell: Callable[[Report], None]
) -> Report:
    """All files below `root`. Told after each file; may be broken off between any two, and goes on where it was."""
    report, closed = Report(), []
    for found in archives.files_in(root, closed):
        try:
            what = _take(found, folder, confidential=confidential, by=by)
        except (NotPossibleNow, OSError, DatabaseError, ValueError) as error:
            sentence = str(error) if isinstance(error, NotPossibleNow) else _reason(error)
            report.problems.append((found.name, sentence))
            _note(found, folder, problem=sentence[:500])
            what = "problems"
        report.counts[what] += 1
        tell(report)
    report.problems += [(archives.shown(name), _reason(error)) for name, error in closed]
    return report


def _take(found: Found, folder: Folder, *, confidential: bool, by: User | None) -> str:
    state = found.path.stat()
    changed_at = dt.datetime.fromtimestamp(state.st_mtime, tz=dt.UTC)
    known = ArchiveFile.objects.select_related("document").filter(folder=folder, path=found.name[:1000]).first()
    if known and known.document and (known.size, known.changed_at) == (state.st_size, changed_at):
        return "known"
    facts = {"size": state.st_size, "changed_at": changed_at, "sha256": _hash(found.path), "problem": ""}
    if known and known.document and known.sha256 == facts["sha256"]:
        ArchiveFile.objects.filter(pk=known.pk).update(**facts)
        return "known"
    moment = archives.moment_of(found)

    def note(document: Document) -> None:
        """In the transaction that files: killed after it, the next run knows the file."""
        _date(document, moment)
        _note(found, folder, document=document, **facts)

    with found.path.open("rb") as bytes_:
        upload = File(bytes_, name=archives.shown(found.path.name))
        if known and known.document and not known.document.is_removed:
            versioning.replace(known.document, upload, reason=_("Newer state from the archive"), then=note, by=by)
            return "renewed"
        place = foldering.path_below(folder, [_step(name) for name in found.steps], by=by)
        filing.file(place, upload, confidential=confidential, on_duplicate=OnDuplicate.NUMBER, then=note, by=by)
    return "filed"


def _date(document: Document, moment: dt.datetime) -> None:
    """A file is as old as it was there; a later version is of the day it came: what lay before a meeting stays."""
    first = document.versions.get(number=1)
    if document.versions.count() == 1:
        type(first).objects.filter(pk=first.pk).update(uploaded_at=moment)
        Document.objects.filter(pk=document.pk).update(created_at=moment)


def _note(found: Found, folder: Folder, **facts: object) -> None:
    ArchiveFile.objects.update_or_create(folder=folder, path=found.name[:1000], defaults=facts)


def _step(name: str) -> str:
    return naming.tidy(archives.shown(name))[: naming.LONGEST_TITLE] or "Ordner"


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
