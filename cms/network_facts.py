"""What the public may know of the network: institutions, groups, aims. Never a person, a meeting or a paper."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from kog.enums import CommitteeKind
from kog.models import Committee, Institution, Seat
from kog.models.sorting import by_house

IS_BOARD = Q(kind=CommitteeKind.BOARD)


@dataclass
class LevelOfInstitutions:
    """The houses of one level: those with a seat on the board, and those that work in groups only."""

    name: str
    on_board: list[Institution] = field(default_factory=list)
    in_groups: list[Institution] = field(default_factory=list)


def groups() -> QuerySet[Committee]:
    """Every group of today, in the network's order, with its lead."""
    return Committee.objects.active().exclude(IS_BOARD).select_related("lead")


def with_houses(groups: QuerySet[Committee]) -> QuerySet[Committee]:
    """The same groups with the seats of today in `held_seats`."""
    seats = Seat.objects.on().select_related("institution").order_by(*by_house())
    return groups.prefetch_related(Prefetch("seats", queryset=seats, to_attr="held_seats"))


def houses_in(group: Committee) -> list[Institution]:
    """The institutions in a group from `with_houses`, the lead first, each once however many seats it has."""
    houses = [seat.institution for seat in group.held_seats]
    if group.lead:
        houses.insert(0, group.lead)
    return list(dict.fromkeys(houses))


def institutions_by_level() -> list[LevelOfInstitutions]:
    """Every institution with a seat today, by level in the network's order. One query."""
    seats_today = Seat.objects.on().filter(institution=OuterRef("pk"), committee__in=Committee.objects.active())
    on_board = Exists(seats_today.filter(committee__kind=CommitteeKind.BOARD))
    levels: dict[int, LevelOfInstitutions] = {}
    for house in (
        Institution.objects.filter(Exists(seats_today))
        .annotate(is_on_board=on_board)
        .select_related("level")
        .order_by("level__position", "level__name", "name")
    ):
        level = levels.setdefault(house.level_id, LevelOfInstitutions(house.level.name))
        (level.on_board if house.is_on_board else level.in_groups).append(house)
    return list(levels.values())
