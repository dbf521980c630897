"""Who is told of a meeting, and as what: seats of its day, deputies, substitutes, who writes or moderates, guests."""

import datetime as dt
from dataclasses import dataclass, replace

from kog import queries as network
from kog.enums import OccupancyRole
from kog.models import Committee, Seat, User
from kog.models.sorting import by_house
from meetings.enums import PapersBy, Role
from meetings.models import AgendaItem, Attendee, Distribution, Guest, Meeting, PapersWish, Participation

# Who gets the papers that go along with an invitation.
READ_PAPERS = (Role.CHAIR, Role.MEMBER, Role.SUBSTITUTE, Role.DEPUTY)


@dataclass(frozen=True)
class Recipient:
    """Each person once, with the first thing that makes them come."""

    person: User
    role: Role
    seat: Seat | None = None
    row: Participation | None = None
    items: tuple[AgendaItem, ...] = ()
    papers: PapersBy = PapersBy.LINK


def distribution_of(committee: Committee) -> Distribution:
    """How the committee is invited; the defaults (not saved) where nobody chose."""
    return Distribution.objects.filter(committee=committee).first() or Distribution(committee=committee)


def wishes_of(committee: Committee) -> dict[int, str]:
    """Who gets papers otherwise than the committee does, by the person's id."""
    return dict(PapersWish.objects.filter(committee=committee).values_list("person", "papers"))


def people_on_the_list(committee: Committee) -> list[User]:
    """Holders and deputies of today, as they are sorted in the directory."""
    people = {row.person for seat in network.seats_on(committee) for row in seat.occupied if row.person.is_active}
    return sorted(people, key=lambda one: (one.sort_name, one.pk))


def answers_wanted_by(meeting: Meeting) -> dt.date:
    return meeting.date - dt.timedelta(days=distribution_of(meeting.committee).answer_days)


def told_since(meeting: Meeting, moment: dt.datetime) -> int:
    """How many of those who are expected were written to."""
    return Attendee.objects.filter(meeting=meeting, withdrawn_at=None, sent_at__gte=moment).count()


def recipients_of(meeting: Meeting) -> list[Recipient]:
    """Holders by seat first, then those who come instead, deputies, helpers and guests. Eight queries, however many."""
    seats = list(network.seats_on(meeting.committee, meeting.date).order_by(*by_house()))
    rows = {row.seat_id: row for row in meeting.participations.select_related("substitute_person")}
    found = [*_holders(meeting, seats, rows), *_substitutes(seats, rows)]
    distribution = distribution_of(meeting.committee)
    if distribution.deputies_in_copy:
        found += _deputies(seats, rows)
    found += [
        Recipient(person, role)
        for person, role in ((meeting.moderator, Role.MODERATOR), (meeting.minute_taker, Role.MINUTES))
        if person
    ]
    found += _guests(meeting)
    once: dict[int, Recipient] = {}
    for one in found:
        if one.person.is_active:
            once.setdefault(one.person.pk, one)
    wishes = wishes_of(meeting.committee)
    return [
        replace(one, papers=PapersBy(wishes.get(one.person.pk, distribution.papers)))
        if one.role in READ_PAPERS
        else one
        for one in once.values()
    ]


def _holders(meeting: Meeting, seats: list[Seat], rows: dict[int, Participation]) -> list[Recipient]:
    return [
        Recipient(one.person, Role.CHAIR if seat.pk == meeting.chair_seat_id else Role.MEMBER, seat, rows.get(seat.pk))
        for seat in seats
        for one in seat.occupied
        if one.role == OccupancyRole.HOLDER
    ]


def _substitutes(seats: list[Seat], rows: dict[int, Participation]) -> list[Recipient]:
    named = [(seat, rows[seat.pk]) for seat in seats if seat.pk in rows]
    return [
        Recipient(row.substitute_person, Role.SUBSTITUTE, seat, row) for seat, row in named if row.substitute_person
    ]


def _deputies(seats: list[Seat], rows: dict[int, Participation]) -> list[Recipient]:
    return [
        Recipient(one.person, Role.DEPUTY, seat, rows.get(seat.pk))
        for seat in seats
        for one in seat.occupied
        if one.role == OccupancyRole.DEPUTY
    ]


def _guests(meeting: Meeting) -> list[Recipient]:
    """Guests whose time reaches the day of the meeting, each with all the items they were asked to."""
    asked = Guest.objects.filter(item__meeting=meeting, item__confidential=False, ended_at=None)
    items: dict[User, list[AgendaItem]] = {}
    for guest in asked.filter(until__gte=meeting.date).select_related("person", "item").order_by("item__position"):
        items.setdefault(guest.person, []).append(guest.item)
    return [Recipient(person, Role.GUEST, items=tuple(theirs)) for person, theirs in items.items()]
