"""Which folders and files a person sees, computed live from dated facts. Every list of the drive begins here."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from wagtail.models import Collection

from documents import naming, passwords, readers
from documents.enums import FolderKind
from documents.models import AppPassword, Document, DocumentVersion, Folder, Preview, Reading
from kog.models import Committee, User
from kog.rules import in_network, is_administrator, is_secretary, leads, member_of, on_board
from workinggroups.rules import heir_to

Person = User | AnonymousUser
KEPT_IN_TRASH = dt.timedelta(days=30)


def folders_visible_to(user: Person) -> QuerySet[Folder]:
    """Folders the person may open, sorted by name; without the trash. One query, whatever the number of folders.

    Who sits in a group reads on in the folders of the groups it grew out of; what is confidential there stays closed.
    """
    kept = Folder.objects.kept()
    if not user.is_active:
        return kept.filter(kind=FolderKind.PUBLIC)
    if is_secretary(user) or on_board(user):
        return kept
    allowed = Q(kind=FolderKind.PUBLIC) | Q(committee__in=member_of(user) | heir_to(user))
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
    """Single files removed that this person may bring back, latest first, with folder and who removed them."""
    removed = Document.objects.in_trash().select_related("collection__folder", "removed_by")
    if not (user.is_active and is_secretary(user)):
        removed = removed.filter(collection__in=folders_run_by(user).order_by().values("collection"))
    return removed.order_by("-removed_at", "-pk")


def folders_in_trash_of(user: Person) -> QuerySet[Folder]:
    """Folders removed that this person may bring back, latest first, with how many files they took along."""
    removed = Folder.objects.in_trash().select_related("parent", "removed_by")
    if not is_secretary(user):
        run = Q(committee__in=leads(user))
        removed = removed.filter(run | Q(kind=FolderKind.PUBLIC) if is_administrator(user) else run)
    return removed.annotate(files=Count("files_taken_along")).order_by("-removed_at", "-pk")


def latest_trash(user: Person, limit: int = 200) -> list[Folder | Document]:
    """What a person wants back is mostly what went last: folders and single files, latest first. Two queries."""
    entries: list[Folder | Document] = [*folders_in_trash_of(user)[:limit], *trash_of(user)[:limit]]
    return sorted(entries, key=lambda entry: entry.removed_at, reverse=True)[:limit]


def kept_below(folder: Folder) -> QuerySet[Folder]:
    """This folder and all below it that are not in the trash. Costs one query for the place."""
    return Folder.objects.kept().filter(collection__path__startswith=_place(folder))


def whole_branch(folder: Folder) -> QuerySet[Folder]:
    """This folder and all that ever lay below it, the trash included. Costs one query for the place."""
    return Folder.objects.filter(collection__path__startswith=_place(folder))


def folders_removed_before(moment: dt.datetime) -> QuerySet[Folder]:
    """Entries of the trash that lie there since before a moment."""
    return Folder.objects.in_trash().filter(removed_at__lt=moment).order_by("removed_at")


def files_removed_before(moment: dt.datetime) -> QuerySet[Document]:
    """Entries of the trash that lie there since before a moment."""
    return Document.objects.in_trash().filter(removed_at__lt=moment).order_by("removed_at")


def for_list(files: QuerySet[Document]) -> QuerySet[Document]:
    """With what a list shows of each file: who filed it, and its folder."""
    return files.select_related("uploaded_by_user", "collection__folder")


def readings_of(files: Iterable[Document | DocumentVersion]) -> dict[str, Reading]:
    """What a worker found in the bytes of these files, by their SHA-256: previews too, no text. One query."""
    hashes = {file.sha256 for file in files}
    found = Reading.objects.filter(content__sha256__in=hashes).select_related("content__preview").defer("text")
    return {reading.content.sha256: reading for reading in found}


def text_of(document: Document) -> list[str]:
    """The text of a file, page by page; nothing as long as no worker has read it."""
    reading = Reading.objects.filter(content__sha256=document.sha256).only("text").first()
    return reading.pages if reading else []


def preview_of(document: Document) -> Preview | None:
    """The pictures of a file's pages, drawn or waited for."""
    return Preview.objects.filter(content__sha256=document.sha256).first()


def with_doubts(files: QuerySet[Document]) -> QuerySet[Document]:
    """Each with `is_withheld`, so that a download asks once."""
    return files.annotate(is_withheld=Exists(Reading.objects.withheld().filter(content__sha256=OuterRef("sha256"))))


def withheld(served: Document | DocumentVersion) -> Reading | None:
    """Why these bytes do not leave now: malware, or nobody has looked."""
    return Reading.objects.withheld().filter(content__sha256=served.sha256).only("infection").first()


def uploaded_by(user: Person, served: Document | DocumentVersion) -> bool:
    """Whether the person has these bytes anyway."""
    if user.pk is None:  # nobody has uploaded what the portal filed itself
        return False
    return DocumentVersion.objects.filter(content__sha256=served.sha256, uploaded_by=user.pk).exists()


def versions_of(document: Document) -> QuerySet[DocumentVersion]:
    """All versions of a file, the current one first, with what they hold and who uploaded them."""
    return document.versions.select_related("content", "document", "uploaded_by", "restored_from")


def readable_folder(user: Person, document: Document) -> Folder | None:
    """The folder of a file, if the person may open it: a single paper can be opened to someone without its folder."""
    folder = document.folder
    return folder if folder and user.has_perm("documents.view_folder", folder) else None


def subfolders(user: Person, folder: Folder) -> QuerySet[Folder]:
    """Folders directly in this one that the person sees, sorted by name."""
    return folders_visible_to(user).filter(parent=folder).select_related("committee")


def top_folders(user: Person) -> QuerySet[Folder]:
    """The network's folder first, then one per committee in the committees' order, with the committee."""
    position = F("committee__position").asc(nulls_first=True)
    return folders_visible_to(user).top().select_related("committee").order_by(position, "sort_key", "pk")


def files_in(user: Person, folder: Folder) -> QuerySet[Document]:
    """Files directly in this folder that the person may read, with who filed them; sort before use."""
    return for_list(documents_visible_to(user).lying_in(folder))


def files_below(user: Person, folder: Folder) -> QuerySet[Document]:
    """Files in this folder and in all folders below it that the person may read. Costs one query for the place."""
    return for_list(documents_visible_to(user).filter(collection__path__startswith=_place(folder)))


def newest_of(user: Person, committee: Committee, limit: int = 5) -> list[Document]:
    """The files last filed in a committee's folders that the person may read, with folder and who filed them."""
    folders = folders_visible_to(user).filter(committee=committee).order_by()
    files = documents_visible_to(user).filter(collection__in=folders.values("collection"))
    return list(for_list(files).order_by("-created_at", "-pk")[:limit])


@dataclass(frozen=True)
class Page:
    """One screen of files, and the id after which the next one begins (None: this is the last)."""

    files: list[Document]
    next_after: int | None


ORDERS = {"name": ("sort_key", "pk"), "newest": ("-created_at", "-pk")}
PAGE_SIZE = 50


def page_of(files: QuerySet[Document], order: str = "name", after: int | None = None) -> Page:
    """Files by name or newest first, from behind the file `after` on; costs the same on every page.

    The anchor is looked up among the files the person may read: the place of any other says nothing.
    """
    first, second = ORDERS[order]
    anchor = files.filter(pk=after).values_list(first.lstrip("-"), "pk").first() if after else None
    if anchor:
        step = "lt" if first.startswith("-") else "gt"
        name, value = first.lstrip("-"), anchor[0]
        files = files.filter(Q(**{f"{name}__{step}": value}) | Q(**{name: value, f"pk__{step}": anchor[1]}))
    rows = list(files.order_by(first, second)[: PAGE_SIZE + 1])
    return Page(rows[:PAGE_SIZE], rows[PAGE_SIZE - 1].pk if len(rows) > PAGE_SIZE else None)


def opened_to(user: Person) -> QuerySet[Document]:
    """Single files that were opened to this person, newest first; nothing for those who read by their seats."""
    granted = readers.grants(user) if user.is_active and not in_network(user) else []
    if not granted:
        return Document.objects.none()
    return Document.objects.kept().filter(reduce(or_, granted)).order_by("-created_at", "-pk")


def library_files(user: Person) -> QuerySet[Document]:
    """Files that a publication may point at: those in and below the folder of the library. Two queries more."""
    shelf = Folder.objects.filter(key="library").first()
    return files_below(user, shelf).order_by("sort_key", "pk") if shelf else Document.objects.none()


def labelled(folders: QuerySet[Folder]) -> list[tuple[int, str]]:
    """Id and whole path of each folder, sorted as a tree. Two queries: names come from all folders of the drive."""
    names = {pk: (parent, name) for pk, parent, name in Folder.objects.values_list("pk", "parent_id", "name")}

    def path(pk: int | None) -> list[str]:
        steps = []
        while pk:
            pk, name = names[pk]
            steps.append(name)
        return steps[::-1]

    paths = [(pk, path(pk)) for pk in folders.order_by().values_list("pk", flat=True)]
    paths.sort(key=lambda entry: [naming.sort_key(name) for name in entry[1]])
    return [(pk, " / ".join(steps)) for pk, steps in paths]


def committee_folder(user: Person, committee: Committee) -> Folder | None:
    """The committee's own folder, if it exists and the person may open it."""
    own = folders_visible_to(user).filter(committee=committee, kind=FolderKind.COMMITTEE)
    return own.select_related("collection").first()


def path_to(folder: Folder) -> list[Folder]:
    """The folders from the top to this one, for the breadcrumb. One query; the folder is fresh, with its collection."""
    path = folder.collection.path
    paths = [path[:end] for end in range(Collection.steplen, len(path) + 1, Collection.steplen)]
    return list(Folder.objects.filter(collection__path__in=paths).order_by("collection__path"))


def _place(folder: Folder) -> str:
    """Asked anew: Wagtail keeps collections sorted by name, so a new one moves the paths of its neighbours."""
    return Collection.objects.values_list("path", flat=True).get(pk=folder.collection_id)


def committees_without_folder() -> QuerySet[Committee]:
    """Active committees whose folder was not created yet, in their order."""
    own = Folder.objects.filter(committee=OuterRef("pk"), kind=FolderKind.COMMITTEE)
    return Committee.objects.active().filter(~Exists(own))


def password_of(email: str, clear: str) -> AppPassword | None:
    """The device's password with its person, while it is not withdrawn, the person may sign in, and both belong
    together. Asked with every request of a mounted drive; one query.
    """
    known = AppPassword.objects.select_related("person").filter(digest=passwords.digest(clear), revoked_at=None).first()
    if known is None or not known.person.is_active or known.person.email.casefold() != email.strip().casefold():
        return None
    return known
