"""Parts of an assignment that were passed on, and to whom they may be."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kog import queries as network
from kog.models import Committee, Institution, Occupancy, User
from meetings.enums import AssignmentState, Progress
from meetings.models import Assignment, Delegation
from meetings.queries import visibility


@dataclass(frozen=True)
class Parts:
    """The open parts of one assignment and how far they are together."""

    rows: list[Delegation]

    @property
    def done(self) -> int:
        return sum(row.is_done for row in self.rows)


def parts_of(assignment: Assignment) -> Parts:
    rows = assignment.delegations.filter(withdrawn_at=None)
    return Parts(list(rows.select_related("person", "institution", "committee", "by", "reported_by")))


def recipients(assignment: Assignment) -> list[tuple[str, str, User | Institution | Committee]]:
    """Whom those in charge may pass a part on to: units and people of the house, or subgroups and people of the group.

    Value and word for the form, and the record.
    """
    if assignment.lead_institution:
        below: QuerySet = Institution.objects.filter(parent=assignment.lead_institution)
        here = Occupancy.objects.on().filter(seat__institution=assignment.lead_institution, person=OuterRef("pk"))
        people = User.objects.filter(Q(institution=assignment.lead_institution) | Q(Exists(here)), is_active=True)
    else:
        below = network.subgroups_of(assignment.lead_committee)
        here = Occupancy.objects.on().filter(seat__committee=assignment.lead_committee, person=OuterRef("pk"))
        people = User.objects.filter(Exists(here), is_active=True)
    found = [] if assignment.item.confidential else [(f"b-{one.pk}", one.name, one) for one in below]
    return found + [(f"p-{one.pk}", one.name, one) for one in people.order_by("sort_name")]


def parts_to_report(user: User) -> QuerySet[Delegation]:
    """Open parts that the person, a unit they speak for or a subgroup they sit in took over, the most urgent first."""
    rows = Delegation.objects.filter(visibility.taken_over_by(user), assignment__state=AssignmentState.OPEN)
    rows = rows.exclude(progress=Progress.READY).select_related("assignment", "by")
    return rows.order_by(F("due").asc(nulls_last=True), "pk")
