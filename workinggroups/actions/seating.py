"""The people of a group go on in the one that follows it."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from kog import queries
from kog.actions.appointing import occupy, open_seat
from kog.enums import OccupancyRole, SeatFunction
from kog.models import Committee, Seat, User


def bring_over(
    group: Committee, successor: Committee, *, on: dt.date, by: User | None, houses: Collection[int] | None = None
) -> None:
    """Give the houses of a group a seat in its successor and its people a place there; `houses` (ids) limits it.

    Where the successor knows the house, its seat serves; where somebody holds it already, others become deputies.
    """
    there = {(seat.institution_id, seat.label): seat for seat in queries.seats_on(successor, on)}
    for seat in queries.seats_on(group, on):
        if houses is None or seat.institution_id in houses:
            wanted = seat.institution_id, seat.label
            there[wanted] = there.get(wanted) or _open_like(seat, successor, on, by)
            _sit_over(seat, there[wanted], on, by)


def _open_like(seat: Seat, successor: Committee, on: dt.date, by: User | None) -> Seat:
    function = SeatFunction.MEMBER if seat.function == SeatFunction.LEAD else seat.function
    facts = {"label": seat.label, "function": function, "has_vote": seat.has_vote}
    return open_seat(successor, seat.institution, since=on, by=by, **facts)


def _sit_over(seat: Seat, target: Seat, on: dt.date, by: User | None) -> None:
    sitting = list(target.occupancies.filter(Q(valid_until=None) | Q(valid_until__gte=on)))
    known = {held.person_id for held in sitting}
    taken = any(held.role == OccupancyRole.HOLDER for held in sitting)
    for held in seat.occupied:  # the holder first
        if held.person_id in known or not held.person.is_active:
            continue
        role = OccupancyRole.DEPUTY if taken else held.role
        until = min(filter(None, (held.valid_until, target.valid_until)), default=None)
        occupy(target, held.person, since=on, role=role, until=until, by=by)
        taken = taken or role == OccupancyRole.HOLDER
        known.add(held.person_id)
