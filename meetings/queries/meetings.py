"""The order of a committee's meetings, and what a meeting is still waiting for."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum

from kog import queries as network
from kog.models import Committee, Rules, User, on_day
from kog.models.sorting import by_house
from meetings.enums import ATTENDING, Attendance, MeetingState, ProtocolState
from meetings.models import AgendaItem, Assignment, Meeting, Participation, Protocol


def next_open_meeting(meeting: Meeting) -> Meeting | None:
    """The meeting to which things move on: the next open one of the committee by date, else any open one, else none."""
    others = Meeting.objects.open().filter(committee=meeting.committee_id).exclude(pk=meeting.pk).in_order()
    return others.after(meeting).first() or others.first()


def previous_held_meeting(meeting: Meeting) -> Meeting | None:
    held = Meeting.objects.filter(committee=meeting.committee_id, state=MeetingState.CLOSED).before(meeting)
    return held.order_by("-date", "-pk").first()


def rules_of(meeting: Meeting) -> Rules:
    """The rules of procedure valid on the meeting's day."""
    return network.rules_on(meeting.committee, meeting.date)


def items_wanted_by(meeting: Meeting) -> dt.date:
    """Until when items are handed in, by the rules."""
    return meeting.date - dt.timedelta(days=rules_of(meeting).item_deadline_days)


def chair_of(meeting: Meeting) -> User | None:
    """The person who holds the chairing seat on the meeting's day."""
    return network.holder_on(meeting.chair_seat, meeting.date) if meeting.chair_seat else None


def due_assignments(meeting: Meeting) -> QuerySet[Assignment]:
    """Open assignments this meeting has to review, oldest first, with lead and origin."""
    return (
        Assignment.objects.open()
        .filter(due_meeting=meeting)
        .select_related("lead_institution", "lead_committee", "set_in")
        .order_by("set_in__date", "pk")
    )


def not_yet_reviewed(meeting: Meeting) -> QuerySet[Assignment]:
    """Due here and without a review of this meeting: they keep it from being closed."""
    return due_assignments(meeting).exclude(reviews__meeting=meeting)


def items_without_outcome(meeting: Meeting) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.without_outcome().filter(meeting=meeting)


def unrecorded_attendance(meeting: Meeting) -> QuerySet[Participation]:
    rows = Participation.objects.filter(meeting=meeting, attendance=Attendance.UNKNOWN)
    return rows.select_related("seat__institution").order_by(*by_house("seat__"))


def waiting_protocols(committee: Committee) -> QuerySet[Protocol]:
    """Protocols of held meetings that are not approved and on no agenda that is still to come, oldest first."""
    on_an_agenda = AgendaItem.objects.filter(
        protocol__isnull=False, meeting__state__in=[MeetingState.PLANNED, MeetingState.INVITED, MeetingState.RUNNING]
    )
    return (
        Protocol.objects.filter(committee=committee)
        .exclude(state=ProtocolState.APPROVED)
        .exclude(pk__in=on_an_agenda.values("protocol"))
        .select_related("meeting")
        .order_by("meeting__date", "pk")
    )


def minutes_planned(meeting: Meeting) -> int:
    """Minutes of all items that have no sub-items."""
    total = AgendaItem.objects.accepted().filter(meeting=meeting, children=None).aggregate(sum=Sum("minutes"))
    return total["sum"] or 0


def votes_needed(rules: Rules, votes: int) -> int:
    """More than the rules' share of the votes, and at least their minimum (usual rule, § 90 VwVfG)."""
    needed = max(votes * rules.quorum_share // 100 + 1, min(rules.quorum_min, votes))
    return min(needed, votes) if votes else needed


@dataclass(frozen=True)
class Quorum:
    """Votes are counted by seat. `needed` comes from the rules of the meeting's day."""

    votes: int
    present: int
    needed: int

    @property
    def reached(self) -> bool:
        return self.present >= self.needed


def quorum(meeting: Meeting) -> Quorum:
    """Seats of the day that are there until the end, against the votes that are needed."""
    # A seat that was invited and ended before the day has no vote in the meeting.
    voting = Participation.objects.filter(on_day(meeting.date, "seat__"), meeting=meeting, seat__has_vote=True)
    votes = voting.count()
    there = voting.filter(attendance__in=ATTENDING)
    present = there.filter(Q(left_at=None) | Q(left_at__gte=F("meeting__ends"))).count()
    return Quorum(votes, present, votes_needed(rules_of(meeting), votes))
