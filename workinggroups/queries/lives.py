"""How groups begin, change and end."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Lower, Replace
from django.utils import timezone

from kog.enums import CommitteeKind
from kog.models import Committee, Occupancy, Seat, User, on_day
from workinggroups.models import Succession


def people_of(committee: Committee, day: dt.date | None = None) -> QuerySet[User]:
    """Holders and deputies of the day who may sign in."""
    here = Occupancy.objects.on(day).filter(on_day(day, "seat__"), seat__committee=committee, person=OuterRef("pk"))
    return User.objects.filter(Exists(here), is_active=True).select_related("institution")


def active_subgroups(committee: Committee, day: dt.date | None = None) -> QuerySet[Committee]:
    return Committee.objects.active(day).filter(parent=committee)


def with_prefix(short_name: str) -> QuerySet[Committee]:
    """The committee, dissolved or not, whose meetings carry numbers that begin alike."""
    numbers_begin_with = Lower(Replace("short_name", Value(" "), Value("-")))
    return Committee.objects.alias(begins=numbers_begin_with).filter(begins=short_name.replace(" ", "-").lower())


def seats_after(committee: Committee, day: dt.date) -> QuerySet[Seat]:
    """Seats that begin after the day, or that somebody takes only after it."""
    taken_later = Occupancy.objects.filter(seat=OuterRef("pk"), valid_from__gt=day)
    return Seat.objects.filter(Q(valid_from__gt=day) | Exists(taken_later), committee=committee).select_related(
        "institution"
    )


def lies_below(committee: Committee, above: Committee) -> bool:
    """Whether the committee hangs on the other one, over however many steps. One query per step."""
    seen = set()
    while committee.parent_id and committee.parent_id not in seen:
        if committee.parent_id == above.pk:
            return True
        seen.add(committee.parent_id)
        committee = committee.parent
    return False


def successors_for(committee: Committee) -> QuerySet[Committee]:
    """Committees of today that could take over the group's work: all but itself."""
    return Committee.objects.active().exclude(pk=committee.pk)


def groups() -> QuerySet[Committee]:
    """Everything of today but the board, in order."""
    return Committee.objects.active().exclude(kind=CommitteeKind.BOARD)


def parents() -> QuerySet[Committee]:
    """Committees below which a group can be founded, the board first."""
    return Committee.objects.active().order_by("position", "name")


def former_groups() -> QuerySet[Committee]:
    """Groups that are dissolved, the latest first, with the groups they went on in."""
    went_on = Prefetch("successions", Succession.objects.select_related("successor"))
    over = Committee.objects.filter(dissolved__lte=timezone.localdate()).select_related("lead")
    return over.prefetch_related(went_on).order_by("-dissolved", "name")


def inherited_by(committees: Collection[int]) -> set[int]:
    """Ids of the groups that went on in one of these, over however many steps. One query per step."""
    found: set[int] = set()
    newer = set(committees)
    while newer:
        before = Succession.objects.filter(successor__in=newer).values_list("predecessor", flat=True)
        newer = set(before) - found
        found |= newer
    return found - set(committees)


def line_of(committee: Committee) -> list[Succession]:
    """What the group grew out of and what it went on in, by day. One query."""
    either = Q(predecessor=committee) | Q(successor=committee)
    return list(Succession.objects.filter(either).select_related("predecessor", "successor"))
