import datetime as dt
from itertools import pairwise

import pytest

from kog import working_days
from kog.working_days import (
    add_working_days,
    is_good_day,
    is_working_day,
    nearest_after,
    nearest_before,
    spread_over_year,
    working_days_between,
)

SAXONY = "SN"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("date", "state", "working"),
    [
        ("2026-06-08", "SN", True),
        ("2026-06-06", "SN", False),  # Saturday
        ("2026-06-07", "SN", False),  # Sunday
        ("2026-05-01", "SN", False),  # Labour Day
        ("2026-11-18", "SN", False),  # Day of repentance: in Saxony alone
        ("2026-11-18", "BY", True),
        ("2026-06-04", "BY", False),  # Corpus Christi
        ("2026-06-04", "SN", True),
        ("2026-10-03", "", False),
        ("2026-10-05", "", True),
    ],
)
def test_working_days_know_the_state(date, state, working):
    assert is_working_day(day(date), state) is working


def test_holidays_have_names():
    assert working_days.public_holidays(SAXONY, 2026)[day("2026-11-18")] == "Buß- und Bettag"


@pytest.mark.parametrize(
    ("date", "before", "after"),
    [
        ("2026-06-08", "2026-06-08", "2026-06-08"),
        ("2026-06-07", "2026-06-05", "2026-06-08"),
        ("2026-04-05", "2026-04-02", "2026-04-07"),  # Easter
    ],
)
def test_nearest_working_day(date, before, after):
    assert nearest_before(day(date), SAXONY) == day(before)
    assert nearest_after(day(date), SAXONY) == day(after)


@pytest.mark.parametrize(
    ("date", "count", "result"),
    [
        ("2026-06-08", 0, "2026-06-08"),
        ("2026-06-08", 1, "2026-06-09"),
        ("2026-06-05", 1, "2026-06-08"),
        ("2026-06-08", -2, "2026-06-04"),
        ("2026-04-07", -1, "2026-04-02"),
        ("2026-06-07", 1, "2026-06-08"),
    ],
)
def test_adding_working_days(date, count, result):
    assert add_working_days(day(date), count, SAXONY) == day(result)


@pytest.mark.parametrize("count", range(-15, 16))
def test_counting_and_adding_undo_each_other(count):
    meeting = day("2026-04-13")

    assert working_days_between(meeting, add_working_days(meeting, count, SAXONY), SAXONY) == count


@pytest.mark.parametrize(
    ("date", "good"),
    [
        ("2026-06-08", True),
        ("2026-05-15", False),  # the Friday after Ascension
        ("2026-01-02", False),  # the turn of the year
        ("2026-12-18", False),
        ("2026-12-17", True),
        ("2026-01-09", True),
    ],
)
def test_good_days_avoid_bridges_and_the_turn_of_the_year(date, good):
    assert is_good_day(day(date), SAXONY) is good


@pytest.mark.parametrize("count", [1, 2, 3, 4, 12])
@pytest.mark.parametrize("year", [2025, 2026, 2027, 2030])
def test_a_year_is_spread_over_good_days_of_the_wanted_weekday(year, count):
    days = spread_over_year(year, count, state=SAXONY, weekday=2, not_before=dt.date(year, 1, 1))

    assert len(days) == count
    assert days == sorted(set(days))
    assert all(is_good_day(one, SAXONY) and one.weekday() == 2 and one.year == year for one in days)
    if count > 1:
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        assert max(gaps) <= 3 * min(gaps)


def test_what_is_left_of_a_year_is_used():
    days = spread_over_year(2026, 3, state=SAXONY, weekday=0, not_before=day("2026-09-01"))

    assert len(days) == 3
    assert days[0] >= day("2026-09-01")


def test_a_year_that_is_over_has_no_days():
    assert spread_over_year(2026, 3, state=SAXONY, weekday=0, not_before=day("2026-12-18")) == []
    assert spread_over_year(2000, 3, state=SAXONY, weekday=0) == []


def test_few_days_left_give_fewer_meetings():
    days = spread_over_year(2026, 3, state=SAXONY, weekday=0, not_before=day("2026-12-16"))

    assert 1 <= len(days) < 3
