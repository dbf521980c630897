"""A group brings its result: it answers an assignment or a matter, and becomes a paper of the next board meeting."""

from collections.abc import Sequence

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import Committee, User
from meetings.actions.agenda import add_item
from meetings.actions.locking import lock_meeting, require_not_over
from meetings.actions.raising import Concern, raise_with_files
from meetings.actions.reporting import report_with_files
from meetings.enums import ItemKind, MatterKind, Progress, Standing
from meetings.models import AgendaItem, Assignment, Matter, Meeting, Paper, StatusReport


def bring_result(
    group: Committee, title: str, text: str, files: Sequence[File], *, to: Assignment | Matter | None, by: User
) -> Assignment | Matter:
    """File the result with what it answers: a report on an assignment, else a matter of kind result that goes up with
    its papers. Refused without a title where it becomes a matter, and as reporting and raising refuse.
    """
    if isinstance(to, Assignment):
        words = text.strip() or title.strip()
        report_with_files(to, progress=Progress.READY, text=words, files=files, by=by)
        return to
    concern = Concern(MatterKind.RESULT, title, text, follows=to, fields=list(group.fields.all()))
    return raise_with_files(group, concern, to=group.parent, files=files, by=by)


@transaction.atomic
def present(report: StatusReport, *, by: User) -> int:
    """Put the files of a report before the meeting that reviews the assignment, as papers of its review. Returns how
    many are new there; twice changes nothing.

    Refused when no meeting is planned, or when the report has no files.
    """
    assignment = Assignment.objects.select_related("due_meeting", "item").get(pk=report.assignment_id)
    if assignment.due_meeting is None:
        raise NotPossibleNow("no_meeting", _("The meeting that reviews it is not planned yet."))
    if assignment.item.confidential:
        raise NotPossibleNow(
            "confidential", _("What is confidential is not put before everybody; it stays with the report.")
        )
    meeting = lock_meeting(assignment.due_meeting)
    require_not_over(meeting)
    documents = list(report.documents.order_by("pk"))
    if not documents:
        raise NotPossibleNow("no_files", _("This report has no files."))
    item = meeting.items.accepted().get(standing=Standing.REVIEW)
    known = set(item.papers.values_list("document_id", flat=True))
    fresh = [document for document in documents if document.pk not in known]
    late = bool(meeting.released_at)
    Paper.objects.bulk_create(
        Paper(item=item, document=document, late=late, position=len(known) + place)
        for place, document in enumerate(fresh)
    )
    if fresh:
        history.record(item, "papers_presented", by=by, assignment=assignment, papers=len(fresh), late=late)
    return len(fresh)


@transaction.atomic
def put_on_agenda(meeting: Meeting, title: str, text: str, *, by: User) -> AgendaItem:
    """The report from the committee above as an item of the group's meeting. Refused when it is there already, or when
    there is nothing to tell.
    """
    meeting = lock_meeting(meeting)
    if not text.strip():
        raise NotPossibleNow("nothing_to_tell", _("There is nothing to report."))
    if meeting.items.accepted().filter(title=title).exists():
        raise NotPossibleNow("report_is_there", _("%(meeting)s has this item already.") % {"meeting": meeting})
    return add_item(meeting, {"title": title, "kind": ItemKind.INFORMATION, "text": text}, by=by)
