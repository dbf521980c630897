"""Several files at once: what a person may take along, and what was handed to whom."""

from django.db.models import Count, QuerySet

from documents import naming
from documents.models import Document, DocumentVersion, Extract, Folder, Reading
from documents.packing import Packed
from documents.queries import Person, documents_visible_to, files_below, kept_below


def without_malware(files: QuerySet[Document]) -> QuerySet[Document]:
    """And without what the scanner has still to look at: nobody sees a warning in a ZIP."""
    return files.exclude(sha256__in=Reading.objects.withheld().values("content__sha256"))


def chosen(user: Person, ids: list[int]) -> list[Document]:
    """These files, as far as the person reads them, in the order of their names."""
    files = without_malware(documents_visible_to(user).filter(pk__in=ids))
    return list(files.select_related("collection__folder__committee").order_by("sort_key", "pk"))


def packed_below(user: Person, folder: Folder) -> list[Packed]:
    """All that the person reads in a folder and below, folder by folder, in the order of the names."""
    steps: dict[int, tuple[str, ...]] = {folder.collection_id: ()}
    below = {one.pk: one for one in kept_below(folder).order_by("collection__path")}
    for one in below.values():
        if one.pk != folder.pk and one.parent_id in below:
            steps[one.collection_id] = (*steps[below[one.parent_id].collection_id], one.name)
    files = [
        Packed(document, steps[document.collection_id])
        for document in without_malware(files_below(user, folder)).order_by("sort_key", "pk")
        if document.collection_id in steps
    ]
    return sorted(files, key=lambda one: [naming.sort_key(step) for step in one.steps])


def extracts() -> QuerySet[Extract]:
    """What was handed out, latest first, by whom, and how many files."""
    return Extract.objects.select_related("by").annotate(files=Count("versions"))


def versions_in(extract: Extract) -> QuerySet[DocumentVersion]:
    return extract.versions.select_related("document", "content").order_by("document__sort_key", "document_id")


def readable_versions(user: Person, extract: Extract) -> QuerySet[DocumentVersion]:
    """The versions of an extract whose files the person reads today."""
    readable = without_malware(documents_visible_to(user))
    versions = versions_in(extract).exclude(content__in=Reading.objects.withheld().values("content"))
    return versions.filter(document__in=readable.values("pk"))
