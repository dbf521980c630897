import datetime as dt
from typing import Any

import pytest
import time_machine
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe

from kog.templatetags import portal

NOON = dt.datetime(2026, 6, 12, 12, tzinfo=dt.UTC)
FRIDAY = dt.date(2026, 6, 12)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def draw(source: str, **context: Any) -> str:
    return Template("{% load portal %}" + source).render(Context(context))


def test_german_dates_and_times_are_written_as_in_the_design():
    with translation.override("de"):
        written = [portal.day(FRIDAY), portal.weekday(FRIDAY), portal.clock(dt.time(9, 5)), portal.moment(NOON)]

    assert written == ["12.06.2026", "Fr 12.06.2026", "09:05 Uhr", "12.06.2026, 14:00 Uhr"]


def test_english_dates_and_times():
    written = [portal.day(FRIDAY), portal.weekday(FRIDAY), portal.clock(dt.time(9, 5))]

    assert written == ["12 Jun 2026", "Fri 12 Jun 2026", "09:05"]


def test_day_of_a_moment_is_the_day_in_leipzig_not_in_greenwich():
    late = dt.datetime(2026, 6, 12, 22, 30, tzinfo=dt.UTC)

    assert portal.day(late) == "13 Jun 2026"
    assert portal.clock(late) == "00:30"


def test_clock_shows_midnight():
    assert portal.clock(dt.time(0, 0)) == "00:00"


@pytest.mark.parametrize(
    "write", [portal.day, portal.weekday, portal.clock, portal.moment, portal.in_days, portal.overdue_days]
)
def test_missing_date_is_written_as_nothing(write):
    assert write(None) == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (2, "in 2 days"), (12, "in 12 days"), (-2, "2 days ago")],
)
@time_machine.travel(NOON)
def test_in_days_counts_from_today(days, words):
    assert portal.in_days(FRIDAY + dt.timedelta(days=days)) == words


@pytest.mark.parametrize(("days", "words"), [(1, ""), (0, ""), (-1, "for 1 day"), (-3, "for 3 days")])
@time_machine.travel(NOON)
def test_overdue_days_speak_only_of_what_is_late(days, words):
    assert portal.overdue_days(FRIDAY + dt.timedelta(days=days)) == words


class Approved:
    label = "approved <1>"
    tone = "success"


def test_badge_is_a_word_with_a_shape():
    html = draw("{% badge state %}", state=Approved())

    assert "approved &lt;1&gt;" in html
    assert "kern-badge--success" in html
    assert "kern-icon--success" in html


def test_badge_of_a_plain_word_is_neutral_until_a_tone_is_named():
    assert "kern-badge--neutral" in draw("{% badge 'Draft' %}")
    assert "kern-badge--warning" in draw("{% badge 'Late' tone='warning' %}")


@pytest.mark.parametrize(
    ("level", "tone"), [("error", "danger"), ("debug", "info"), ("safe success", "success"), ("", "info")]
)
def test_alert_takes_the_levels_of_django(level, tone):
    assert portal.alert_tone(level) == tone


def test_phases_know_what_is_behind_and_ahead():
    steps = portal.phases_until(["planned", "invited", "held"], "invited")

    assert [step["place"] for step in steps] == ["done", "current", "coming"]


def test_url_or_none_is_empty_for_a_view_nobody_serves():
    assert draw("{% url_or_none 'nobody:nothing' as url %}[{{ url }}]") == "[]"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("KOG 2026-3", "[KOG 2026-3]"),
        ("Protokoll KOG 2026-3", "Protokoll [KOG 2026-3]"),
        ("AG-A+A 2026-2/04 & <b>", "[AG-A+A 2026-2/04] &amp; &lt;b&gt;"),
        ("V-2026-009 beantworten", "[V-2026-009] beantworten"),
        ("KOG-U 2026/02", "[KOG-U 2026/02]"),
        ("Auftragsbeschreibung 2026-2/04", "Auftragsbeschreibung [2026-2/04]"),
        ("am 12.06.2026 - 2 Punkte", "am 12.06.2026 - 2 Punkte"),
        (mark_safe('<a href="/kog-2026-2/">KOG 2026-2</a>'), '<a href="/kog-2026-2/">KOG 2026-2</a>'),
        (7, "7"),
    ],
)
def test_designations_stay_on_one_line(text, shown):
    assert str(portal.together(text)).replace('<span class="nowrap">', "[").replace("</span>", "]") == shown
