import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from kog.models import HistoryEntry
from meetings.actions import subscribing
from meetings.models import CalendarFeed


def test_setting_up_gives_an_address_nobody_can_guess(board_member, last_entry):
    feed = subscribing.set_up(board_member, by=board_member)

    assert len(feed.token) >= 32
    assert (feed.person, feed.includes_assignments) == (board_member, "event")
    assert last_entry(feed) == ("calendar_set_up", board_member, {})


def test_two_clicks_make_one_address(board_member, chair):
    first = subscribing.set_up(board_member, by=board_member)
    again = subscribing.set_up(board_member, by=board_member)
    other = subscribing.set_up(chair, by=chair)

    assert (again, again.token) == (first, first.token)
    assert other.token != first.token
    assert HistoryEntry.objects.filter(verb="calendar_set_up").count() == 2


def test_new_address_ends_the_old_one(board_member, last_entry, now):
    feed = subscribing.set_up(board_member, by=board_member)
    now.shift(dt.timedelta(days=3))

    rotated = subscribing.rotate(feed, by=board_member)

    assert rotated.token != feed.token
    assert rotated.rotated_at == timezone.now() != feed.rotated_at
    assert not CalendarFeed.objects.filter(token=feed.token).exists()
    # The history keeps neither address: whoever reads it could read the calendar.
    assert last_entry(feed) == ("calendar_address_changed", board_member, {})


def test_choice_for_assignments(board_member, last_entry):
    feed = subscribing.set_up(board_member, by=board_member)

    changed = subscribing.include_assignments(feed, "todo", by=board_member)
    subscribing.include_assignments(feed, "todo", by=board_member)

    assert changed.includes_assignments == "todo"
    assert last_entry(feed) == ("calendar_changed", board_member, {"assignments": "todo"})
    assert HistoryEntry.objects.filter(verb="calendar_changed").count() == 1


def test_unknown_choice_is_refused(board_member, refused):
    feed = subscribing.set_up(board_member, by=board_member)

    with refused("unknown_choice"):
        subscribing.include_assignments(feed, "alles", by=board_member)

    feed.refresh_from_db()
    assert feed.includes_assignments == "event"


def test_database_refuses_an_address_that_can_be_guessed(board_member):
    with pytest.raises(IntegrityError, match="calendar_address_cannot_be_guessed"):
        CalendarFeed.objects.create(person=board_member, token="x" * 31)


def test_database_holds_one_calendar_per_person(board_member):
    subscribing.set_up(board_member, by=board_member)

    with pytest.raises(IntegrityError):
        CalendarFeed.objects.create(person=board_member, token="x" * 40)
