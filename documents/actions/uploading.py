"""A file that comes in pieces is announced, arrives, and is filed once; and what a name that is taken means."""

from collections.abc import Callable

from django.conf import settings
from django.core.files import File
from django.db.models import Count, Sum
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from documents import arriving, naming
from documents.actions import filing, foldering, versioning
from documents.enums import OnDuplicate
from documents.models import Document, Folder, Upload
from kog.exceptions import NotPossibleNow
from kog.models import User

# What one person may have on the way at a time, as a multiple of the largest file.
MOST_AT_ONCE = 20
MOST_UPLOADS = 200
DEEPEST = 12


def begin(
    folder: Folder,
    *,
    name: str,
    size: int,
    on_duplicate: OnDuplicate = OnDuplicate.NUMBER,
    reason: str = "",
    confidential: bool = False,
    by: User,
) -> Upload:
    """Announce a file. Refused before a byte is sent: no bytes, too many, no room, folders that `by` may not make."""
    steps, name = _steps(name)
    facts = {"name": name, "size": filesizeformat(size), "limit": filesizeformat(settings.DRIVE_MAX_UPLOAD)}
    if size < 1:
        raise NotPossibleNow("empty_file", _("“%(name)s” is empty. Please choose the file again.") % facts)
    if size > settings.DRIVE_MAX_UPLOAD:
        raise NotPossibleNow("too_large", _("“%(name)s” has %(size)s; at most %(limit)s fit into the drive.") % facts)
    if on_duplicate == OnDuplicate.VERSION and not reason.strip():
        raise NotPossibleNow("no_reason", _("Please say in a few words why there is a new version."))
    if not _fits(size, by=by):
        raise NotPossibleNow("no_room", _("There is no room for “%(name)s” at the moment. Please try later.") % facts)
    if steps and not by.has_perm("documents.add_folder", folder):
        raise NotPossibleNow(
            "no_folders", _("You may file here, but not create folders. Please upload the files without their folder.")
        )
    return Upload.objects.create(
        folder=folder,
        by=by,
        name="/".join([*steps, name]),
        size=size,
        on_duplicate=on_duplicate,
        reason=" ".join(reason.split())[:300],
        confidential=confidential,
    )


def _fits(size: int, *, by: User) -> bool:
    """What others announced and did not send yet needs its room, too."""
    waiting = Upload.objects.filter(document=None)
    mine = waiting.filter(by=by).aggregate(sum=Sum("size"), count=Count("pk"))
    if mine["count"] >= MOST_UPLOADS or (mine["sum"] or 0) + size > MOST_AT_ONCE * settings.DRIVE_MAX_UPLOAD:
        return False
    announced = sum(max(upload.size - arriving.received(upload), 0) for upload in waiting.only("token", "size"))
    return arriving.has_room(size + announced)


def finish(upload: Upload) -> Document:
    """File what has arrived completely; asked again, also after a kill, it is filed once. Refused as by `receive`."""
    upload = Upload.objects.select_related("folder", "document", "by").get(pk=upload.pk)
    if upload.document is None:
        steps, name = _steps(upload.name)
        folder = foldering.path_below(upload.folder, steps, by=upload.by)
        with arriving.path_of(upload).open("rb") as bytes_:
            upload.document = receive(
                folder,
                File(bytes_, name=name),
                on_duplicate=OnDuplicate(upload.on_duplicate),
                reason=upload.reason,
                confidential=upload.confidential,
                then=lambda document: _mark_filed(upload, document),
                by=upload.by,
            )
    arriving.forget(upload)
    return upload.document


def _mark_filed(upload: Upload, document: Document) -> None:
    """In the transaction that files: of two requests that finish the same upload, one is taken back."""
    if not Upload.objects.filter(pk=upload.pk, document=None).update(document=document):
        raise NotPossibleNow("filed_already", _("This file was filed already."))


def receive(
    folder: Folder,
    upload: File,
    *,
    on_duplicate: OnDuplicate,
    reason: str = "",
    confidential: bool = False,
    then: Callable[[Document], None] | None = None,
    by: User,
) -> Document:
    """File an upload; where a file of this name lies, number it, refuse it, or make it that file's new version."""

    def close_and_then(document: Document) -> None:
        """In the transaction that makes the version current: what was called confidential is at no moment open."""
        if confidential:
            filing.mark_confidential(document, confidential=True, by=by)
        if then:
            then(document)

    if on_duplicate == OnDuplicate.VERSION:
        name = naming.uploaded_name(upload.name or "")
        known = Document.objects.kept().lying_in(folder).filter(name_key=naming.same_name(name)).first()
        if known:
            if not by.has_perm("documents.change_document", known):
                raise NotPossibleNow(
                    "may_not_replace",
                    _("Only the lead of the committee and the secretariat replace “%(name)s”.") % {"name": name},
                )
            versioning.replace(known, upload, reason=reason, then=close_and_then, by=by)
            return known
        on_duplicate = OnDuplicate.REFUSE
    return filing.file(folder, upload, confidential=confidential, on_duplicate=on_duplicate, then=then, by=by)


def cancel(upload: Upload) -> None:
    """Forget what arrived so far. A file that was filed stays."""
    arriving.forget(upload)
    if upload.document_id is None:
        upload.delete()


def forget_old() -> int:
    """Nobody comes back for these; those that were filed are remembered as long, for a browser that asks late."""
    old = Upload.objects.filter(begun_at__lt=timezone.now() - arriving.KEPT)
    for upload in old:
        arriving.forget(upload)
    return old.delete()[0]


def _steps(name: str) -> tuple[list[str], str]:
    """The folders and the name; nothing of it is a path, so there is nothing to climb out of."""
    parts = [part for part in name.replace("\\", "/").split("/") if part.strip(". ")]
    return [naming.tidy(part) for part in parts[:-1]][:DEEPEST], naming.uploaded_name(parts[-1] if parts else "")
