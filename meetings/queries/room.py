"""What the minute-taker has before the eyes: the agenda with its gaps, the item in hand, who is there."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from documents.queries import documents_visible_to
from kog.models import Committee, Institution, User
from meetings.enums import AssignmentState, ItemKind, Outcome, ProtocolState, Standing
from meetings.models import AgendaItem, Assignment, Meeting, Participation, Review, StatusReport
from meetings.queries.mandates import review_of
from meetings.queries.meetings import Quorum, not_yet_reviewed, quorum
from meetings.queries.numbering import numbered
from meetings.queries.open_mic import entries_of
from meetings.queries.papers import as_they_were
from meetings.queries.participation import of_meeting


@dataclass
class Room:
    """One running meeting. Built in a constant number of queries, however long its agenda is."""

    meeting: Meeting
    items: list[AgendaItem]
    participations: list[Participation]
    quorum: Quorum
    unreviewed: int

    @property
    def attendance_missing(self) -> int:
        return sum(1 for row in self.participations if not row.attendance)

    @property
    def gaps(self) -> int:
        """How many things still keep the meeting from being closed."""
        open_items = sum(1 for item in self.items if not item.outcome and not item.has_children)
        return open_items + self.attendance_missing + self.unreviewed

    def item(self, pk: int | None) -> AgendaItem | None:
        wanted = pk or self.meeting.current_item_id
        found = next((item for item in self.items if item.pk == wanted), None)
        return found or next((item for item in self.items if not item.outcome and not item.has_children), None)

    def after(self, item: AgendaItem) -> AgendaItem | None:
        place = self.items.index(item)
        return self.items[place + 1] if place + 1 < len(self.items) else None


def room(meeting: Meeting) -> Room:
    items = numbered(
        meeting.items.accepted()
        .select_related("protocol__meeting", "discussion_by", "matter", "mandate__group")
        .annotate(
            resolution_count=Count("resolutions", distinct=True), assignment_count=Count("assignments", distinct=True)
        )
    )
    parents = {item.parent_id for item in items}
    for item in items:
        item.has_children = item.pk in parents
    people = list(of_meeting(meeting))
    return Room(meeting, items, people, quorum(meeting), not_yet_reviewed(meeting).count())


def reviewed_or_due(meeting: Meeting, user: User) -> QuerySet[Assignment]:
    """What this meeting has to review or has reviewed, oldest first: lead, partners, reports with the files that the
    person may read, own review.
    """
    files = Prefetch("documents", queryset=documents_visible_to(user))
    return (
        Assignment.objects.filter(Q(due_meeting=meeting, state=AssignmentState.OPEN) | Q(reviews__meeting=meeting))
        .distinct()
        .select_related("lead_institution", "lead_committee", "set_in", "due_meeting")
        .prefetch_related(
            "partners",
            Prefetch("reports", StatusReport.objects.select_related("by", "institution").prefetch_related(files)),
            Prefetch("reviews", Review.objects.select_related("meeting", "next_meeting")),
            "deferrals__from_meeting",
        )
        .order_by("set_in__date", "pk")
    )


def item_in_hand(item: AgendaItem) -> dict[str, object]:
    """The records of one item: its resolutions, assignments and papers."""
    return {
        "mandate_review": review_of(item) if item.mandate_id else None,
        "resolutions": item.resolutions.all(),
        "assignments": item.assignments.with_leads(),
        "papers": as_they_were(list(item.papers.select_related("document")), item.meeting),
        "mic": entries_of(item) if item.kind == ItemKind.OPEN_MIC else [],
    }


def can_be_approved(item: AgendaItem) -> bool:
    return item.standing == Standing.PROTOCOL and item.protocol is not None and not item.outcome


def pending_objections(item: AgendaItem) -> int:
    if item.protocol is None or item.protocol.state != ProtocolState.CIRCULATED:
        return 0
    return item.protocol.objections.filter(decision="pending").count()


def possible_leads() -> list[tuple[str, list[tuple[str, str]]]]:
    """Houses and groups that can take the lead, as choices: i-<id> and c-<id>."""
    houses = [(f"i-{one.pk}", str(one)) for one in Institution.objects.only("name", "short_name")]
    groups = Committee.objects.active().exclude(kind="board").only("name", "short_name")
    return [("institution", houses), ("committee", [(f"c-{one.pk}", one.name) for one in groups])]


def later_meetings(meeting: Meeting) -> QuerySet[Meeting]:
    """Open meetings of the committee after this one, the next first."""
    return Meeting.objects.open().filter(committee=meeting.committee_id).after(meeting).in_order()


OUTCOMES_BY_HAND = (Outcome.TREATED, Outcome.NOTED, Outcome.POSTPONED)
