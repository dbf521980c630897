"""The order in which seats chair the meetings of a committee.

Apps above give the meetings to come their chair by this order: they follow each change of it.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import Committee, RotationPlace, Seat, User

Follower = Callable[[Committee], object]

_followers: list[Follower] = []


def register_follower(function: Follower) -> None:
    """Called with the committee after each change of its order, in the same transaction."""
    if function not in _followers:
        _followers.append(function)


@transaction.atomic
def set_rotation(committee: Committee, seats: list[Seat], *, by: User | None) -> bool:
    """Write the whole order anew; one seat is a fixed chair, none leaves the chair open. Says whether it changed.

    Refused when a seat is named twice, belongs to another committee or has ended, and when a follower refuses.
    """
    committee = Committee.objects.select_for_update().get(pk=committee.pk)
    if len({seat.pk for seat in seats}) != len(seats):
        raise NotPossibleNow("seat_twice", _("A seat can stand in the order only once."))
    open_seats = set(Seat.objects.on().filter(committee=committee).values_list("pk", flat=True))
    for seat in seats:
        if seat.pk not in open_seats:
            facts = {"seat": seat, "committee": committee.short_name}
            raise NotPossibleNow("no_seat_here", _("%(seat)s has no seat in %(committee)s today.") % facts)
    before = list(committee.rotation.order_by("position").values_list("seat_id", flat=True))
    if before == [seat.pk for seat in seats]:
        return False
    committee.rotation.all().delete()
    RotationPlace.objects.bulk_create(
        RotationPlace(committee=committee, position=position, seat=seat) for position, seat in enumerate(seats)
    )
    history.record(committee, "rotation_set", by=by, order=", ".join(str(seat) for seat in seats))
    for follow in _followers:
        follow(committee)
    return True
