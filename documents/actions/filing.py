"""Files come into the drive, move in it and leave it for the trash. Nothing is deleted, nothing is overwritten."""

import datetime as dt
from collections.abc import Callable

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents import arrivals, intake, naming, usage
from documents.actions import storing, versioning
from documents.actions.foldering import folder, folder_for, network_folder, public_folder, subfolder
from documents.actions.placing import lock_document, lock_folder, settle_name
from documents.enums import OnDuplicate, Step
from documents.models import Content, Document, Folder
from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import User

__all__ = [
    "file",
    "folder",
    "folder_for",
    "mark_confidential",
    "move",
    "network_folder",
    "public_folder",
    "remove",
    "rename",
    "restore",
    "subfolder",
]


def file(
    folder: Folder,
    upload: File,
    *,
    title: str = "",
    confidential: bool = False,
    dated: dt.date | None = None,
    on_duplicate: OnDuplicate = OnDuplicate.REFUSE,
    then: Callable[[Document], None] | None = None,
    by: User | None,
) -> Document:
    """Put an uploaded file into a folder. Without a title its file name names it; `then` belongs to the transaction.

    The bytes are stored first (`storing.py`). Refused: an empty or too large file, a name that is taken (or numbered,
    as `on_duplicate` says), a confidential file where everybody reads.
    """
    examined = intake.examine(upload)
    stem, extension = naming.split(examined.filename)
    document = Document(
        title=_title(title, extension) or naming.tidy(stem)[: naming.LONGEST_TITLE],
        original_filename=examined.filename,
        mime=examined.mime,
        file_size=examined.size,
        sha256=examined.sha256,
        confidential=confidential,
        dated=dated,
        uploaded_by_user=by,
    )
    with storing.stored(upload, examined) as content:
        return _enter(document, content, folder, on_duplicate=on_duplicate, then=then, by=by)


@transaction.atomic
def _enter(
    document: Document,
    content: Content,
    folder: Folder,
    *,
    on_duplicate: OnDuplicate,
    then: Callable[[Document], None] | None,
    by: User | None,
) -> Document:
    folder = lock_folder(folder)
    document.confidential = document.confidential or folder.confidential
    _refuse_open_secret(folder, confidential=document.confidential)
    document.collection_id = folder.collection_id
    settle_name(document, folder, on_duplicate)
    content = storing.enter(content)
    document.file = content.file.name
    document.save()
    versioning.begin(document, content=content, by=by)
    history.record(document, Step.FILE, by=by, title=document.title, folder=folder.name, sha256=document.sha256)
    if then:
        then(document)
    arrivals.announce(document, folder, by=by)
    return document


@transaction.atomic
def rename(document: Document, title: str, *, by: User) -> Document:
    """Give the file another name; its extension stays. Refused: no name, a name that is taken, a file in the trash."""
    document = lock_document(document)
    before = document.title
    document.title = _title(title, document.extension)
    if not document.title:
        raise NotPossibleNow("no_name", _("Please give the file a name."))
    if document.title == before:
        return document
    settle_name(document, document.folder, OnDuplicate.REFUSE)
    document.save(update_fields=["title"])
    history.record(document, Step.RENAME, by=by, before=before, after=document.title)
    return document


@transaction.atomic
def move(document: Document, to: Folder, *, filename: str = "", by: User) -> Document:
    """Put the file into another folder, whose readers are its readers from now on; with `filename` under another name,
    extension included.

    Refused: a name that is taken there, a confidential file into a folder that everybody or another committee
    reads, a file in the trash.
    """
    to = lock_folder(to)
    document = lock_document(document)
    start = document.folder
    if start and start.pk == to.pk and filename in {"", document.filename}:
        return document
    refuse_other_readers(document, to)
    facts: dict[str, object] = {}
    if start != to:  # by number: a name then may become confidential with what it names
        facts = {"before_folder": start.pk if start else None, "after_folder": to.pk}
    document.collection_id = to.collection_id
    if filename and filename != document.filename:
        facts["renamed"] = f"{document.filename} → {filename}"
        document.title, document.original_filename = _title(filename, naming.split(filename)[1]), filename
    settle_name(document, to, OnDuplicate.REFUSE)
    document.save(update_fields=["collection", "title", "original_filename"])
    history.record(document, Step.RENAME if start == to else Step.MOVE, by=by, **facts)
    if to.confidential:
        document = mark_confidential(document, confidential=True, by=by)
    if start != to:
        arrivals.announce(document, to, by=by)
    return document


@transaction.atomic
def mark_confidential(document: Document, *, confidential: bool, by: User | None) -> Document:
    """Close the file to all but the committee's members and the secretariat, or open it to the folder's readers."""
    document = lock_document(document)
    if document.confidential == confidential:
        return document
    if document.folder:
        _refuse_open_secret(document.folder, confidential=confidential)
    document.confidential = confidential
    document.save(update_fields=["confidential"])
    history.record(document, Step.CLOSE if confidential else Step.OPEN, by=by)
    return document


@transaction.atomic
def remove(document: Document, *, by: User) -> Document:
    """Into the trash, from which it can be brought back. Refused: a file that an agenda item or a record uses."""
    document = lock_document(document)
    if usage.uses(None, [document.pk]):
        known = [use.label for use in usage.uses(by, [document.pk]).get(document.pk, [])]
        raise NotPossibleNow("in_use", _("“%(name)s” is in use and stays.") % {"name": document.title}, missing=known)
    document.removed_at = timezone.now()
    document.removed_by = by
    document.save(update_fields=["removed_at", "removed_by"])
    history.record(document, Step.REMOVE, by=by)
    return document


@transaction.atomic
def restore(document: Document, *, by: User) -> Document:
    """Back from the trash to where it lay; numbered when its name was given to another file meanwhile."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not document.is_removed:
        return document
    if document.gone_at or document.removed_with_id:
        raise NotPossibleNow(
            "gone", _("“%(name)s” can no longer be brought back by itself.") % {"name": document.title}
        )
    place = lock_folder(document.folder) if document.folder else None
    document.removed_at = document.removed_by = None
    settle_name(document, place, OnDuplicate.NUMBER)
    document.save(update_fields=["removed_at", "removed_by", "title"])
    history.record(document, Step.RESTORE, by=by)
    return document


def _title(title: str, extension: str) -> str:
    title = naming.tidy(title)
    if extension and title.casefold().endswith(extension.casefold()):
        title = title[: -len(extension)].rstrip()
    return title[: naming.LONGEST_TITLE]


def refuse_other_readers(document: Document, to: Folder, *, over: Document | None = None) -> None:
    """What is confidential goes to no folder that others read, and into no open file there (`over`)."""
    _refuse_open_secret(to, confidential=document.confidential)
    start = document.folder
    if document.confidential and (
        (start and start.committee_id != to.committee_id) or (over is not None and not over.confidential)
    ):
        raise NotPossibleNow(
            "other_readers",
            _("This file is confidential and would get other readers there. Please lift the confidentiality first."),
        )


def _refuse_open_secret(folder: Folder, *, confidential: bool) -> None:
    if confidential and folder.committee_id is None:
        raise NotPossibleNow(
            "not_for_everybody",
            _("What lies in this folder is read by everybody. Please file what is confidential with a committee."),
        )
