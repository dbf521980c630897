"""Fetching calendars: by the secret address for everybody who knows it, and the own one."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from kog.models import Committee, User
from meetings.models import CalendarFeed
from meetings.queries import calendars, visibility


def feed_at(token: str) -> CalendarFeed:
    """404 for an address that never was or is no more, and for that of somebody who may not sign in."""
    return get_object_or_404(calendars.feeds(), token=token)


def committee_in(feed: CalendarFeed, key: str) -> Committee:
    """A committee whose meetings the person reads; any other does not exist."""
    return get_object_or_404(visibility.committees_readable_by(feed.person), key=key)


def own_feed(person: User) -> CalendarFeed:
    feed = calendars.feed_of(person)
    if feed is None:
        raise Http404
    return feed
