"""A group ends or a new one has a term: what it still has to do goes to who takes over; its mandate gets a clock."""

import datetime as dt

from kog import history
from kog.models import Committee, Institution, User
from meetings import mails
from meetings.actions.mandating import Terms, give, place_report
from meetings.enums import Outcome
from meetings.models import AgendaItem, Assignment, HorizonTopic, Mandate, Matter
from workinggroups.actions.founding import Charter


def hand_work_over(group: Committee, successor: Committee | None, on: dt.date, by: User | None) -> None:
    """Nothing stays with a group that is over: its work goes to its successor, else to the house that led it; what
    was brought before it goes to its successor, else to the committee above.
    """
    _hand_assignments(group, successor or group.lead or group.parent, by)
    if successor:
        Mandate.objects.filter(group=group, ended_on=None).update(group=successor)
    if heir := successor or group.parent:
        _hand_topics(group, heir, by)
        _hand_mandates(group, heir, by)


def _hand_assignments(group: Committee, heir: Committee | Institution | None, by: User | None) -> None:
    is_committee = isinstance(heir, Committee)
    fields = {"lead_committee": heir if is_committee else None, "lead_institution": None if is_committee else heir}
    for assignment in Assignment.objects.open().filter(lead_committee=group) if heir else ():
        for name, value in fields.items():
            setattr(assignment, name, value)
        assignment.save(update_fields=list(fields))
        history.record(assignment, "handed_over", by=by, from_group=group, to=heir)
        mails.assignment_given(assignment)


def _hand_topics(group: Committee, heir: Committee, by: User | None) -> None:
    """Suggestions, what waits in the pool, what stands on the horizon, and open matters addressed to the group."""
    for matter in Matter.objects.filter(addressee=group, closed_at=None):
        matter.addressee = heir
        matter.save(update_fields=["addressee"])
        history.record(matter, "handed_over", by=by, from_group=group, to=heir)
    waiting = AgendaItem.objects.filter(committee=group, meeting=None, outcome=Outcome.OPEN, mandate=None)
    waiting.exclude(state="declined").update(committee=heir)
    HorizonTopic.objects.filter(committee=group, item=None).update(committee=heir)


def _hand_mandates(group: Committee, heir: Committee, by: User | None) -> None:
    """Mandates the group gave are heard by its heir; one that the heir itself has from the group is over with it."""
    for mandate in Mandate.objects.filter(given_by=group, ended_on=None).exclude(group=heir):
        mandate.given_by = heir
        mandate.save(update_fields=["given_by"])
        mandate.report_items.accepted().filter(outcome=Outcome.OPEN).update(committee=heir, meeting=None)
        place_report(mandate, None)
        history.record(mandate, "handed_over", by=by, from_group=group, to=heir)


def start_clock(group: Committee, charter: Charter, by: User | None) -> None:
    """A group founded with a planned end reports before it: that is its mandate, without a resolution."""
    if group.parent:
        give(group, group.parent, Terms(charter.aim.strip() or charter.name, ends_on=charter.until), by=by)
