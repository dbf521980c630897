"""What the preparation plan has people reminded of. Each says to how many people it went."""

from kog import outbox
from kog import queries as network
from kog.models import User
from meetings.mails.addressing import link_to, people_on
from meetings.models import AgendaItem, Assignment, Meeting, Protocol
from meetings.queries.meetings import chair_of, items_wanted_by
from meetings.queries.numbering import visible_numbered


def items_wanted(meeting: Meeting, people: list[User]) -> int:
    """To the leads of groups: until when items can be handed in."""
    for person in people:
        outbox.write(
            "items_wanted",
            person,
            app="meetings",
            about=meeting,
            meeting=meeting,
            until=items_wanted_by(meeting),
            link=link_to("meetings:suggest", meeting.committee.key),
        )
    return len(people)


def paper_wanted(item: AgendaItem) -> int:
    person = item.suggested_by
    if person is None:
        return 0
    agenda = AgendaItem.objects.accepted().filter(meeting=item.meeting_id)
    [item] = visible_numbered(agenda.select_related("meeting__committee"), {item.pk})
    link = link_to("meetings:item", item.pk)
    outbox.write("paper_wanted", person, app="meetings", about=item.meeting, item=item, meeting=item.meeting, link=link)
    return 1


def report_missing(assignment: Assignment, person: User) -> int:
    """To the link person of the group: nothing was heard."""
    link = link_to("meetings:assignment", assignment.slug)
    outbox.write("report_missing", person, app="meetings", about=assignment, assignment=assignment, link=link)
    return 1


def reports_missing(meeting: Meeting, assignments: list[Assignment]) -> int:
    """The chair's list, to the chair and the secretariat: of what nothing was heard before the meeting."""
    chair = chair_of(meeting)
    people = {*network.secretaries(), *([chair] if chair and chair.is_active else [])}
    for person in sorted(people, key=lambda one: one.pk):
        link = link_to("meetings:control_sheet", meeting.slug)
        outbox.write(
            "reports_missing",
            person,
            app="meetings",
            about=meeting,
            meeting=meeting,
            assignments=assignments,
            link=link,
        )
    return len(people)


def protocol_wanted(protocol: Protocol) -> int:
    """To whoever writes it; where nobody is named, to the secretariat."""
    writer = protocol.meeting.minute_taker
    people = [writer] if writer and writer.is_active else list(network.secretaries())
    for person in people:
        link = link_to("meetings:protocol", protocol.meeting.slug)
        outbox.write("protocol_wanted", person, app="meetings", about=protocol.meeting, protocol=protocol, link=link)
    return len(people)


def objections_end(protocol: Protocol) -> int:
    people = people_on(protocol.committee, protocol.meeting)
    for person in people:
        link = link_to("meetings:protocol", protocol.meeting.slug)
        outbox.write("objections_end", person, app="meetings", about=protocol.meeting, protocol=protocol, link=link)
    return len(people)
