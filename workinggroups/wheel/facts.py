"""Which committees there were on a day, how large they were, and what ran between them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kog.models import Committee, Seat, User
from workinggroups.flows import Flow, flows_of


@dataclass(frozen=True)
class Row:
    """A committee with the number of its seats and what runs between it and the board."""

    committee: Committee
    members: int
    flow: Flow = field(default_factory=Flow)


@dataclass(frozen=True)
class Facts:
    """What the picture shows and the table says. `groups` stand in the order of the tree."""

    day: dt.date
    board: Row | None
    groups: list[Row]

    @property
    def rows(self) -> list[Row]:
        return [self.board, *self.groups] if self.board else self.groups

    @property
    def total(self) -> Flow:
        flows = (row.flow for row in self.groups)
        return sum((Flow(flow.up, flow.down, flow.back) for flow in flows), Flow())

    @property
    def members(self) -> int:
        return sum(row.members for row in self.groups)


def committees_on(day: dt.date) -> QuerySet[Committee]:
    """Committees that existed on the day, each with `members`, the number of its seats then. One query."""
    seats = Seat.objects.on(day).filter(committee=OuterRef("pk")).order_by().values("committee")
    counted = seats.annotate(number=Count("pk")).values("number")
    return (
        Committee.objects.active(day)
        .filter(Q(founded=None) | Q(founded__lte=day))
        .select_related("lead")
        .annotate(members=Coalesce(Subquery(counted), 0))
    )


def public(day: dt.date, shown: Collection[int]) -> Facts:
    """For everybody: the board and the groups that are shown (ids), their leading houses and sizes.

    Nothing of what runs between them, no meeting, no person.
    """
    committees = [one for one in committees_on(day) if one.is_board or one.pk in shown]
    return _facts(committees, day, {})


def seen_by(user: User, day: dt.date) -> Facts:
    """For somebody in the network, with what this person may know of flows and meetings."""
    committees = list(committees_on(day))
    return _facts(committees, day, flows_of(committees, day, user))


def _facts(committees: list[Committee], day: dt.date, flows: dict[int, Flow]) -> Facts:
    rows = [Row(committee, committee.members, flows.get(committee.pk, Flow())) for committee in _in_tree(committees)]
    board = next((row for row in rows if row.committee.is_board), None)
    return Facts(day, board, [row for row in rows if row is not board])


def _in_tree(committees: list[Committee]) -> list[Committee]:
    """Each subgroup right after its group, so that they stand side by side."""
    known = {committee.pk for committee in committees}
    below: dict[int | None, list[Committee]] = {}
    for committee in committees:
        parent = committee.parent_id if committee.parent_id in known else None
        below.setdefault(parent, []).append(committee)

    def walk(parent: int | None) -> list[Committee]:
        return [one for committee in below.get(parent, []) for one in (committee, *walk(committee.pk))]

    return walk(None)
