"""Several files at once, all or none: a half moved pile is worse than one that lies where it was."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from documents.actions import filing
from documents.models import Document, Folder
from kog.exceptions import NotPossibleNow
from kog.models import User


def move(files: Iterable[Document], to: Folder, *, by: User) -> list[Document]:
    return _each(files, lambda document: filing.move(document, to, by=by), by=by)


def remove(files: Iterable[Document], *, by: User) -> list[Document]:
    return _each(files, lambda document: filing.remove(document, by=by), by=by)


@transaction.atomic
def _each(files: Iterable[Document], act: Callable[[Document], Document], *, by: User) -> list[Document]:
    """In the order of the ids, as locks are taken everywhere. Refused with a sentence for each file in the way."""
    done, in_the_way = [], []
    for document in sorted(files, key=lambda one: one.pk):
        try:
            _refuse_foreign(document, by=by)
            with transaction.atomic():
                done.append(act(document))
        except NotPossibleNow as refusal:
            in_the_way.append(f"{document.filename}: {refusal}")
    if in_the_way:
        raise NotPossibleNow(
            "not_all", _("Nothing was changed, because some files are in the way:"), missing=in_the_way
        )
    if not done:
        raise NotPossibleNow("no_files", _("Please choose at least one file."))
    return done


def _refuse_foreign(document: Document, *, by: User) -> None:
    if not by.has_perm("documents.change_document", document):
        raise NotPossibleNow("not_yours", _("Only the lead of the committee and the secretariat may do this."))
