"""Pass a part of an assignment on inside the own house or group. Responsibility stays where the committee put it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import Committee, Institution, User
from meetings import mails
from meetings.actions.locking import lock_assignment
from meetings.enums import Progress
from meetings.models import Assignment, Delegation

Recipient = User | Institution | Committee


@transaction.atomic
def delegate(assignment: Assignment, title: str, *, to: Recipient, due: dt.date | None, by: User) -> Delegation:
    """A person, a unit of the house or a subgroup takes a part over and is told. Refused when the assignment is
    closed, without a word, or when the same part was passed to the same recipient and is open.
    """
    assignment = lock_assignment(assignment)
    _require_open(assignment)
    if not title.strip():
        raise NotPossibleNow("part_without_title", _("What is the part to be done? Please enter it."))
    if assignment.item.confidential and not isinstance(to, User):
        raise NotPossibleNow("confidential", _("A confidential assignment is passed on to persons only."))
    fields = _fields(to)
    if assignment.delegations.filter(title=title.strip(), withdrawn_at=None, **fields).exists():
        raise NotPossibleNow("delegated_already", _("%(to)s has this part already.") % {"to": to})
    row = Delegation.objects.create(assignment=assignment, title=title.strip(), due=due, by=by, **fields)
    history.record(assignment, "delegated", by=by, to=to, part=row.title, due=due)
    mails.part_given(row)
    return row


def _fields(to: Recipient) -> dict[str, object]:
    return {
        "person": to if isinstance(to, User) else None,
        "institution": to if isinstance(to, Institution) else None,
        "committee": to if isinstance(to, Committee) else None,
    }


def _require_open(assignment: Assignment) -> None:
    if not assignment.is_open:
        raise NotPossibleNow(
            "assignment_closed",
            _("%(number)s was closed in %(meeting)s.") % {"number": assignment.number, "meeting": assignment.closed_in},
        )


def _lock(part: Delegation) -> Delegation:
    assignment = lock_assignment(part.assignment)
    part = Delegation.objects.select_for_update().get(pk=part.pk)
    part.assignment = assignment
    _require_open(assignment)
    if part.withdrawn_at:
        raise NotPossibleNow("part_withdrawn", _("This part was taken back."))
    return part


@transaction.atomic
def report_part(part: Delegation, *, progress: str, note: str, by: User) -> Delegation:
    """Who took a part over says how it stands; it shows on the assignment, whose lead reports to the committee.

    Refused when the assignment is closed, when the part was taken back, or without a state or a word.
    """
    part = _lock(part)
    if progress not in Progress.values:
        raise NotPossibleNow("no_such_progress", _("Please choose how far the work is."))
    if not note.strip():
        raise NotPossibleNow("empty_report", _("Please write how things stand."))
    part.progress, part.note = progress, note.strip()
    part.reported_at, part.reported_by = timezone.now(), by
    part.save(update_fields=["progress", "note", "reported_at", "reported_by"])
    history.record(part.assignment, "part_reported", by=by, part=part.title, progress=progress, note=part.note)
    mails.part_reported(part)
    return part


@transaction.atomic
def withdraw(part: Delegation, *, by: User) -> Delegation:
    """Take a part back. Refused when that was done already, or when the assignment is closed."""
    part = _lock(part)
    part.withdrawn_at = timezone.now()
    part.save(update_fields=["withdrawn_at"])
    history.record(part.assignment, "part_withdrawn", by=by, part=part.title)
    return part
