"""Fetching one folder or file: not found when invisible, forbidden when visible but not allowed."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from documents import queries
from documents.models import AppPassword, Document, DocumentVersion, Extract, Folder, Publication, Upload
from documents.queries import Person, library


def folder_for(user: Person, pk: int, permission: str = "documents.view_folder") -> Folder:
    """The folder with its committee, its parent and its place in the tree."""
    visible = queries.folders_visible_to(user).select_related("collection", "committee", "parent")
    folder = get_object_or_404(visible, pk=pk)
    if not user.has_perm(permission, folder):
        raise PermissionDenied
    return folder


def document_for(user: Person, pk: int, permission: str = "documents.view_document") -> Document:
    """The file with its folder and who filed it."""
    visible = queries.documents_visible_to(user).select_related(
        "collection__folder__committee", "collection__folder__collection", "uploaded_by_user"
    )
    document = get_object_or_404(visible, pk=pk)
    if not user.has_perm(permission, document):
        raise PermissionDenied
    return document


def version_for(user: Person, pk: int, number: int, permission: str = "documents.view_document") -> DocumentVersion:
    """One version of a file, for those who may do with the file what `permission` says."""
    return get_object_or_404(queries.versions_of(document_for(user, pk, permission)), number=number)


def upload_for(user: Person, token: str) -> Upload:
    """An upload of this person's own, as long as they may file into its folder."""
    upload = get_object_or_404(Upload.objects.select_related("folder__committee", "by"), token=token, by=user.pk)
    if not user.has_perm("documents.add_document", upload.folder):
        raise PermissionDenied
    return upload


def extract_for(user: Person, pk: int) -> Extract:
    """For the secretariat, and for whoever handed it out."""
    extracts = Extract.objects.select_related("by")
    if not user.has_perm("documents.view_extracts"):
        extracts = extracts.filter(by=user.pk)
    return get_object_or_404(extracts, pk=pk)


def publication_for(user: Person, pk: int) -> Publication:
    return get_object_or_404(
        library.publications_visible_to(user).select_related("document__collection__folder"), pk=pk
    )


def removed_document_for(user: Person, pk: int) -> Document:
    """A file in the trash, for those who may bring it back."""
    return get_object_or_404(queries.trash_of(user), pk=pk)


def removed_folder_for(user: Person, pk: int) -> Folder:
    """A folder in the trash, for those who may bring it back."""
    return get_object_or_404(queries.folders_in_trash_of(user), pk=pk)


def password_for(user: Person, pk: int) -> AppPassword:
    """The password of a device of one's own."""
    return get_object_or_404(AppPassword, pk=pk, person=user)
