"""Working days of a state: Monday to Friday without its public holidays (data: the `holidays` package)."""

import datetime as dt
from functools import lru_cache

import holidays
from django.utils import timezone

FRIDAY = 4
DAY = dt.timedelta(days=1)
# From Christmas to Epiphany nobody calls a meeting, although most of these days are working days.
QUIET_AFTER, QUIET_UNTIL = (12, 18), (1, 8)


@lru_cache(maxsize=64)
def public_holidays(state: str, year: int) -> dict[dt.date, str]:
    """Public holidays of a German state in a year with their names; without a state, those of all states."""
    known = state if state in holidays.Germany.subdivisions else None
    return dict(holidays.Germany(subdiv=known, years=year, language="de"))


def is_working_day(day: dt.date, state: str) -> bool:
    return day.weekday() <= FRIDAY and day not in public_holidays(state, day.year)


def nearest_before(day: dt.date, state: str) -> dt.date:
    """This day, or the last working day before it."""
    while not is_working_day(day, state):
        day -= DAY
    return day


def nearest_after(day: dt.date, state: str) -> dt.date:
    """This day, or the first working day after it."""
    while not is_working_day(day, state):
        day += DAY
    return day


def add_working_days(day: dt.date, count: int, state: str) -> dt.date:
    """`count` working days after the day, or before it when negative."""
    step = DAY if count > 0 else -DAY
    for _step in range(abs(count)):
        day += step
        while not is_working_day(day, state):
            day += step
    return day


def working_days_between(day: dt.date, other: dt.date, state: str) -> int:
    """How many working days `other` lies after the day, negative when before it; `add_working_days` leads there."""
    days = abs((other - day).days)
    step = DAY if other > day else -DAY
    return sum(is_working_day(day + step * count, state) for count in range(1, days + 1)) * (1 if other > day else -1)


def _is_bridge(day: dt.date, state: str) -> bool:
    """A working day squeezed between a holiday and a weekend, on which offices are half empty."""
    free_before = not is_working_day(day - DAY, state)
    free_after = not is_working_day(day + DAY, state)
    holiday_near = any(near in public_holidays(state, near.year) for near in (day - DAY, day + DAY))
    return free_before and free_after and holiday_near


def _is_quiet(day: dt.date) -> bool:
    return (day.month, day.day) >= QUIET_AFTER or (day.month, day.day) <= QUIET_UNTIL


def is_day_for_mail(day: dt.date, state: str) -> bool:
    """Nobody is reminded of anything on a free day, on a bridge day or around the turn of the year."""
    return is_good_day(day, state)


def is_good_day(day: dt.date, state: str) -> bool:
    """A working day that is no bridge day and does not lie around the turn of the year."""
    return is_working_day(day, state) and not _is_bridge(day, state) and not _is_quiet(day)


def spread_over_year(
    year: int, count: int, *, state: str, weekday: int, not_before: dt.date | None = None
) -> list[dt.date]:
    """Evenly spaced good days of a year, on the wanted weekday where a good one lies near, in order.

    Each meeting gets its share of what is left of the year and lies in the middle of it. Days before `not_before`
    (default: tomorrow) are not proposed. Returns fewer days when the year has not that many left.
    """
    first = max(dt.date(year, 1, 9), not_before or timezone.localdate() + DAY)
    last = dt.date(year, 12, 17)
    if first > last:
        return []
    share = ((last - first).days + 1) / count
    days: list[dt.date] = []
    for place in range(count):
        middle = first + dt.timedelta(days=int(share * (place + 0.5)))
        day = _good_day_near(middle, weekday, state, within=(first, last))
        if day and (not days or day > days[-1]):
            days.append(day)
    return days


def _good_day_near(middle: dt.date, weekday: int, state: str, *, within: tuple[dt.date, dt.date]) -> dt.date | None:
    """The good day on the wanted weekday nearest to the middle, at most three weeks away; else any good day near."""
    around = [middle + dt.timedelta(days=days) for days in sorted(range(-21, 22), key=abs)]
    good = [day for day in around if within[0] <= day <= within[1] and is_good_day(day, state)]
    return next((day for day in good if day.weekday() == weekday), good[0] if good else None)


def monthly_from(first: dt.date, count: int, *, state: str) -> list[dt.date]:
    """A monthly series: the same weekday of each month as the first day (its second Tuesday), a holiday moved to the
    next working day. The fifth of a month that has none is its last.
    """
    nth = (first.day - 1) // 7
    days = [first]
    for month in range(1, count):
        year, number = divmod(first.year * 12 + first.month - 1 + month, 12)
        begin = dt.date(year, number + 1, 1)
        day = begin + dt.timedelta(days=(first.weekday() - begin.weekday()) % 7 + 7 * nth)
        if day.month != begin.month:
            day -= dt.timedelta(days=7)
        days.append(nearest_after(day, state))
    return days
