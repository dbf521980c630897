"""Files leave the network: written down before the first byte is sent, with the versions as they are."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from documents.enums import Step
from documents.models import Document, DocumentVersion, Extract
from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import User


@transaction.atomic
def hand_out(files: Iterable[Document], *, recipient: str, reason: str, by: User) -> Extract:
    """Refused: no file, nobody named, no reason, or somebody who is not the secretariat."""
    files = list(files)
    recipient, reason = " ".join(recipient.split())[:200], " ".join(reason.split())[:300]
    if not files:
        raise NotPossibleNow("no_files", _("Please choose at least one file."))
    if not (recipient and reason):
        raise NotPossibleNow("no_reason", _("Please say who gets it and why."))
    foreign = [document.filename for document in files if not by.has_perm("documents.hand_out", document)]
    if foreign:
        raise NotPossibleNow("not_yours", _("Only the secretariat hands files to somebody outside:"), missing=foreign)
    extract = Extract.objects.create(recipient=recipient, reason=reason, by=by)
    newest = DocumentVersion.objects.filter(document__in=files).order_by("document", "-number")
    current: dict[int, DocumentVersion] = {}
    for version in newest:
        current.setdefault(version.document_id, version)
    extract.versions.set(current.values())
    for document in files:
        history.record(document, Step.HAND_OUT, by=by, recipient=recipient, reason=reason)
    return extract
