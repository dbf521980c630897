"""Do it, and say so: status reports by those in charge, any time, kept as they were given."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from documents.models import Document
from kog import history
from kog.exceptions import NotPossibleNow
from kog.markdown import to_html
from kog.models import User
from meetings.actions.locking import lock_assignment
from meetings.enums import Progress
from meetings.models import Assignment, StatusReport


@transaction.atomic
def report(
    assignment: Assignment, *, progress: str, text: str, by: User, documents: Sequence[Document] = ()
) -> StatusReport:
    """Add a dated status report. The owner reports, the committee establishes: nothing is closed by this.

    Refused when the assignment is closed, or without a word.
    """
    assignment = lock_assignment(assignment)
    if not assignment.is_open:
        raise NotPossibleNow(
            "assignment_closed",
            _("%(number)s was closed in %(meeting)s.") % {"number": assignment.number, "meeting": assignment.closed_in},
        )
    if not text.strip():
        raise NotPossibleNow("empty_report", _("Please write how things stand."))
    if progress not in Progress.values:
        raise NotPossibleNow("no_such_progress", _("Please choose how far the work is."))
    row = StatusReport.objects.create(
        assignment=assignment,
        by=by,
        institution=by.institution,
        progress=progress,
        text=text.strip(),
        text_html=to_html(text.strip()),
    )
    row.documents.set(documents)
    assignment.progress = progress
    assignment.save(update_fields=["progress"])
    history.record(assignment, "reported", by=by, progress=progress)
    return row
