"""Parts of an assignment that were passed on, and to whom they may be."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kog import queries as network
from kog.models import Committee, Institution, User
from meetings.models import Assignment, Delegation


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
        seats = Q(occupancies__seat__institution=assignment.lead_institution, occupancies__valid_until=None)
        people = User.objects.filter(Q(institution=assignment.lead_institution) | seats, is_active=True).distinct()
    else:
        below = network.subgroups_of(assignment.lead_committee)
        seats = Q(occupancies__seat__committee=assignment.lead_committee, occupancies__valid_until=None)
        people = User.objects.filter(seats, is_active=True).distinct()
    found = [(f"b-{one.pk}", one.name, one) for one in below]
    return found + [(f"p-{one.pk}", one.name, one) for one in people.order_by("sort_name")]
