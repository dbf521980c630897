"""What ties groups to the board: people who sit in both, houses that sit in both, and where such a tie is missing."""

import datetime as dt

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kog.enums import CommitteeKind, OccupancyRole
from kog.models import Committee, Occupancy, Seat, User, on_day
from workinggroups.models import LinkPerson


def on_board(day: dt.date | None = None) -> QuerySet[Occupancy]:
    """Who sits or deputises on the board on this day."""
    return Occupancy.objects.on(day).filter(on_day(day, "seat__"), seat__committee__kind=CommitteeKind.BOARD)


def link_people(committee: Committee, day: dt.date | None = None) -> QuerySet[User]:
    """People of a group who sit on the board as well, as holder or deputy."""
    here = Occupancy.objects.on(day).filter(on_day(day, "seat__"), seat__committee=committee, person=OuterRef("pk"))
    there = on_board(day).filter(person=OuterRef("pk"))
    return User.objects.filter(Exists(here), Exists(there), is_active=True).select_related("institution")


def with_gaps(day: dt.date | None = None) -> QuerySet[Committee]:
    """Committees of the day with what is missing: `unlinked` (nobody of the group sits on the board as well), `unnamed`
    (no link person on the board is named), `led_from_outside` (the lead's house has no seat on the board), `vacant`
    (number of seats that nobody holds).
    """
    both = Occupancy.objects.on(day).filter(
        on_day(day, "seat__"),
        Exists(on_board(day).filter(person=OuterRef("person"))),
        seat__committee=OuterRef("pk"),
    )
    named = LinkPerson.objects.on(day).filter(
        Exists(on_board(day).filter(person=OuterRef("person"))), committee=OuterRef("pk")
    )
    lead = Seat.objects.on(day).filter(committee__kind=CommitteeKind.BOARD, institution=OuterRef("lead"))
    vacant = vacant_seats(day).filter(committee=OuterRef("pk")).order_by().values("committee")
    group = ~Q(kind=CommitteeKind.BOARD)
    return (
        Committee.objects.active(day)
        .select_related("lead")
        .annotate(
            unlinked=ExpressionWrapper(group & ~Exists(both), BooleanField()),
            unnamed=ExpressionWrapper(group & ~Exists(named), BooleanField()),
            led_from_outside=ExpressionWrapper(group & Q(lead__isnull=False) & ~Exists(lead), BooleanField()),
            vacant=Coalesce(Subquery(vacant.annotate(number=Count("pk")).values("number")), 0),
        )
    )


def vacant_seats(day: dt.date | None = None) -> QuerySet[Seat]:
    """Seats of committees of the day that nobody holds; a deputy does not fill a seat."""
    held = Occupancy.objects.on(day).filter(seat=OuterRef("pk"), role=OccupancyRole.HOLDER)
    return (
        Seat.objects.on(day)
        .filter(~Exists(held), committee__in=Committee.objects.active(day))
        .select_related("committee", "institution")
        .order_by("committee__position", "committee__name", "institution__sort_name")
    )
