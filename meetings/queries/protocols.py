"""Protocols as people read them: ready HTML, without the sections that are not for this reader."""

from django.db.models import Q, QuerySet

from kog import rules as who
from kog.models import User
from meetings.models import Meeting, Objection, Protocol, ProtocolSection
from meetings.queries.visibility import protocols_visible_to


def sections_for(user: User, protocol: Protocol) -> QuerySet[ProtocolSection]:
    """In reading order; confidential ones for the committee's own members and the secretariat only."""
    sections = protocol.sections.all()
    if who.is_secretary(user) or protocol.committee_id in who.member_of(user):
        return sections
    return sections.filter(confidential=False)


def objections_for(user: User, protocol: Protocol) -> QuerySet[Objection]:
    """Objections to sections the person may read, oldest first."""
    readable = sections_for(user, protocol).values("pk")
    return protocol.objections.filter(section__in=readable).select_related("by", "section", "decided_by")


def browsable(user: User) -> QuerySet[Protocol]:
    """For the list, newest meeting first, with what a line shows."""
    return (
        protocols_visible_to(user)
        .select_related("meeting", "committee", "approved_in")
        .order_by("-meeting__date", "-meeting_id")
    )


def containing(protocols: QuerySet[Protocol], words: str, user: User) -> QuerySet[Protocol]:
    """Protocols in which every word occurs, in sections this person may read."""
    open_to_reader = Q(confidential=False)
    if who.is_secretary(user):
        open_to_reader = Q()
    elif own := who.member_of(user):
        open_to_reader |= Q(protocol__committee__in=own)
    for word in words.split():
        found = ProtocolSection.objects.filter(open_to_reader, Q(text__icontains=word) | Q(title__icontains=word))
        protocols = protocols.filter(pk__in=found.values("protocol"))
    return protocols


def next_in_chain(protocol: Protocol) -> Protocol | None:
    """The protocol that is sealed onto this one."""
    if protocol.chain_position is None:
        return None
    following = Protocol.objects.filter(committee=protocol.committee_id, chain_position=protocol.chain_position + 1)
    return following.select_related("meeting").first()


def approval_meeting(protocol: Protocol) -> Meeting | None:
    """The meeting on whose agenda the approval stands, while it is still to come."""
    item = (
        protocol.approval_items.filter(meeting__state__in=["planned", "invited", "running"])
        .select_related("meeting")
        .first()
    )
    return item.meeting if item else None
