"""What is to be read for an item: documents are attached to it; what is uploaded goes to the item's folder."""

import contextlib
from collections.abc import Sequence

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from documents.actions import filing
from documents.enums import OnDuplicate
from documents.models import Document, Folder
from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import User
from meetings.actions import folders
from meetings.actions.locking import lock_item, require_not_over
from meetings.enums import PaperKind
from meetings.models import AgendaItem, Paper


@transaction.atomic
def attach_paper(item: AgendaItem, document: Document, *, by: User, kind: str = PaperKind.PAPER) -> Paper:
    """Attach a document to an item, once; a second time only says what it is. After the release it counts as late. A
    confidential item makes its papers confidential. Refused when the meeting is over, or for a document of another
    committee.
    """
    item = lock_item(item)
    if item.meeting:
        require_not_over(item.meeting)
    folder = document.folder
    if folder is None or folder.committee_id not in (None, item.committee_id):
        raise NotPossibleNow("foreign_document", _("This file lies with another committee. Please upload it here."))
    known = item.papers.filter(document=document).first()
    if known:
        if known.kind != kind:
            known.kind = kind
            known.save(update_fields=["kind"])
        return known
    if item.confidential and not document.confidential:
        document = filing.mark_confidential(document, confidential=True, by=by)
    last = item.papers.aggregate(last=Max("position"))["last"]
    paper = Paper.objects.create(
        item=item,
        document=document,
        kind=kind,
        late=bool(item.meeting and item.meeting.released_at),
        position=0 if last is None else last + 1,
    )
    history.record(item, "paper_attached", by=by, paper=document.title, late=paper.late)
    return paper


def file_papers(item: AgendaItem, uploads: Sequence[File], *, by: User, kind: str = PaperKind.PAPER) -> list[Paper]:
    """File uploads and attach them. Bytes are stored before the committee is locked; a taken name is numbered."""
    if item.meeting:
        require_not_over(item.meeting)
    folder = folders.of_item(item, by=by)
    return [
        attach_paper(
            item,
            filing.file(folder, one, confidential=item.confidential, on_duplicate=OnDuplicate.NUMBER, by=by),
            by=by,
            kind=kind,
        )
        for one in uploads
    ]


@transaction.atomic
def hold(paper: Paper, number: int | None, *, by: User) -> Paper:
    """Hold one version of a paper: whatever comes later, this one lies before the meeting. Without a number it is the
    current one again. Refused when the meeting is over, or for a version that the file does not have.
    """
    item = lock_item(paper.item)
    if item.meeting:
        require_not_over(item.meeting)
    paper = Paper.objects.select_for_update().select_related("document").get(pk=paper.pk)
    if paper.pinned_number == number:
        return paper
    if number is not None and not paper.document.versions.filter(number=number).exists():
        raise NotPossibleNow("no_such_version", _("This file has no version %(number)s.") % {"number": number})
    paper.pinned_number = number
    paper.save(update_fields=["pinned_number"])
    history.record(item, "paper_held" if number else "paper_let_go", by=by, paper=paper.document.title, number=number)
    return paper


def take_up(document: Document, folder: Folder, by: User) -> None:
    """A file that somebody who may add papers puts into the folder of an item becomes a paper of it. From others, and
    when the meeting is over, it only lies there; what is a paper already stays what it is.
    """
    item = AgendaItem.objects.filter(pk=folders.item_of(folder)).exclude(papers__document=document).first()
    if item and by.has_perm("meetings.change_meeting", item):
        with contextlib.suppress(NotPossibleNow):
            attach_paper(item, document, by=by)


def seal_papers(item: AgendaItem, *, by: User) -> None:
    """The papers of an item that became confidential become so, too. What opens is opened by hand."""
    for paper in item.papers.select_related("document").filter(document__confidential=False):
        filing.mark_confidential(paper.document, confidential=True, by=by)
