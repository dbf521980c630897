"""One function per message. Each writes outbox rows in the caller's transaction; the worker sends them."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from kog import links, outbox
from kog import queries as network
from kog.enums import LinkPurpose
from kog.models import Committee, Institution, Seat, User
from meetings.models import (
    AgendaComment,
    AgendaItem,
    Assignment,
    CircularProcedure,
    Delegation,
    Guest,
    Mandate,
    Matter,
    MatterAnswer,
    Meeting,
    Objection,
    Participation,
    Protocol,
    Review,
)
from meetings.queries.meetings import chair_of


def _link(name: str, *args: object) -> str:
    return settings.BASE_URL + reverse(name, args=args)


def _own_link(person: User, purpose: LinkPurpose, subject: object, by: User | None = None) -> str:
    """A link that does one thing for this person without signing in; an earlier one for the same thing ends."""
    links.revoke_for(subject, purpose=purpose, person=person, by=by)
    return links.issue(person, purpose, by=by, subject=subject)[1]


def _people_on(committee: Committee, meeting: Meeting | None = None) -> list[User]:
    """Holders and deputies of a committee, on the meeting's day or today."""
    day = meeting.date if meeting else None
    people = {row.person for seat in network.seats_on(committee, day) for row in seat.occupied}
    return sorted((person for person in people if person.is_active), key=lambda person: person.pk)


def _people_in_charge(assignment: Assignment) -> list[User]:
    """Who hears of an assignment: the people of the house on the committee, or the lead of the group in charge."""
    if isinstance(assignment.lead, Institution):
        seats = network.seats_on(assignment.committee).filter(institution=assignment.lead)
    else:
        seats = network.seats_on(assignment.lead).filter(function="lead")
    return [row.person for seat in seats for row in seat.occupied if row.person.is_active]


def invitation(meeting: Meeting, participations: Iterable[Participation]) -> None:
    items = list(meeting.items.accepted().filter(parent=None, confidential=False))
    for row in participations:
        if row.person and row.person.is_active:
            outbox.write(
                "invitation",
                row.person,
                app="meetings",
                meeting=meeting,
                items=items,
                link=_link("meetings:meeting", meeting.slug),
                answer=_own_link(row.person, LinkPurpose.ANSWER_MEETING, row),
                substitute=_own_link(row.person, LinkPurpose.NAME_SUBSTITUTE, row),
            )


def _tell_invited(kind: str, meeting: Meeting, **context: object) -> None:
    for row in meeting.participations.filter(person__is_active=True).select_related("person"):
        outbox.write(
            kind, row.person, app="meetings", meeting=meeting, link=_link("meetings:meeting", meeting.slug), **context
        )


def meeting_changed(meeting: Meeting, *, reason: str) -> None:
    _tell_invited("meeting_changed", meeting, reason=reason)


def meeting_cancelled(meeting: Meeting) -> None:
    _tell_invited("meeting_cancelled", meeting)


def item_suggested(item: AgendaItem) -> None:
    for person in network.secretaries() if item.committee.is_board else ():
        outbox.write(
            "item_suggested", person, app="meetings", item=item, link=_link("meetings:pool", item.committee.key)
        )


def item_answered(item: AgendaItem) -> None:
    if item.suggested_by and item.suggested_by.is_active:
        outbox.write("item_answered", item.suggested_by, app="meetings", item=item, meeting=item.meeting)


def agenda_commented(comment: AgendaComment) -> None:
    for person in network.secretaries().exclude(pk=comment.by_id):
        link = _link("meetings:agenda", comment.meeting.slug)
        outbox.write("agenda_commented", person, app="meetings", comment=comment, meeting=comment.meeting, link=link)


def assignment_given(assignment: Assignment) -> None:
    _ask_for_report("assignment_given", assignment, assignment=assignment)


def report_wanted(assignment: Assignment) -> None:
    _ask_for_report("report_wanted", assignment, assignment=assignment)


def _ask_for_report(kind: str, work: Assignment, **context: object) -> None:
    """To those in charge; while the assignment is open, with a link of one's own to report on it."""
    for person in _people_in_charge(work):
        context["report"] = _own_link(person, LinkPurpose.REPORT, work) if work.is_open else ""
        link = _link("meetings:assignment", work.slug)
        outbox.write(kind, person, app="meetings", link=link, **context)


def assignment_reviewed(review: Review) -> None:
    _ask_for_report("assignment_reviewed", review.assignment, review=review)


def protocol_to_chair(protocol: Protocol) -> None:
    if person := chair_of(protocol.meeting):
        outbox.write("protocol_to_chair", person, app="meetings", protocol=protocol, link=_protocol_link(protocol))


def protocol_circulated(protocol: Protocol) -> None:
    for person in _people_on(protocol.committee, protocol.meeting):
        outbox.write("protocol_circulated", person, app="meetings", protocol=protocol, link=_protocol_link(protocol))


def objection_raised(objection: Objection) -> None:
    for person in network.secretaries():
        outbox.write(
            "objection_raised", person, app="meetings", objection=objection, link=_protocol_link(objection.protocol)
        )


def objection_decided(objection: Objection) -> None:
    outbox.write(
        "objection_decided", objection.by, app="meetings", objection=objection, link=_protocol_link(objection.protocol)
    )


def _protocol_link(protocol: Protocol) -> str:
    return _link("meetings:protocol", protocol.meeting.slug)


def matter_arrived(matter: Matter) -> None:
    """To the secretariat: something for itself, or for a body outside."""
    for person in network.secretaries().exclude(pk=matter.raised_by_id):
        link = _link("meetings:matter", matter.slug)
        outbox.write("matter_arrived", person, app="meetings", matter=matter, link=link)


def _people_of_origin(matter: Matter) -> list[User]:
    """Who confirms: the lead of the group a matter came from or went on in; for a house whoever raised it, or, when
    that person left, those who sit for the house where it is answered.
    """
    people: set[User] = set()
    if house := matter.origin_institution:
        person = matter.raised_by
        if person and person.is_active and house.pk in network.institutions_of(person):
            people = {person}
        else:
            seats = network.seats_on(matter.addressee or network.board()).filter(institution=house)
            people = {row.person for seat in seats for row in seat.occupied}
    for group in _living_heirs(matter.origin):
        leads = network.seats_on(group).filter(function="lead")
        people |= {row.person for seat in leads for row in seat.occupied}
    return sorted((person for person in people if person.is_active), key=lambda person: person.pk)


def _living_heirs(group: Committee | None) -> list[Committee]:
    """The group itself, or those it went on in, over however many steps."""
    if group is None or not group.dissolved:
        return [group] if group else []
    steps = group.successions.select_related("successor")
    return [heir for step in steps for heir in _living_heirs(step.successor)]


def matter_answered(answer: MatterAnswer) -> None:
    _to_origin("matter_answered", answer)


def answer_reminder(answer: MatterAnswer) -> None:
    _to_origin("answer_reminder", answer)


def _to_origin(kind: str, answer: MatterAnswer) -> None:
    """With a link of one's own that confirms this answer and nothing else."""
    for person in _people_of_origin(answer.matter):
        confirm = _own_link(person, LinkPurpose.CONFIRM_ANSWER, answer, by=answer.by)
        link = _link("meetings:matter", answer.matter.slug)
        outbox.write(kind, person, app="meetings", answer=answer, matter=answer.matter, link=link, confirm=confirm)


def answer_counts(answer: MatterAnswer) -> None:
    for person in {*_people_of_origin(answer.matter), *network.secretaries()}:
        link = _link("meetings:matter", answer.matter.slug)
        outbox.write("answer_counts", person, app="meetings", answer=answer, matter=answer.matter, link=link)


def answer_objected(answer: MatterAnswer) -> None:
    for person in network.secretaries():
        link = _link("meetings:matter", answer.matter.slug)
        outbox.write("answer_objected", person, app="meetings", answer=answer, matter=answer.matter, link=link)


def mandate_given(mandate: Mandate) -> None:
    """To the lead of the group, and to the people of the house that leads it."""
    seats = network.seats_on(mandate.group).filter(function="lead")
    people = {row.person for seat in seats for row in seat.occupied}
    if mandate.group.lead:
        house = network.seats_on(mandate.given_by).filter(institution=mandate.group.lead)
        people |= {row.person for seat in house for row in seat.occupied}
    item = mandate.report_items.order_by("-pk").first()
    for person in sorted((one for one in people if one.is_active), key=lambda one: one.pk):
        link = _link("kog:committee", mandate.group.key)
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
            link = _link("meetings:assignment", part.assignment.slug)
            outbox.write("part_given", person, app="meetings", part=part, assignment=part.assignment, link=link)


def part_reported(part: Delegation) -> None:
    """To whoever passed it on."""
    if part.by != part.reported_by and part.by.is_active:
        link = _link("meetings:assignment", part.assignment.slug)
        outbox.write("part_reported", part.by, app="meetings", part=part, assignment=part.assignment, link=link)


def circular_opened(procedure: CircularProcedure, seats: list[Seat]) -> None:
    """To holders and deputies of the seats that are asked."""
    people = {row.person for seat in seats for row in seat.occupied if row.person.is_active}
    _tell_of_circular("circular_opened", procedure, people)


def circular_finished(procedure: CircularProcedure) -> None:
    _tell_of_circular("circular_finished", procedure, {*_people_on(procedure.committee), *network.secretaries()})


def circular_objected(procedure: CircularProcedure, seat: Seat, item: AgendaItem) -> None:
    people = {*_people_on(procedure.committee), *network.secretaries()}
    _tell_of_circular("circular_objected", procedure, people, seat=seat, meeting=item.meeting)


def _tell_of_circular(kind: str, procedure: CircularProcedure, people: set[User], **context: object) -> None:
    link = _link("meetings:circular", procedure.slug)
    for person in sorted(people, key=lambda person: person.pk):
        outbox.write(kind, person, app="meetings", procedure=procedure, link=link, **context)


def guest_asked(guest: Guest) -> None:
    """What a guest may know: the one item, the meeting's day and place."""
    link = _link("meetings:item", guest.item_id)
    outbox.write("guest_asked", guest.person, app="meetings", guest=guest, meeting=guest.item.meeting, link=link)


def moderator_asked(meeting: Meeting) -> None:
    link = _link("meetings:meeting", meeting.slug)
    outbox.write("moderator_asked", meeting.moderator, app="meetings", meeting=meeting, link=link)
