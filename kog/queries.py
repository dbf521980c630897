"""Who sits where on which day. Everything that decides access asks here, live, from dated facts."""

import datetime as dt

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from kog.enums import CommitteeKind, OccupancyRole, Office, SeatFunction
from kog.models import (
    Appointment,
    Committee,
    Network,
    Occupancy,
    Rules,
    Seat,
    User,
    on_day,
)


def network() -> Network | None:
    """The one row of this installation, or None before it was loaded."""
    return Network.objects.select_related(
        "secretariat_institution", "secretariat_supported_by"
    ).first()


def offices(person: User, day: dt.date | None = None) -> set[str]:
    return set(
        Appointment.objects.on(day)
        .filter(person=person)
        .values_list("office", flat=True)
    )


def secretaries(day: dt.date | None = None) -> QuerySet[User]:
    """The people who are the secretariat on this day."""
    held = Appointment.objects.on(day).filter(
        office=Office.SECRETARY, person=OuterRef("pk")
    )
    return User.objects.filter(Exists(held), is_active=True)


def committees_of(person: User, day: dt.date | None = None) -> QuerySet[Committee]:
    """Committees in which the person holds a seat or deputises on this day."""
    return Committee.objects.filter(
        Exists(occupancies_of(person, day).filter(seat__committee=OuterRef("pk")))
    )


def occupancies_of(person: User, day: dt.date | None = None) -> QuerySet[Occupancy]:
    """What the person holds on this day; both the occupancy and its seat must be valid."""
    return Occupancy.objects.on(day).filter(on_day(day, "seat__"), person=person)


def committees_led_by(person: User, day: dt.date | None = None) -> QuerySet[Committee]:
    """Groups whose lead seat the person holds or deputises for on this day."""
    return Committee.objects.filter(
        Exists(
            occupancies_of(person, day).filter(
                seat__committee=OuterRef("pk"), seat__function=SeatFunction.LEAD
            )
        )
    )


def institutions_of(person: User, day: dt.date | None = None) -> set[int]:
    """Ids of the houses the person speaks for: those of the seats held on this day, and the own house."""
    ids = set(
        occupancies_of(person, day).values_list("seat__institution_id", flat=True)
    )
    if person.institution_id:
        ids.add(person.institution_id)
    return ids


def sits_on_board(person: User, day: dt.date | None = None) -> bool:
    return (
        occupancies_of(person, day)
        .filter(seat__committee__kind=CommitteeKind.BOARD)
        .exists()
    )


def seats_on(committee: Committee, day: dt.date | None = None) -> QuerySet[Seat]:
    """Seats of a committee on a day, each with its people of that day in `occupied` (holder first)."""
    people = (
        Occupancy.objects.on(day)
        .select_related("person")
        .order_by("-role", "valid_from")
    )
    return (
        Seat.objects.on(day)
        .filter(committee=committee)
        .select_related("institution__level", "committee")
        .prefetch_related(Prefetch("occupancies", queryset=people, to_attr="occupied"))
    )


def holder_on(seat: Seat, day: dt.date | None = None) -> User | None:
    """The person who holds the seat on this day, or None when it is vacant. One query."""
    held = (
        seat.occupancies.on(day)
        .filter(role=OccupancyRole.HOLDER)
        .select_related("person")
        .first()
    )
    return held.person if held else None


def rules_on(committee: Committee, day: dt.date | None = None) -> Rules:
    """The rules of procedure in force on this day; before the first row, the defaults (not saved)."""
    day = day or timezone.localdate()
    row = (
        Rules.objects.filter(committee=committee, valid_from__lte=day)
        .order_by("-valid_from")
        .first()
    )
    return row or Rules(
        committee=committee, valid_from=day, full_form=committee.is_board
    )


def board() -> Committee | None:
    """The leadership board of this network."""
    return Committee.objects.boards().order_by("dissolved", "pk").first()


def held_or_coming(person: User) -> QuerySet[Occupancy]:
    """What the person holds today or will hold, in the order of the committees, with seat, committee and house."""
    today = timezone.localdate()
    not_over = Q(valid_until=None) | Q(valid_until__gte=today)
    return (
        person.occupancies.filter(not_over)
        .select_related("seat__committee", "seat__institution")
        .order_by("seat__committee__position", "seat__committee__name")
    )
