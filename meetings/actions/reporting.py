"""Do it, and say so: status reports by those in charge, any time, kept as they were given."""

import datetime as dt
from collections.abc import Sequence

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.actions import filing
from documents.enums import OnDuplicate
from documents.models import Document
from kog import history
from kog.exceptions import NotPossibleNow
from kog.markdown import to_html
from kog.models import User
from meetings import mails
from meetings.actions import folders
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


def report_with_files(assignment: Assignment, *, progress: str, text: str, files: Sequence[File], by: User) -> None:
    """Report, and file the results with the meeting that set the assignment. Files are stored before anything is
    locked; a report that is refused leaves none behind.
    """
    if not assignment.is_open or not text.strip():
        report(assignment, progress=progress, text=text, by=by)  # refuses with its sentence
    folder = folders.of_meeting(assignment.set_in, by=by) if files else None
    secret = assignment.item.confidential
    filed = [filing.file(folder, one, confidential=secret, on_duplicate=OnDuplicate.NUMBER, by=by) for one in files]
    report(assignment, progress=progress, text=text, by=by, documents=filed)


@transaction.atomic
def ask_for_report(assignment: Assignment, *, by: User) -> None:
    """Ask those in charge how things stand, with a link to report by. Refused when the assignment is closed, or when
    they were asked within a day.
    """
    assignment = lock_assignment(assignment)
    if not assignment.is_open:
        raise NotPossibleNow(
            "assignment_closed",
            _("%(number)s was closed in %(meeting)s.") % {"number": assignment.number, "meeting": assignment.closed_in},
        )
    a_day_ago = timezone.now() - dt.timedelta(days=1)
    if history.of(assignment).filter(verb="report_asked", at__gt=a_day_ago).exists():
        raise NotPossibleNow("asked_already", _("They were asked within the last day already."))
    history.record(assignment, "report_asked", by=by)
    mails.report_wanted(assignment)
