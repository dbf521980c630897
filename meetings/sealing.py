"""The seal of an approved protocol: a SHA-256 over its text and the seal before it, so that no one can be changed
or taken out without all later ones showing it.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from kog.models import Committee
from meetings.enums import ProtocolState
from meetings.models import Protocol


def content_of(protocol: Protocol) -> str:
    """What is sealed, as JSON with sorted keys: who met when, and every section in order, as it was
    written and as it is shown."""
    meeting = protocol.meeting
    sections = [
        [one.position, one.number, one.title, one.confidential, one.text, one.html]
        for one in protocol.sections.order_by("position")
    ]
    record = {
        "committee": protocol.committee.key,
        "meeting": meeting.designation,
        "date": meeting.date.isoformat(),
        "approved_in": protocol.approved_in.designation if protocol.approved_in else "",
        "position": protocol.chain_position,
        "sections": sections,
    }
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def head(committee: Committee) -> Protocol | None:
    """The newest link. Who keeps its checksum notices when it is taken away, which the chain itself cannot show."""
    approved = Protocol.objects.filter(committee=committee, state=ProtocolState.APPROVED)
    return approved.select_related("meeting").order_by("-chain_position").first()


def seal(previous: str, content: str) -> str:
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold."""

    protocol: Protocol
    reason: str


def verify(committee: Committee) -> Iterator[Break]:
    """Every broken link of a committee's chain: a changed text, a wrong predecessor, a missing position."""
    previous, expected = "", 1
    approved = Protocol.objects.filter(committee=committee, state=ProtocolState.APPROVED)
    for protocol in approved.select_related("meeting", "committee", "approved_in").order_by("chain_position"):
        if protocol.chain_position != expected:
            yield Break(protocol, f"position {protocol.chain_position} follows {expected - 1}")
        if protocol.previous_sha256 != previous:
            yield Break(protocol, "does not follow the protocol before it")
        if protocol.sha256 != seal(protocol.previous_sha256, content_of(protocol)):
            yield Break(protocol, "its text is not the approved one")
        previous, expected = protocol.sha256, (protocol.chain_position or 0) + 1
