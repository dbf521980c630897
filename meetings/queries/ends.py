"""Both ends of a matter's line: from where and to whom something may be brought up."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kog import queries as network
from kog import rules as who
from kog.models import Committee, Institution, User
from meetings.queries import visibility
from workinggroups.models import OutsideBody

# None is the secretariat.
Source = Committee | Institution | None
Target = Committee | OutsideBody | None


def usual_addressee(origin: Source) -> Committee | None:
    """A group turns to the committee that set it up, a house and the secretariat to the board."""
    return origin.parent if isinstance(origin, Committee) else network.board()


@dataclass(frozen=True)
class End:
    """One end of the line, as the form names it."""

    value: str
    label: str
    record: Committee | Institution | OutsideBody | None

    @classmethod
    def of(cls, record: Committee | Institution | OutsideBody | None) -> "End":
        if record is None:
            return cls("secretariat", _("Secretariat"), None)
        return cls(f"{record._meta.model_name}:{record.key}", record.name, record)


def origins(user: User) -> list[End]:
    """Groups the person leads, houses they sit for, the secretariat for itself and for every committee."""
    found: list[Source] = list(visibility.groups_that_may_raise(user))
    if who.held_seats(user):
        found += Institution.objects.filter(pk__in=who.speaks_for(user))
    ends = [End.of(record) for record in found]
    if who.is_secretary(user):
        ends = [End.of(None), *[End.of(board) for board in Committee.objects.active().boards()], *ends]
    return ends


def addressees(origin: Source = None, *, fixed: bool = False) -> list[End]:
    """Committees, the secretariat, bodies outside; for a fixed origin, whoever it usually turns to comes first."""
    usual = usual_addressee(origin) if fixed else None
    committees: list[Target] = [one for one in Committee.objects.active() if one not in (usual, origin)]
    found = [usual] if usual else []
    return [End.of(record) for record in [*found, *committees, None, *OutsideBody.objects.all()]]


def picked(ends: list[End], value: str) -> Committee | Institution | OutsideBody | None:
    return next(end.record for end in ends if end.value == value)
