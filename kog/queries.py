"""Who sits where on which day. Everything that decides access asks here, live, from dated facts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from kog import links
from kog.enums import CommitteeKind, LinkPurpose, OccupancyRole, Office
from kog.models import (
    Appointment,
    Committee,
    DigestMark,
    Field,
    Institution,
    Network,
    Occupancy,
    Rules,
    ScopedLink,
    Seat,
    User,
    on_day,
)


def network() -> Network | None:
    """The one row of this installation, or None before it was loaded."""
    return Network.objects.select_related("secretariat_institution", "secretariat_supported_by").first()


def offices(person: User, day: dt.date | None = None) -> set[str]:
    return set(Appointment.objects.on(day).filter(person=person).values_list("office", flat=True))


def appointments() -> QuerySet[Appointment]:
    """Offices that are not over, with their people."""
    found = Appointment.objects.filter(not_over()).select_related("person__institution")
    return found.order_by("office", "person__sort_name", "valid_from")


def secretaries(day: dt.date | None = None) -> QuerySet[User]:
    """The people who are the secretariat on this day."""
    held = Appointment.objects.on(day).filter(office=Office.SECRETARY, person=OuterRef("pk"))
    return User.objects.filter(Exists(held), is_active=True)


def committees_of(person: User, day: dt.date | None = None) -> QuerySet[Committee]:
    """Committees in which the person holds a seat or deputises on this day."""
    return Committee.objects.filter(Exists(occupancies_of(person, day).filter(seat__committee=OuterRef("pk"))))


def occupancies_of(person: User, day: dt.date | None = None) -> QuerySet[Occupancy]:
    """What the person holds on this day; both the occupancy and its seat must be valid."""
    return Occupancy.objects.on(day).filter(on_day(day, "seat__"), person=person)


def seats_held_by(person: User, day: dt.date | None = None) -> QuerySet[Seat]:
    """Seats on which the person sits or deputises on this day, each with its committee."""
    held = Occupancy.objects.on(day).filter(person=person, seat=OuterRef("pk"))
    return Seat.objects.on(day).filter(Exists(held)).select_related("committee").order_by("pk")


def institutions_of(person: User, day: dt.date | None = None) -> set[int]:
    """Ids of the houses the person speaks for: those of the seats held on this day, and the own house."""
    ids = set(occupancies_of(person, day).values_list("seat__institution_id", flat=True))
    if person.institution_id:
        ids.add(person.institution_id)
    return ids


def sits_on_board(person: User, day: dt.date | None = None) -> bool:
    return occupancies_of(person, day).filter(seat__committee__kind=CommitteeKind.BOARD).exists()


def seats_on(committee: Committee, day: dt.date | None = None) -> QuerySet[Seat]:
    """Seats of a committee on a day, each with its people of that day in `occupied` (holder first)."""
    people = Occupancy.objects.on(day).select_related("person").order_by("-role", "valid_from")
    return (
        Seat.objects.on(day)
        .filter(committee=committee)
        .select_related("institution__level", "committee")
        .prefetch_related(Prefetch("occupancies", queryset=people, to_attr="occupied"))
    )


def holder_on(seat: Seat, day: dt.date | None = None) -> User | None:
    """The person who holds the seat on this day, or None when it is vacant. One query."""
    held = seat.occupancies.on(day).filter(role=OccupancyRole.HOLDER).select_related("person").first()
    return held.person if held else None


def rules_on(committee: Committee, day: dt.date | None = None) -> Rules:
    """The rules of procedure in force on this day; before the first row, the defaults (not saved)."""
    day = day or timezone.localdate()
    row = Rules.objects.filter(committee=committee, valid_from__lte=day).order_by("-valid_from").first()
    return row or Rules(committee=committee, valid_from=day, full_form=committee.is_board)


def board() -> Committee | None:
    """The leadership board of this network."""
    return Committee.objects.boards().order_by("dissolved", "pk").first()


def not_over() -> Q:
    """The condition that a dated fact did not end before today; it may still lie ahead."""
    return Q(valid_until=None) | Q(valid_until__gte=timezone.localdate())


def held_or_coming(person: User) -> QuerySet[Occupancy]:
    """What the person holds today or will hold, in the order of the committees, with seat, committee and house."""
    return (
        person.occupancies.filter(not_over())
        .select_related("seat__committee", "seat__institution")
        .order_by("seat__committee__position", "seat__committee__name")
    )


def committees(day: dt.date | None = None) -> QuerySet[Committee]:
    """Committees that exist on this day, in their order."""
    return Committee.objects.active(day)


def committee_tree() -> list[Committee]:
    """Committees of today as a flat list in the order of a tree: each knows its `depth`, `seat_count` and `vacant`.

    One query; what hangs on a dissolved committee moves to the top.
    """
    held = Occupancy.objects.on().filter(seat=OuterRef("pk"), role=OccupancyRole.HOLDER)
    seats = Seat.objects.on().filter(committee=OuterRef("pk")).order_by().values("committee")
    counted = seats.annotate(number=Count("pk")).values("number")
    vacant = seats.filter(~Exists(held)).annotate(number=Count("pk")).values("number")
    rows = list(
        committees()
        .select_related("lead")
        .annotate(seat_count=Coalesce(Subquery(counted), 0), vacant=Coalesce(Subquery(vacant), 0))
    )
    known = {row.pk for row in rows}
    children: dict[int | None, list[Committee]] = defaultdict(list)
    for row in rows:
        children[row.parent_id if row.parent_id in known else None].append(row)
    return list(_walk(children, None, 0))


def _walk(children: dict[int | None, list[Committee]], parent: int | None, depth: int) -> Iterator[Committee]:
    for committee in children[parent]:
        committee.depth = depth
        yield committee
        yield from _walk(children, committee.pk, depth + 1)


def subgroups_of(committee: Committee, day: dt.date | None = None) -> QuerySet[Committee]:
    return committees(day).filter(parent=committee).select_related("lead")


def seats_to_fill(committee: Committee) -> QuerySet[Seat]:
    """Seats that are not over, with the people who sit there now or will, in `occupied`."""
    people = Occupancy.objects.filter(not_over()).select_related("person").order_by("-role", "valid_from")
    return (
        committee.seats.filter(not_over())
        .select_related("institution")
        .prefetch_related(Prefetch("occupancies", queryset=people, to_attr="occupied"))
    )


def seats_by_committee(wanted: list[Committee]) -> list[tuple[Committee, list[Seat]]]:
    """Who is who today in these committees. Two queries, however many they are."""
    people = Occupancy.objects.on().select_related("person").order_by("-role", "valid_from")
    seats: dict[int, list[Seat]] = {committee.pk: [] for committee in wanted}
    found = Seat.objects.on().filter(committee__in=wanted).select_related("institution")
    for seat in found.prefetch_related(Prefetch("occupancies", queryset=people, to_attr="occupied")):
        seats[seat.committee_id].append(seat)
    return [(committee, seats[committee.pk]) for committee in wanted]


def fields() -> QuerySet[Field]:
    """Topics in their order, each with the numbers of its houses and of its committees of today."""
    houses = Institution.objects.filter(fields=OuterRef("pk")).order_by().values("fields")
    groups = committees().filter(fields=OuterRef("pk")).order_by().values("fields")
    return Field.objects.annotate(
        house_count=Coalesce(Subquery(houses.annotate(number=Count("pk")).values("number")), 0),
        group_count=Coalesce(Subquery(groups.annotate(number=Count("pk")).values("number")), 0),
    )


def institutions() -> QuerySet[Institution]:
    return Institution.objects.select_related("level", "parent").prefetch_related("fields")


def committees_of_field(field: Field) -> QuerySet[Committee]:
    return committees().filter(fields=field).select_related("lead")


def institutions_of_field(field: Field) -> QuerySet[Institution]:
    return Institution.objects.filter(fields=field).select_related("level", "parent")


def people(institution: Institution | None = None) -> QuerySet[User]:
    """People who work in the network today, with their house; of one house, when it is named."""
    found = User.objects.filter(is_active=True).select_related("institution")
    return found.filter(institution=institution) if institution else found


def former_of_person(person: User) -> QuerySet[Occupancy]:
    return (
        person.occupancies.filter(valid_until__lt=timezone.localdate())
        .select_related("seat__committee", "seat__institution")
        .order_by("-valid_until")
    )


def open_invitation(person: User) -> ScopedLink | None:
    return person.scoped_links.open().filter(purpose=LinkPurpose.INVITATION).order_by("-pk").first()


def open_links(person: User) -> list[ScopedLink]:
    """What mails let this person do now, the latest first, with what each is `about`. The invitation stands apart."""
    found = list(person.scoped_links.open().exclude(purpose=LinkPurpose.INVITATION).order_by("-pk"))
    words = links.named(found)
    for link in found:
        link.about = words[link]
    return found


def people_to_tell(pace: str, since: dt.datetime) -> QuerySet[User]:
    """People whose last digest of this pace lies before this moment."""
    told = DigestMark.objects.filter(person=OuterRef("pk"), pace=pace, told_until__gte=since)
    return people().filter(~Exists(told))


def people_without_mail() -> QuerySet[User]:
    """People whose mail comes back from the address they have now."""
    return people().filter(undeliverable_address=F("email")).order_by("undeliverable_since")
