"""A group ends or a new one has a term: what it still has to do goes to who takes over; its mandate gets a clock."""

import datetime as dt

from kog import history
from kog.models import Committee, User
from meetings import mails
from meetings.actions.mandating import Terms, give
from meetings.models import Assignment, Mandate
from workinggroups.actions.founding import Charter


def hand_work_over(group: Committee, successor: Committee | None, on: dt.date, by: User | None) -> None:
    """Open assignments the group was in charge of go to its successor, else to the house that led the group."""
    heir = successor or group.lead
    fields = {"lead_committee": successor, "lead_institution": None if successor else group.lead}
    for assignment in Assignment.objects.open().filter(lead_committee=group) if heir else ():
        for name, value in fields.items():
            setattr(assignment, name, value)
        assignment.save(update_fields=list(fields))
        history.record(assignment, "handed_over", by=by, from_group=group, to=heir)
        mails.assignment_given(assignment)
    if successor:
        Mandate.objects.filter(group=group, ended_on=None).update(group=successor)


def start_clock(group: Committee, charter: Charter, by: User | None) -> None:
    """A group founded with a planned end reports before it: that is its mandate, without a resolution."""
    if group.parent:
        give(group, group.parent, Terms(charter.aim.strip() or charter.name, ends_on=charter.until), by=by)
