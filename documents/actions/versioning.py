"""A file gets a new version (Fassung). The ones before stay, with who, when and why; none is changed or taken away."""

from collections.abc import Callable

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from documents import intake
from documents.actions import storing
from documents.actions.placing import lock_document, lock_folder, settle_name
from documents.enums import OnDuplicate, Step
from documents.intake import Examined
from documents.models import Content, Document, DocumentVersion
from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import User


def begin(document: Document, *, content: Content, by: User | None) -> DocumentVersion:
    """Version 1 of a file that was just filed; called within the transaction that files it."""
    return DocumentVersion.objects.create(
        document=document,
        number=1,
        content=content,
        original_filename=document.original_filename,
        mime=document.mime,
        uploaded_at=document.created_at,
        uploaded_by=by,
    )


def replace(
    document: Document,
    upload: File,
    *,
    reason: str,
    by: User,
    based_on: int | None = None,
    then: Callable[[Document], None] | None = None,
) -> DocumentVersion:
    """Put a new version in the place of the current one. Name, place, readers and links stay.

    `based_on` is the number of the version the person had before them. Refused: no reason, an empty or too large
    file, the same bytes once more, a version that came in between, a new extension whose name is taken, a file in the
    trash. `then` belongs to the transaction.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise NotPossibleNow("no_reason", _("Please say in a few words why there is a new version."))
    examined = intake.examine(upload)
    with storing.stored(upload, examined) as content:
        return _replace(document, content, examined, reason=reason, by=by, based_on=based_on, then=then)


@transaction.atomic
def _replace(
    document: Document,
    content: Content,
    examined: Examined,
    *,
    reason: str,
    by: User,
    based_on: int | None,
    then: Callable[[Document], None] | None,
) -> DocumentVersion:
    document, newest = _lock(document)
    if newest.sha256 == examined.sha256:
        raise NotPossibleNow(
            "same_file",
            _("This is the same file as version %(number)s. Nothing was changed.") % {"number": newest.number},
        )
    if based_on is not None and based_on != newest.number:
        raise NotPossibleNow(
            "replaced_meanwhile",
            _("Version %(number)s came in the meantime. Please look at it; then choose your file and send it again.")
            % {"number": newest.number},
        )
    version = DocumentVersion(
        document=document,
        number=newest.number + 1,
        content=storing.enter(content),
        original_filename=examined.filename,
        mime=examined.mime,
        reason=reason,
        uploaded_by=by,
    )
    _make_current(version)
    history.record(document, Step.REPLACE, by=by, number=version.number, reason=reason, sha256=examined.sha256)
    if then:
        then(document)
    return version


@transaction.atomic
def restore(version: DocumentVersion, *, by: User) -> DocumentVersion:
    """Make what an earlier version holds current again, as a new version. Restoring what is current writes nothing.

    Refused: a file in the trash, an extension of then whose name was given to another file.
    """
    document, newest = _lock(version.document)
    version = DocumentVersion.objects.select_related("content").get(pk=version.pk)
    if version.content_id == newest.content_id:
        return newest
    restored = DocumentVersion(
        document=document,
        number=newest.number + 1,
        content=version.content,
        original_filename=version.original_filename,
        mime=version.mime,
        restored_from=version,
        uploaded_by=by,
    )
    _make_current(restored)
    history.record(document, Step.RESTORE_VERSION, by=by, number=restored.number, restored=version.number)
    return restored


def _lock(document: Document) -> tuple[Document, DocumentVersion]:
    """The file under lock, with its newest version; its folder first, as everywhere."""
    if document.folder:
        lock_folder(document.folder)
    document = lock_document(document)
    return document, document.versions.select_related("content").latest("number")


def _make_current(version: DocumentVersion) -> None:
    document, extension = version.document, version.document.extension
    document.file = version.content.file.name
    document.file_size, document.sha256 = version.file_size, version.sha256
    document.original_filename, document.mime = version.original_filename, version.mime
    if document.extension.casefold() != extension.casefold():
        settle_name(document, document.folder, OnDuplicate.REFUSE)
    version.save()
    document.save(update_fields=["file", "file_size", "sha256", "original_filename", "mime"])
