"""What belongs to the meetings of a standard work: agenda, attendance, resolutions, protocols with their seals."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from django.utils import timezone

from kog.loading import Counts
from kog.markdown import to_html
from kog.models import User
from meetings import sealing
from meetings.enums import (
    Attendance,
    ItemKind,
    Outcome,
    ProtocolState,
    ResolutionMethod,
    ResolutionResult,
    Standing,
)
from meetings.models import AgendaItem, Meeting, Participation, Protocol, ProtocolSection, Resolution
from meetings.workload.places import Past, Row, keep

ATTENDANCE = {
    "present": Attendance.PRESENT,
    "online": Attendance.REMOTE,
    "excused": Attendance.EXCUSED,
    "absent": Attendance.ABSENT,
}
STANDING = {0: Standing.OPENING, 1: Standing.PROTOCOL}
TOP = re.compile(r"^## TOP ", re.MULTILINE)


class Records:
    def __init__(self, people: dict[str, User], counts: Counts, past: Past) -> None:
        self.people, self.counts, self.past = people, counts, past
        self.items: dict[str, AgendaItem] = {}
        self.protocols: dict[int, Protocol] = {}
        self.approved: set[int] = set()
        self.resolved: dict[int, int] = defaultdict(int)

    def of_meetings(self, pairs: list[tuple[Row, Meeting]]) -> None:
        items = [item for row, meeting in pairs for item in self._items(row, meeting)]
        keep(self.counts, "agenda items", AgendaItem, (item for item in items if item.parent is None))
        keep(self.counts, "agenda items", AgendaItem, (item for item in items if item.parent is not None))
        held = [(row, meeting) for row, meeting in pairs if meeting.is_closed]
        keep(self.counts, "participations", Participation, (one for pair in held for one in self._attendance(*pair)))
        keep(self.counts, "resolutions", Resolution, (one for pair in held for one in self._resolutions(*pair)))
        for protocol in keep(self.counts, "protocols", Protocol, (self._protocol(*pair) for pair in held)):
            self.protocols[protocol.meeting_id] = protocol
        keep(self.counts, "sections", ProtocolSection, (one for pair in held for one in self._sections(*pair)))

    def _items(self, row: Row, meeting: Meeting) -> Iterator[AgendaItem]:
        by_number: dict[str, AgendaItem] = {}
        for place, entry in enumerate(row["agenda"]):
            parent = by_number.get(entry["no"].rpartition(".")[0])
            item = AgendaItem(
                committee=meeting.committee,
                meeting=meeting,
                parent=parent,
                position=place,
                kind=entry["kind"] if entry["kind"] in ItemKind.values else ItemKind.DISCUSSION,
                standing=STANDING.get(place, "") if entry["kind"] == "formal" else "",
                title=entry["title"][:300],
                minutes=entry["minutes"],
                presenter=self.people[entry["presenter"]].name,
                text=entry["text"],
                text_html=to_html(entry["text"]),
                proposed_resolution=entry["motion"] or "",
            )
            if meeting.is_closed:
                item.outcome = Outcome.RESOLVED if entry["vote"] else Outcome.TREATED
            by_number[entry["no"]] = self.items[entry["id"]] = item
            yield item

    def _attendance(self, row: Row, meeting: Meeting) -> Iterator[Participation]:
        place = self.past.places[meeting.committee_id]
        for entry in row["attendance"]:
            yield Participation(
                meeting=meeting,
                seat=place.seats[entry["person"]],
                person=self.people[entry["person"]],
                attendance=ATTENDANCE[entry["status"]],
            )

    def _resolutions(self, row: Row, meeting: Meeting) -> Iterator[Resolution]:
        prefix = f"{meeting.committee.prefix}-B {meeting.year}-{meeting.number}"
        for entry in row["agenda"]:
            if not (vote := entry["vote"]):
                continue
            self.resolved[meeting.pk] += 1
            accepted = vote["yes"] > vote["no"]
            yield Resolution(
                meeting=meeting,
                item=self.items[entry["id"]],
                number=f"{prefix}/{self.resolved[meeting.pk]:02}",
                wording=entry["motion"],
                wording_html=to_html(entry["motion"]),
                method=ResolutionMethod.VOTE,
                result=ResolutionResult.ACCEPTED if accepted else ResolutionResult.REJECTED,
                yes=vote["yes"],
                no=vote["no"],
                abstentions=vote["abstain"],
                at=meeting.closed_at,
            )

    def _protocol(self, row: Row, meeting: Meeting) -> Protocol:
        """As a draft first: sections can be added only before the seal."""
        protocol = Protocol(meeting=meeting, committee=meeting.committee, drafted_at=meeting.closed_at)
        if row["protocol"]["state"] == "approved":
            protocol.sent_to_chair_at = meeting.closed_at + dt.timedelta(days=7)
            protocol.circulated_at = meeting.closed_at + dt.timedelta(days=14)
            protocol.objections_until = meeting.date + dt.timedelta(days=28)
            approved = dt.datetime.fromisoformat(row["protocol"]["approved_at"])
            protocol.approved_at = timezone.make_aware(approved)
            self.approved.add(meeting.pk)
        protocol.wanted_at, protocol.approved_at = protocol.approved_at, None
        return protocol

    def _sections(self, row: Row, meeting: Meeting) -> Iterator[ProtocolSection]:
        head, *parts = TOP.split(row["protocol"]["markdown"])
        texts = [(None, head.lstrip("# ").strip(), "")]
        for entry, part in zip(row["agenda"], parts, strict=False):
            texts.append((entry, entry["title"], part.partition("\n")[2].strip()))
        for position, (entry, title, text) in enumerate(texts):
            yield ProtocolSection(
                protocol=self.protocols[meeting.pk],
                item=self.items[entry["id"]] if entry else None,
                position=position,
                number=entry["no"] if entry else "",
                title=title[:300],
                text=text,
                html=to_html(text),
            )

    def chain_protocols(self) -> None:
        """Seal the approved ones in the order of their meetings, after those that were there before."""
        sealed = []
        for committee, held in self.past.held.items():
            last = Protocol.objects.filter(committee=committee, chain_position__isnull=False)
            last = last.order_by("-chain_position").first()
            previous, position = (last.sha256, last.chain_position) if last else ("", 0)
            for meeting in held:
                if meeting.pk not in self.approved:
                    continue
                protocol, position = self.protocols[meeting.pk], position + 1
                following = self.past.after(meeting)
                protocol.approved_in = following
                protocol.approved_at = following.closed_at if following else protocol.wanted_at
                protocol.chain_position, protocol.previous_sha256 = position, previous
                protocol.state = ProtocolState.APPROVED
                previous = protocol.sha256 = sealing.seal(previous, sealing.content_of(protocol))
                sealed.append(protocol)
        fields = ["state", "approved_in", "approved_at", "chain_position", "previous_sha256", "sha256"]
        Protocol.objects.bulk_update(sealed, fields, batch_size=200)

    def link_approvals(self) -> None:
        """On each agenda, the approval is that of the meeting before."""
        approvals = {item.meeting_id: item for item in self.items.values() if item.standing == Standing.PROTOCOL}
        linked = []
        for held in self.past.held.values():
            for before, meeting in pairwise(held):
                if item := approvals.get(meeting.pk):
                    item.protocol = self.protocols[before.pk]
                    item.outcome = Outcome.RESOLVED if before.pk in self.approved else Outcome.TREATED
                    linked.append(item)
        AgendaItem.objects.bulk_update(linked, ["protocol", "outcome"], batch_size=200)
