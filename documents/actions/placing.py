"""Locks and names: what lies in a folder has one name there, given under the lock of the folder's row."""

from django.utils.translation import gettext as _

from documents import naming
from documents.enums import OnDuplicate
from documents.models import Document, Folder
from kog.exceptions import NotPossibleNow


def lock_folder(folder: Folder) -> Folder:
    """Names in a folder are given under the lock of its row."""
    folder = Folder.objects.select_for_update().get(pk=folder.pk)
    if folder.removed_at:
        raise NotPossibleNow("folder_removed", _("This folder was removed in the meantime."))
    return folder


def lock_document(document: Document) -> Document:
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.is_removed:
        raise NotPossibleNow("document_removed", _("This file lies in the trash."))
    return document


def settle_name(document: Document, folder: Folder | None, on_duplicate: OnDuplicate) -> None:
    """Number the title until it is free in the folder, or refuse."""
    others = Document.objects.kept().filter(collection=folder.collection_id if folder else document.collection_id)
    others = others.exclude(pk=document.pk) if document.pk else others
    wanted, number = document.title, 1
    while others.filter(name_key=naming.same_name(document.filename)).exists():
        if on_duplicate == OnDuplicate.REFUSE:
            raise NotPossibleNow(
                "name_taken",
                _("There is a file “%(name)s” in this folder already. Nothing was replaced.")
                % {"name": document.filename},
            )
        number += 1
        document.title = f"{wanted[: naming.LONGEST_TITLE - 8]} ({number})"
