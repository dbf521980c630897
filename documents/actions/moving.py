"""A folder goes elsewhere with all that lies in it. Links to its files stay; its readers are those of the new place."""

from django.db import transaction
from django.utils.translation import gettext as _

from documents import queries
from documents.actions import foldering
from documents.actions.placing import lock_folder
from documents.enums import FolderKind, Step
from documents.models import Document, Folder
from kog import history, search
from kog.exceptions import NotPossibleNow
from kog.models import User


@transaction.atomic
def move_folder(folder: Folder, to: Folder, *, name: str = "", by: User) -> Folder:
    """Put the folder into another one, or give it another name, or both.

    Refused: a folder of the portal's own making, a place inside itself, a name that is taken there, and other readers
    for what is confidential in it.
    """
    foldering.lock_tree()
    to = lock_folder(to)
    folder = foldering.lock(folder)
    start = folder.parent
    if start == to and name in {"", folder.name}:
        return folder
    below = queries.whole_branch(folder)
    if below.filter(pk=to.pk).exists():
        raise NotPossibleNow("into_itself", _("A folder cannot be put into itself."))
    _refuse_other_readers(folder, below, to)
    called, folder.name = folder.name, foldering.wanted(to, name or folder.name, but=folder)
    kind = FolderKind.PUBLIC if to.is_public else FolderKind.PLAIN
    if folder.committee_id != to.committee_id:
        search.touch(*Document.objects.filter(collection__in=below.order_by().values("collection")))
    closing = to.confidential and not folder.confidential
    below.update(committee=to.committee, kind=kind, confidential=to.confidential)
    folder.parent, folder.committee, folder.kind, folder.confidential = to, to.committee, kind, to.confidential
    folder.save(update_fields=["parent", "committee", "kind", "confidential", "name"])
    foldering.replant(folder, to)
    if closing:
        foldering.close(folder, closed=True, by=by)
    facts = {"before": start.name if start else None, "after": to.name}
    if called != folder.name:
        facts["renamed"] = f"{called} → {folder.name}"
    history.record(folder, Step.RENAME if start == to else Step.MOVE, by=by, **facts)
    return folder


def _refuse_other_readers(folder: Folder, below: queries.QuerySet[Folder], to: Folder) -> None:
    if folder.committee_id == to.committee_id and folder.is_public == to.is_public:
        return
    inside = Document.objects.filter(collection__in=below.order_by().values("collection"), confidential=True)
    if inside.exists():
        raise NotPossibleNow(
            "other_readers", _("There are confidential files in this folder, which would get other readers there.")
        )
