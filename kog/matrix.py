"""People and committees: one row a person, one column a committee, a letter for what somebody is there."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kog.enums import OccupancyRole, SeatFunction
from kog.models import Committee, Occupancy, User, on_day


@dataclass(frozen=True)
class Mark:
    letter: str | Promise
    word: str | Promise


LEAD = Mark(pgettext_lazy("letter in the matrix", "L"), _("Lead"))
MEMBER = Mark(pgettext_lazy("letter in the matrix", "M"), _("Member"))
ADVISORY = Mark(pgettext_lazy("letter in the matrix", "A"), _("Advisory member"))
DEPUTY = Mark(pgettext_lazy("letter in the matrix", "D"), _("Deputy"))
LEGEND = (LEAD, MEMBER, ADVISORY, DEPUTY)
BY_FUNCTION = {SeatFunction.LEAD: LEAD, SeatFunction.MEMBER: MEMBER, SeatFunction.ADVISORY: ADVISORY}


@dataclass
class Row:
    person: User
    cells: list[list[Mark]]

    @property
    def committees(self) -> int:
        return sum(1 for cell in self.cells if cell)


@dataclass(frozen=True)
class Matrix:
    committees: list[Committee]
    rows: list[Row]
    legend: tuple[Mark, ...] = LEGEND


def matrix_of(committees: QuerySet[Committee]) -> Matrix:
    """Who sits today in these committees, by name. Two queries."""
    columns = list(committees)
    place = {committee.pk: number for number, committee in enumerate(columns)}
    rows: dict[int, Row] = {}
    seated = (
        Occupancy.objects.on()
        .filter(on_day(prefix="seat__"), seat__committee__in=list(place), person__is_active=True)
        .select_related("person__institution", "seat")
        .order_by("person__sort_name", "person_id")
    )
    for occupancy in seated:
        row = rows.setdefault(occupancy.person_id, Row(occupancy.person, [[] for _committee in columns]))
        row.cells[place[occupancy.seat.committee_id]].append(_mark(occupancy))
    return Matrix(columns, list(rows.values()))


def _mark(occupancy: Occupancy) -> Mark:
    return DEPUTY if occupancy.role == OccupancyRole.DEPUTY else BY_FUNCTION[SeatFunction(occupancy.seat.function)]
