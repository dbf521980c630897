"""The way of a matter and of its answer."""

from kog import outbox
from kog import queries as network
from kog.enums import LinkPurpose
from kog.models import Committee, User
from meetings.mails.addressing import link_to, own_link
from meetings.models import Matter, MatterAnswer


def matter_arrived(matter: Matter) -> None:
    """To the secretariat: something for itself, or for a body outside."""
    for person in network.secretaries().exclude(pk=matter.raised_by_id):
        link = link_to("meetings:matter", matter.slug)
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
        confirm = own_link(person, LinkPurpose.CONFIRM_ANSWER, answer, by=answer.by)
        link = link_to("meetings:matter", answer.matter.slug)
        outbox.write(kind, person, app="meetings", answer=answer, matter=answer.matter, link=link, confirm=confirm)


def answer_counts(answer: MatterAnswer) -> None:
    for person in {*_people_of_origin(answer.matter), *network.secretaries()}:
        link = link_to("meetings:matter", answer.matter.slug)
        outbox.write("answer_counts", person, app="meetings", answer=answer, matter=answer.matter, link=link)


def answer_objected(answer: MatterAnswer) -> None:
    for person in network.secretaries():
        link = link_to("meetings:matter", answer.matter.slug)
        outbox.write("answer_objected", person, app="meetings", answer=answer, matter=answer.matter, link=link)
