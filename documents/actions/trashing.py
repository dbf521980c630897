"""Folders go into the trash with all that lies below them, as one entry, and come back as one. Who removes a single
file finds that in `filing.py`. After a while what nobody uses is gone for good: no longer offered, still not deleted.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Collection

from documents import queries, usage
from documents.actions import foldering
from documents.actions.placing import lock_folder
from documents.enums import Step
from documents.models import Document, Folder
from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import User


@transaction.atomic
def remove_folder(folder: Folder, *, by: User) -> Folder:
    """Into the trash with all below it. Refused: a folder of the portal's own making, or one with a file in use."""
    foldering.lock_tree()
    folder = foldering.lock(folder)
    below = list(queries.kept_below(folder).select_for_update().order_by("pk"))
    files = Document.objects.kept().filter(collection__in=[one.collection_id for one in below])
    _refuse_used(folder, list(files.values_list("pk", flat=True)), by=by)
    now = timezone.now()
    along = Folder.objects.filter(pk__in=[one.pk for one in below if one.pk != folder.pk])
    counts = {
        "files": files.update(removed_at=now, removed_by=by, removed_with=folder),
        "folders": along.update(removed_at=now, removed_by=by, removed_with=folder),
    }
    folder.removed_at, folder.removed_by = now, by
    folder.save(update_fields=["removed_at", "removed_by"])
    history.record(folder, Step.REMOVE, by=by, **counts)
    return folder


@transaction.atomic
def restore_folder(folder: Folder, *, by: User) -> Folder:
    """Back to where it was with all it took along; numbered when its name was given to another folder meanwhile.

    Refused: gone for good, or the folder above lies in the trash itself.
    """
    foldering.lock_tree()
    folder = Folder.objects.select_for_update().get(pk=folder.pk)
    if folder.removed_at is None:
        return folder
    if folder.gone_at or folder.removed_with_id:
        raise NotPossibleNow("gone", _("“%(name)s” can no longer be brought back by itself.") % {"name": folder.name})
    if folder.parent:
        lock_folder(folder.parent)
    back = {"removed_at": None, "removed_by": None, "removed_with": None}
    before, folder.name = folder.name, foldering.free_name(folder.parent, folder.name)
    folder.removed_at = folder.removed_by = None
    folder.save(update_fields=["removed_at", "removed_by", "name"])
    if folder.name != before:
        Collection.objects.filter(pk=folder.collection_id).update(name=folder.name)
    folder.folders_taken_along.update(**back)
    folder.files_taken_along.update(**back)
    history.record(folder, Step.RESTORE, by=by)
    return folder


@transaction.atomic
def let_go(entry: Folder | Document, *, until: dt.datetime) -> bool:
    """Mark an entry of the trash as gone for good when it was removed before `until` and nothing uses it.

    A folder goes with all it took along, or, when anything of that is in use, not at all. True when it went.
    """
    entry = type(entry).objects.select_for_update().get(pk=entry.pk)
    if entry.removed_at is None or entry.removed_at >= until or entry.gone_at or entry.removed_with_id:
        return False
    along = entry.files_taken_along if isinstance(entry, Folder) else Document.objects.filter(pk=entry.pk)
    if usage.uses(None, along.values_list("pk", flat=True)):
        return False
    now = timezone.now()
    if isinstance(entry, Folder):
        entry.files_taken_along.update(gone_at=now)
        entry.folders_taken_along.update(gone_at=now)
    entry.gone_at = now
    entry.save(update_fields=["gone_at"])
    history.record(entry, Step.LET_GO, by=None)
    return True


def empty_trash() -> int:
    """Let go what has lain in the trash long enough. Returns how many entries went; safe to run twice."""
    until = timezone.now() - queries.KEPT_IN_TRASH
    entries = [*queries.folders_removed_before(until), *queries.files_removed_before(until)]
    return sum(let_go(entry, until=until) for entry in entries)


def _refuse_used(folder: Folder, ids: list[int], *, by: User) -> None:
    if usage.uses(None, ids):
        known = sorted({use.label for uses in usage.uses(by, ids).values() for use in uses})
        raise NotPossibleNow(
            "in_use", _("“%(name)s” stays: files in it are in use.") % {"name": folder.name}, missing=known
        )
