"""Folders come into being: the network's, one per committee, year, meeting and item, and those people make."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import transaction
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Collection

from documents import naming, queries
from documents.enums import FolderKind, Step
from documents.models import Document, Folder
from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import Committee, Network, User


def network_folder(*, by: User | None = None) -> Folder:
    """The drive that everybody in the network reads; bears the name the network gave it."""
    network = Network.objects.first()
    name = (network and network.drive_name) or _("Drive of the network")
    return _fixed("network", name=name, kind=FolderKind.NETWORK, parent=None, committee=None, by=by)


def templates_folder(*, by: User | None = None) -> Folder:
    """What the secretariat writes with; all read it, so that the standards are known."""
    return _of_all("templates", gettext_lazy("Templates"), by=by)


def library_folder(*, by: User | None = None) -> Folder:
    """The files of the library."""
    return _of_all("library", gettext_lazy("Library"), by=by)


def _of_all(key: str, name: Promise, *, by: User | None) -> Folder:
    with translation.override(settings.LANGUAGE_CODE):  # the folder has one name, whoever makes it
        return _fixed(key, name=str(name), kind=FolderKind.NETWORK, parent=None, committee=None, by=by)


def public_folder(*, by: User | None = None) -> Folder:
    """Files of the public pages: what lies here was released and is open to everybody."""
    return _fixed("public", name=_("Public pages"), kind=FolderKind.PUBLIC, parent=None, committee=None, by=by)


def folder_for(committee: Committee, *, by: User | None = None) -> Folder:
    """The committee's own folder; created when it is not there yet, and named as the committee is named now."""
    key = f"committee:{committee.key}"
    name = committee.short_name
    return _fixed(key, name=name, kind=FolderKind.COMMITTEE, parent=None, committee=committee, by=by)


def folder(
    *, parent: Folder, name: str, key: str, kind: FolderKind = FolderKind.MEETING, by: User | None = None
) -> Folder:
    """A folder with a key for machines, such as a meeting's; calling it twice gives the same folder, which goes along
    when what it is for goes elsewhere.
    """
    return _fixed(key, name=name, kind=kind, parent=parent, committee=parent.committee, by=by)


@transaction.atomic
def adopted(*, parent: Folder, name: str, key: str, by: User | None = None) -> Folder:
    """As `folder`, but one that people made under this name is taken over: nobody wants a second “2026”."""
    if not Folder.objects.filter(key=key).exists():
        lock_tree()
        free = Folder.objects.kept().filter(parent=parent, name_key=naming.same_name(name), key=None)
        free.update(key=key)
    return folder(parent=parent, name=name, key=key, kind=FolderKind.PLAIN, by=by)


@transaction.atomic
def _fixed(
    key: str, *, name: str, kind: FolderKind, parent: Folder | None, committee: Committee | None, by: User | None
) -> Folder:
    known = Folder.objects.select_related("collection", "committee").filter(key=key).first()
    if known is None:
        lock_tree()
        known = Folder.objects.filter(key=key).first()
    if known is None:
        name = free_name(parent, name)
        return _create(parent, name, kind=kind, committee=committee, key=key, by=by)
    if parent and known.parent_id != parent.pk:
        _take(known, parent, name, by=by)
    elif known.name != name and kind != FolderKind.PUBLIC and not _taken(known.parent, name):
        _call(known, name, by=by)
    return known


@transaction.atomic
def subfolder(parent: Folder, name: str, *, open_for_members: bool = False, by: User | None) -> Folder:
    """A folder made by hand; it belongs where its parent belongs. Refused: a name that is taken."""
    lock_tree()
    parent = Folder.objects.select_for_update().get(pk=parent.pk)
    if parent.removed_at:
        raise NotPossibleNow("folder_removed", _("This folder was removed in the meantime."))
    name = wanted(parent, name)
    kind = FolderKind.PUBLIC if parent.is_public else FolderKind.PLAIN
    facts = {"committee": parent.committee, "confidential": parent.confidential}
    return _create(parent, name, kind=kind, key=None, by=by, open_for_members=open_for_members, **facts)


def path_below(folder: Folder, steps: list[str], *, by: User | None) -> Folder:
    """The folder that these names lead to, step by step; those that are missing are made."""
    for step in steps:
        known = Folder.objects.kept().filter(parent=folder, name_key=naming.same_name(step))
        try:
            folder = known.first() or subfolder(folder, step, by=by)
        except NotPossibleNow:
            folder = known.get()  # made by another upload a moment ago
    return folder


@transaction.atomic
def rename_folder(folder: Folder, name: str, *, by: User) -> Folder:
    """Refused: a folder of the portal's own making, a name that is taken."""
    folder = lock(folder)
    name = naming.tidy(name)
    if name != folder.name:
        _call(folder, wanted(folder.parent, name, but=folder), by=by)
    return folder


@transaction.atomic
def let_members_file(folder: Folder, *, allowed: bool, by: User) -> Folder:
    """Decide whether all members of the committee may file here, not only its lead and the secretariat."""
    folder = Folder.objects.select_for_update().get(pk=folder.pk)
    if folder.open_for_members != allowed:
        folder.open_for_members = allowed
        folder.save(update_fields=["open_for_members"])
        history.record(folder, Step.OPEN_FOR_MEMBERS if allowed else Step.CLOSE_FOR_MEMBERS, by=by)
    return folder


def missing_committee_folders(*, by: User | None = None) -> int:
    """Create the folder of every committee that has none, and those of the network. Returns how many are new."""
    before = Folder.objects.count()
    for folder_of_all in (network_folder, templates_folder, library_folder):
        folder_of_all(by=by)
    for committee in queries.committees_without_folder():
        folder_for(committee, by=by)
    return Folder.objects.count() - before


def lock_tree() -> None:
    """Positions in Wagtail's tree of collections are computed from what is there: one creation after the other."""
    Collection.objects.select_for_update().get(depth=1)


def lock(folder: Folder) -> Folder:
    """For what may be done with a folder made by hand."""
    folder = Folder.objects.select_for_update().get(pk=folder.pk)
    if folder.is_fixed:
        raise NotPossibleNow("fixed_folder", _("This folder belongs to the portal; its name and place are given."))
    if folder.removed_at:
        raise NotPossibleNow("folder_removed", _("This folder was removed in the meantime."))
    return folder


def _create(parent: Folder | None, name: str, *, by: User | None, **fields: object) -> Folder:
    above = parent.collection if parent else Collection.get_first_root_node()
    # Fetched anew: treebeard counts children on the object, and it may be stale.
    collection = Collection.objects.get(pk=above.pk).add_child(name=name)
    created = Folder.objects.create(collection=collection, parent=parent, name=name, **fields)
    history.record(created, Step.CREATE, by=by, name=name)
    return created


def _call(folder: Folder, name: str, *, by: User | None) -> None:
    before = folder.name
    folder.name = name
    folder.save(update_fields=["name"])
    Collection.objects.filter(pk=folder.collection_id).update(name=name)
    history.record(folder, Step.RENAME, by=by, before=before, after=name)


def _take(folder: Folder, parent: Folder, name: str, *, by: User | None) -> None:
    """Elsewhere in the same committee, with all that lies below."""
    lock_tree()
    facts = {"before": folder.parent.name if folder.parent else None, "after": parent.name}
    folder.name = free_name(parent, name)
    folder.parent = parent
    folder.save(update_fields=["parent", "name"])
    replant(folder, parent)
    history.record(folder, Step.MOVE, by=by, **facts)


def replant(folder: Folder, to: Folder) -> None:
    """Fetched anew each time: treebeard computes places from what the objects say, and they may be stale."""
    Collection.objects.filter(pk=folder.collection_id).update(name=folder.name)
    branch, place = (Collection.objects.get(pk=pk) for pk in (folder.collection_id, to.collection_id))
    branch.move(place, "sorted-child")


@transaction.atomic
def call_all(names: Mapping[Folder, str]) -> None:
    """Name folders of the portal's own making anew, of one place, however many; two may exchange their names.

    Their history says nothing of it: they are called after something that has a history of its own.
    """
    lock_tree()
    places = {folder.parent_id for folder in names}
    others = Folder.objects.kept().filter(parent__in=places).exclude(pk__in=[folder.pk for folder in names])
    taken = set(others.values_list("name_key", flat=True))
    for folder, name in names.items():
        folder.name = _numbered(name, lambda one: naming.same_name(one) in taken)
        folder.derive_keys()
        taken.add(folder.name_key)
    # A name is unique at every moment, also halfway through an exchange.
    Folder.objects.filter(pk__in=[folder.pk for folder in names]).update(
        name_key=Concat(Value("/"), Cast("pk", TextField()))
    )
    Folder.objects.bulk_update(names, ["name", "name_key", "sort_key"])
    collections = [Collection(pk=folder.collection_id, name=folder.name) for folder in names]
    Collection.objects.bulk_update(collections, ["name"])


@transaction.atomic
def close(folder: Folder, *, closed: bool, by: User | None) -> None:
    """From now on what is filed here is confidential, and what lies here becomes so; opening it again opens no file."""
    branch = queries.whole_branch(folder)
    branch.update(confidential=closed)
    folder.confidential = closed
    history.record(folder, Step.CLOSE if closed else Step.OPEN, by=by)
    if closed:
        files = Document.objects.filter(collection__in=branch.order_by().values("collection"), confidential=False)
        found = list(files.select_for_update(of=("self",)).order_by("pk"))
        files.update(confidential=True)
        for document in found:
            history.record(document, Step.CLOSE, by=by)


def _taken(parent: Folder | None, name: str, but: Folder | None = None) -> bool:
    same = Folder.objects.kept().filter(parent=parent, name_key=naming.same_name(name))
    return same.exclude(pk=but.pk).exists() if but else same.exists()


def wanted(parent: Folder | None, name: str, but: Folder | None = None) -> str:
    """The name as it is kept. Refused: none, or one that another folder has here."""
    name = naming.tidy(name)[: naming.LONGEST_TITLE]
    if not name:
        raise NotPossibleNow("no_name", _("Please give the folder a name."))
    if _taken(parent, name, but):
        raise NotPossibleNow(
            "name_taken", _("There is a folder “%(name)s” here already. Please choose another name.") % {"name": name}
        )
    return name


def free_name(parent: Folder | None, name: str) -> str:
    """A folder of the portal's own making does not fail because somebody used its name by hand."""
    return _numbered(name, lambda one: _taken(parent, one))


def _numbered(name: str, is_taken: Callable[[str], bool]) -> str:
    name = naming.tidy(name)[: naming.LONGEST_TITLE]
    numbered, number = name, 1
    while is_taken(numbered):
        number += 1
        numbered = f"{name} ({number})"
    return numbered
