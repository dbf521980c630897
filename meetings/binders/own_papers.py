"""What the portal itself has for an item: the protocol that is to be approved, the assignments that are due."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, QuerySet, Subquery

from kog.models import HistoryEntry, User
from meetings.enums import AssignmentState, ProtocolState, Standing
from meetings.models import AgendaItem, Assignment, Meeting, Protocol, ProtocolSection
from meetings.papers.sheets import SHEETS
from meetings.queries.visibility import protocols_visible_to

KNOWN_TO_ALL = (ProtocolState.CIRCULATED, ProtocolState.APPROVED)


@dataclass(frozen=True)
class OwnPaper:
    """A sheet of `SHEETS` about a meeting. `mark` is the last entry of the history of what it tells."""

    name: str
    meeting: Meeting
    mark: int
    confidential: bool

    @property
    def title(self) -> str:
        return SHEETS[self.name].title_for(self.meeting)

    def pdf(self, reader: User) -> bytes:
        return SHEETS[self.name].pdf(self.meeting, reader)


def own_papers(meeting: Meeting, items: list[AgendaItem], reader: User, *, member: bool) -> dict[int, OwnPaper]:
    """By item. Drafts stay out, for not all members read them; assignments are for members of the committee."""
    approvals = {item.protocol_id: item.pk for item in items if item.protocol_id}
    found = {approvals[protocol.pk]: _protocol(protocol) for protocol in _protocols(reader, list(approvals))}
    reviews = [item.pk for item in items if item.standing == Standing.REVIEW]
    if member and reviews and (sheet := _assignments(meeting)):
        found[reviews[0]] = sheet
    return found


def _protocols(reader: User, wanted: list[int]) -> QuerySet[Protocol]:
    if not wanted:
        return Protocol.objects.none()
    last = _entries(Protocol).filter(subject_id=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    rows = protocols_visible_to(reader).filter(pk__in=wanted, state__in=KNOWN_TO_ALL)
    secret = Exists(ProtocolSection.objects.filter(protocol=OuterRef("pk"), confidential=True))
    return rows.select_related("meeting__committee").annotate(mark=Subquery(last), secret=secret)


def _protocol(protocol: Protocol) -> OwnPaper:
    return OwnPaper("protokoll", protocol.meeting, protocol.mark or 0, confidential=protocol.secret)


def _assignments(meeting: Meeting) -> OwnPaper | None:
    ours = Assignment.objects.filter(committee=meeting.committee_id)
    secret = Exists(ours.filter(item__confidential=True, state=AssignmentState.OPEN))
    entries = _entries(Assignment).filter(subject_id__in=ours.values("pk")).annotate(secret=secret)
    last = entries.order_by("-pk").first()
    return OwnPaper("auftragskontrolle", meeting, last.pk, confidential=last.secret) if last else None


def _entries(model: type[Model]) -> QuerySet[HistoryEntry]:
    return HistoryEntry.objects.filter(subject_type=ContentType.objects.get_for_model(model))
