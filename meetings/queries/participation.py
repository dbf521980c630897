"""Who said what to the invitation, who came, and whether that will do for a quorum."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils import timezone

from kog import queries as network
from kog import rules as who
from kog.enums import OccupancyRole
from kog.models import Occupancy, Rules, User
from kog.models.sorting import by_house
from meetings.enums import Answer, Attendance
from meetings.models import Guest, Meeting, Participation
from meetings.queries import visibility
from meetings.queries.meetings import votes_needed

# Whoever was reminded is left in peace so long.
AGAIN_AFTER = dt.timedelta(hours=20)


@dataclass(frozen=True)
class Forecast:
    """Seats by answer, and the votes to be expected against those that are needed."""

    seats: int
    accepted: int
    represented: int
    pending: int
    tentative: int
    declined: int
    vacant: int
    attended: int
    votes: int
    expected: int
    needed: int

    @property
    def reached(self) -> bool:
        return self.expected >= self.needed

    @property
    def lacking(self) -> int:
        return max(0, self.needed - self.expected)


def of_meeting(meeting: Meeting) -> QuerySet[Participation]:
    """One row per seat, in the order of the seats, with the person."""
    rows = meeting.participations.select_related("seat__institution", "person", "substitute_person", "answered_by")
    return rows.order_by(*by_house("seat__"))


def answered(meeting: Meeting) -> QuerySet[Participation]:
    return meeting.participations.exclude(answer=Answer.PENDING)


def to_remind(rows: list[Participation]) -> list[Participation]:
    """Of those who are silent, whom one may ask once more by now."""
    before = timezone.now() - AGAIN_AFTER
    return [row for row in rows if not row.reminded_at or row.reminded_at <= before]


def forecast(rows: list[Participation], rules: Rules) -> Forecast:
    """What the answers mean for the quorum: a seat that sends a substitute counts."""
    comes = [row for row in rows if row.answer == Answer.ACCEPTED or row.substitute]
    votes = sum(row.seat.has_vote for row in rows)

    def count(answer: str) -> int:
        return sum(row.answer == answer and not row.substitute for row in rows)

    return Forecast(
        seats=len(rows),
        accepted=count(Answer.ACCEPTED),
        represented=sum(bool(row.substitute) for row in rows),
        pending=sum(row.is_silent for row in rows),
        tentative=count(Answer.TENTATIVE),
        declined=count(Answer.DECLINED),
        vacant=sum(row.is_vacant for row in rows),
        attended=sum(row.attends for row in rows),
        votes=votes,
        expected=sum(row.seat.has_vote for row in comes),
        needed=votes_needed(rules, votes),
    )


def possible_substitutes(row: Participation) -> list[User]:
    """The deputies of the seat first, then the colleagues of its house; nobody of other houses is shown."""
    day = row.meeting.date
    deputies = Occupancy.objects.on(day).filter(seat=row.seat_id, role=OccupancyRole.DEPUTY).values("person")
    colleagues = User.objects.filter(Q(pk__in=deputies) | Q(institution=row.seat.institution_id), is_active=True)
    others = colleagues.exclude(pk=row.person_id).annotate(is_deputy=Q(pk__in=deputies))
    return list(others.order_by("-is_deputy", "sort_name", "pk"))


def seats_of(user: User) -> set[int]:
    """Ids of the seats the person holds or deputises for today."""
    return {seat.pk for seat in who.held_seats(user)}


def own_rows(rows: list[Participation], user: User) -> list[Participation]:
    mine = seats_of(user)
    return [row for row in rows if row.seat_id in mine]


def guests_of(meeting: Meeting, user: User) -> list[Guest]:
    """Who is asked to an item of the meeting that the person reads, with the item."""
    items = visibility.items_visible_to(user).filter(meeting=meeting)
    rows = Guest.objects.filter(item__in=items.values("pk"), ended_at=None).select_related("person", "item")
    return list(rows.order_by("item__position", "pk"))


def thanked(meeting: Meeting) -> list[User]:
    """Who took part and can be reached: members, those of the portal who came for them, who led and who wrote."""
    rows = [row for row in of_meeting(meeting) if row.attends]
    came = [row.substitute_person if row.attendance == Attendance.REPRESENTED else row.person for row in rows]
    people = {one for one in (*came, meeting.moderator, meeting.minute_taker) if one and one.is_active}
    return sorted(people, key=lambda one: (one.sort_name, one.pk))


def possible_minute_takers(meeting: Meeting) -> QuerySet[User]:
    """Whoever works in the network, secretariat and members first: minutes need not be taken by a member."""
    members = Participation.objects.filter(meeting=meeting, person=OuterRef("pk"))
    near = Exists(members) | Q(pk__in=network.secretaries().order_by().values("pk"))
    rows = User.objects.filter(is_active=True).select_related("institution")
    return rows.annotate(is_near=Case(When(near, then=0), default=1)).order_by("is_near", "sort_name", "pk")
