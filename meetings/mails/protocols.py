"""From the draft of a protocol to the decision on objections; and the thank-you."""

from kog import outbox
from kog import queries as network
from kog.models import User
from meetings.mails.addressing import link_to, people_on
from meetings.models import MeetingText, Objection, Protocol
from meetings.queries.meetings import chair_of


def protocol_to_chair(protocol: Protocol) -> None:
    if person := chair_of(protocol.meeting):
        outbox.write("protocol_to_chair", person, app="meetings", protocol=protocol, link=_protocol_link(protocol))


def protocol_circulated(protocol: Protocol) -> None:
    for person in people_on(protocol.committee, protocol.meeting):
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


def thanks(text: MeetingText, person: User) -> None:
    """What chair and secretariat wrote, in their words."""
    link = link_to("meetings:meeting", text.meeting.slug)
    meeting = text.meeting
    outbox.write("thanks", person, app="meetings", about=meeting, meeting=meeting, words=text, link=link)


def _protocol_link(protocol: Protocol) -> str:
    return link_to("meetings:protocol", protocol.meeting.slug)
