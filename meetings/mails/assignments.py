"""To those who do the work: assignments, mandates, parts passed on."""

from kog import outbox
from kog import queries as network
from kog.enums import LinkPurpose
from kog.models import User
from meetings.mails.addressing import link_to, own_link, people_in_charge
from meetings.models import Assignment, Delegation, Mandate, Review


def assignment_given(assignment: Assignment) -> None:
    _ask_for_report("assignment_given", assignment, assignment=assignment)


def report_wanted(assignment: Assignment) -> int:
    return _ask_for_report("report_wanted", assignment, assignment=assignment)


def _ask_for_report(kind: str, work: Assignment, **context: object) -> int:
    """To those in charge; while the assignment is open, with a link of one's own to report on it."""
    people = people_in_charge(work)
    for person in people:
        context["report"] = own_link(person, LinkPurpose.REPORT, work) if work.is_open else ""
        link = link_to("meetings:assignment", work.slug)
        outbox.write(kind, person, app="meetings", link=link, **context)
    return len(people)


def assignment_reviewed(review: Review) -> None:
    _ask_for_report("assignment_reviewed", review.assignment, review=review)


def mandate_given(mandate: Mandate) -> None:
    """To the lead of the group, and to the people of the house that leads it."""
    seats = network.seats_on(mandate.group).filter(function="lead")
    people = {row.person for seat in seats for row in seat.occupied}
    if mandate.group.lead:
        house = network.seats_on(mandate.given_by).filter(institution=mandate.group.lead)
        people |= {row.person for seat in house for row in seat.occupied}
    item = mandate.report_items.order_by("-pk").first()
    for person in sorted((one for one in people if one.is_active), key=lambda one: one.pk):
        link = link_to("kog:committee", mandate.group.key)
        due = item.meeting if item else None
        outbox.write("mandate_given", person, app="meetings", mandate=mandate, meeting=due, link=link)


def part_given(part: Delegation) -> None:
    """To whoever takes a part of an assignment over: the person, those of the unit, the lead of the subgroup."""
    if part.person:
        people = [part.person]
    elif part.institution:
        people = list(User.objects.filter(institution=part.institution))
    else:
        people = [
            row.person for seat in network.seats_on(part.committee).filter(function="lead") for row in seat.occupied
        ]
    for person in people:
        if person.is_active and person != part.by:
            link = link_to("meetings:assignment", part.assignment.slug)
            outbox.write("part_given", person, app="meetings", part=part, assignment=part.assignment, link=link)


def part_reported(part: Delegation) -> None:
    """To whoever passed it on."""
    if part.by != part.reported_by and part.by.is_active:
        link = link_to("meetings:assignment", part.assignment.slug)
        outbox.write("part_reported", part.by, app="meetings", part=part, assignment=part.assignment, link=link)
