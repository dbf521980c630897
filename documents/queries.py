"""Which folders and files a person sees, computed live from dated facts. Every list of the drive begins here."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from wagtail.models import Collection

from documents import readers
from documents.enums import FolderKind
from documents.models import Document, Folder
from kog.models import Committee, User
from kog.rules import in_network, is_administrator, is_secretary, leads, member_of, on_board

Person = User | AnonymousUser


def folders_visible_to(user: Person) -> QuerySet[Folder]:
    """Folders the person may open, sorted by name; without the trash. One query, whatever the number of folders."""
    kept = Folder.objects.kept()
    if not user.is_active:
        return kept.filter(kind=FolderKind.PUBLIC)
    if is_secretary(user) or on_board(user):
        return kept
    allowed = Q(kind=FolderKind.PUBLIC) | Q(committee__in=member_of(user))
    if in_network(user):
        allowed |= Q(committee=None)
    return kept.filter(allowed)


def documents_visible_to(user: Person) -> QuerySet[Document]:
    """Files the person may read, sorted by nothing yet; without the trash.

    Confidential ones only for the committee's own members and the secretariat, and for those to whom a reader
    opened them one by one.
    """
    kept = Document.objects.kept()
    if user.is_active and is_secretary(user):
        return kept
    folders = folders_visible_to(user).order_by()
    allowed = Q(collection__in=folders.values("collection"), confidential=False)
    if user.is_active:
        own = folders.filter(committee__in=member_of(user))
        allowed |= Q(collection__in=own.values("collection"))
        for grant in readers.grants(user):
            allowed |= grant
    return kept.filter(allowed)


def folders_open_for(user: Person) -> QuerySet[Folder]:
    """Folders into which the person may file; the same rule as `documents.add_document`."""
    visible = folders_visible_to(user)
    if not user.is_active:
        return visible.none()
    if is_secretary(user):
        return visible
    allowed = Q(committee__in=leads(user)) | Q(committee__in=member_of(user), open_for_members=True)
    if in_network(user):
        allowed |= Q(committee=None, open_for_members=True) & ~Q(kind=FolderKind.PUBLIC)
    if is_administrator(user):
        allowed |= Q(kind=FolderKind.PUBLIC)
    return visible.filter(allowed)


def folders_run_by(user: Person) -> QuerySet[Folder]:
    """Folders whose content the person may rename, move and remove; the same rule as `documents.change_document`."""
    visible = folders_visible_to(user)
    if not user.is_active:
        return visible.none()
    if is_secretary(user):
        return visible
    allowed = Q(committee__in=leads(user))
    if is_administrator(user):
        allowed |= Q(kind=FolderKind.PUBLIC)
    return visible.filter(allowed)


def trash_of(user: Person) -> QuerySet[Document]:
    """Removed files this person may bring back, latest first, with folder and who removed them."""
    removed = Document.objects.removed().select_related("collection__folder", "removed_by")
    if not (user.is_active and is_secretary(user)):
        removed = removed.filter(collection__in=folders_run_by(user).order_by().values("collection"))
    return removed.order_by("-removed_at", "-pk")


def subfolders(user: Person, folder: Folder) -> QuerySet[Folder]:
    """Folders directly in this one that the person sees, sorted by name."""
    return folders_visible_to(user).filter(parent=folder).select_related("committee")


def top_folders(user: Person) -> QuerySet[Folder]:
    """The network's folder first, then one per committee in the committees' order, with the committee."""
    order = ["committee__position", "sort_key", "pk"]
    return folders_visible_to(user).top().select_related("committee").order_by(*order)


def files_in(user: Person, folder: Folder) -> QuerySet[Document]:
    """Files directly in this folder that the person may read, with who filed them; sort before use."""
    return documents_visible_to(user).lying_in(folder).select_related("uploaded_by_user", "collection__folder")


def files_below(user: Person, folder: Folder) -> QuerySet[Document]:
    """Files in this folder and in all folders below it that the person may read. Costs one query for the place."""
    return (
        documents_visible_to(user)
        .filter(collection__path__startswith=_place(folder))
        .select_related("uploaded_by_user", "collection__folder")
    )


def newest_of(user: Person, committee: Committee, limit: int = 5) -> list[Document]:
    """The files last filed in a committee's folders that the person may read, with folder and who filed them."""
    folders = folders_visible_to(user).filter(committee=committee).order_by()
    return list(
        documents_visible_to(user)
        .filter(collection__in=folders.values("collection"))
        .select_related("uploaded_by_user", "collection__folder")
        .order_by("-created_at", "-pk")[:limit]
    )


def path_to(folder: Folder) -> list[Folder]:
    """The folders from the top to this one, for the breadcrumb. Two queries, whatever the depth."""
    path = _place(folder)
    paths = [path[:end] for end in range(Collection.steplen, len(path) + 1, Collection.steplen)]
    return list(Folder.objects.filter(collection__path__in=paths).order_by("collection__path"))


def _place(folder: Folder) -> str:
    """Asked anew: Wagtail keeps collections sorted by name, so a new one moves the paths of its neighbours."""
    return Collection.objects.values_list("path", flat=True).get(pk=folder.collection_id)


def committees_without_folder() -> QuerySet[Committee]:
    """Active committees whose folder was not created yet, in their order."""
    own = Folder.objects.filter(committee=OuterRef("pk"), kind=FolderKind.COMMITTEE)
    return Committee.objects.active().filter(~Exists(own))
