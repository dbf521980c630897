"""Who sat where on a day, and who did before: everything about the seats of one committee or house in two queries."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone

from kog.enums import SeatFunction
from kog.models import Committee, Institution, Occupancy, RotationPlace, Seat
from kog.models.sorting import by_house


@dataclass(frozen=True)
class Roster:
    """`seats` hold on the day and bring their people of the day in `occupied`, the holder first.

    `former` are occupancies that were over by the day, the latest first; `rotation` is today's order of the chair.
    """

    seats: list[Seat]
    former: list[Occupancy]
    former_seats: list[Seat]
    rotation: list[Seat]

    @property
    def led_from(self) -> list[Seat]:
        """The seats whose holders lead the group."""
        return [seat for seat in self.seats if seat.function == SeatFunction.LEAD]


def of_committee(committee: Committee, day: dt.date | None = None) -> Roster:
    seats = committee.seats.select_related("institution").order_by(*by_house())
    return _roster(seats, day or timezone.localdate())


def of_institution(institution: Institution, day: dt.date | None = None) -> Roster:
    seats = institution.seats.select_related("committee").order_by("committee__position", "committee__name", "label")
    return _roster(seats, day or timezone.localdate())


def _roster(seats: QuerySet[Seat], day: dt.date) -> Roster:
    people = Occupancy.objects.select_related("person").order_by("-role", "valid_from", "pk")
    turn = RotationPlace.objects.filter(seat=OuterRef("pk")).values("position")[:1]
    everyone = Prefetch("occupancies", people, to_attr="everyone")
    ever = list(seats.annotate(turn=Subquery(turn)).prefetch_related(everyone))
    former: list[Occupancy] = []
    for seat in ever:
        seat.occupied = [held for held in seat.everyone if holds(seat, day) and holds(held, day)]
        for held in seat.everyone:
            held.seat = seat
            held.last_day = min(filter(None, (held.valid_until, seat.valid_until)), default=None)
        former += [held for held in seat.everyone if held.last_day and held.last_day < day]
    return Roster(
        seats=[seat for seat in ever if holds(seat, day)],
        former=sorted(former, key=lambda held: (held.last_day, held.pk), reverse=True),
        former_seats=[seat for seat in ever if seat.valid_until and seat.valid_until < day],
        rotation=sorted((seat for seat in ever if seat.turn is not None), key=lambda seat: seat.turn),
    )


def holds(fact: Seat | Occupancy, day: dt.date) -> bool:
    return fact.valid_from <= day and (fact.valid_until is None or fact.valid_until >= day)
