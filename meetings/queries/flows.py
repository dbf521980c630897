"""What ran between groups and the board in a year: matters up, assignments down, answers back; for the wheel."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Count, Min, Q
from django.utils import timezone

from kog.models import Committee, User
from meetings.enums import DatePrecision
from meetings.models import Assignment, Matter, MatterAnswer
from meetings.queries import visibility
from workinggroups.flows import Flow

YEAR, DAY = dt.timedelta(days=365), dt.timedelta(days=1)


def tell(committees: Sequence[Committee], day: dt.date, user: User | None) -> dict[int, Flow]:
    """Of the twelve months up to the day, and the first meeting from the day on; only what this person may know of.
    Four queries; the public is told of nothing but how many matters went up and came back.
    """
    ids = [committee.pk for committee in committees]
    since = day - YEAR
    first, last = (timezone.make_aware(dt.datetime.combine(one + DAY, dt.time())) for one in (since, day))
    matters = Matter.objects.all() if user is None else visibility.matters_visible_to(user)
    up = matters.filter(origin__in=ids, raised_on_known=True, raised_at__gte=first, raised_at__lt=last)
    answers = MatterAnswer.objects.filter(at__gte=first, at__lt=last, matter__in=matters.values("pk"))
    back = answers.filter(matter__origin__in=ids)
    return _joined(
        ids,
        _counted(up, "origin"),
        _counted(_work(user, ids, since, day), "lead_committee"),
        _counted(back, "matter__origin"),
        _next_meetings(user, ids, day),
    )


def _work(user: User | None, ids: list[int], since: dt.date, day: dt.date) -> object:
    rows = Assignment.objects.none() if user is None else visibility.assignments_visible_to(user)
    return rows.filter(lead_committee__in=ids, set_in__date__gt=since, set_in__date__lte=day)


def _counted(rows: object, by: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(number=Count("pk", distinct=True)))


def _next_meetings(user: User | None, ids: list[int], day: dt.date) -> dict[int, dt.date]:
    if user is None:
        return {}
    rows = visibility.meetings_visible_to(user).filter(committee__in=ids, date__gte=day, precision=DatePrecision.DAY)
    held = Q(state="cancelled")
    return dict(rows.exclude(held).order_by().values_list("committee").annotate(first=Min("date")))


def _joined(
    ids: list[int], up: dict[int, int], down: dict[int, int], back: dict[int, int], days: dict[int, dt.date]
) -> dict[int, Flow]:
    return {pk: Flow(up.get(pk, 0), down.get(pk, 0), back.get(pk, 0), days.get(pk)) for pk in ids}
