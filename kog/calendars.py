"""iCalendar (RFC 5545): what a calendar and its entries say. The library folds lines by octets and escapes text."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from icalendar import Calendar, Component, Event, Timezone, Todo, vDuration

Kind = TypeVar("Kind", bound=Component)
PRODUCT = "-//KOG//Portal//DE"
LOOK_AGAIN = dt.timedelta(hours=4)
FIRST_DAY = dt.date(2020, 1, 1)
# Characters that RFC 5545 allows in no text; programs refuse the whole calendar for one of them.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Entry:
    """What an appointment and a task have in common. `uid` stays the same for life, `sequence` rises with changes."""

    uid: str
    summary: str
    changed_at: dt.datetime
    sequence: int = 0
    description: str = ""
    url: str = ""


def uid(name: str) -> str:
    """The name of an entry, made unique in the world by the host of this installation.

    It carries a signature: whoever answers with it has seen the entry. Numbers of meetings can be guessed, it cannot.
    """
    mark = salted_hmac("kog.calendars.uid", name, algorithm="sha256").hexdigest()[:20]
    return f"{name}-{mark}@{urlsplit(settings.BASE_URL).hostname}"


def named_by(told: str) -> str:
    """The name in a UID of ours; empty when it is none."""
    name = told.partition("@")[0].rpartition("-")[0]
    return name if name and constant_time_compare(told, uid(name)) else ""


def calendar(name: str) -> Calendar:
    """An empty calendar to subscribe to; it knows the zone in which all its entries are told."""
    frame = Calendar()
    frame.add("prodid", PRODUCT)
    frame.add("version", "2.0")
    frame.add("calscale", "GREGORIAN")
    frame.add("x-wr-calname", _clean(name))
    frame.add("name", _clean(name))
    frame.add("x-wr-timezone", settings.TIME_ZONE)
    frame.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    frame.add("x-published-ttl", vDuration(LOOK_AGAIN))
    frame.add_component(zone())
    return frame


def appointment(entry: Entry, begins: dt.datetime, ends: dt.datetime, *, status: str, place: str = "") -> Event:
    """From an hour to an hour, told in the clock of this installation. A cancelled one takes up no time."""
    event = _filled(Event(), entry)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("status", status)
    event.add("transp", "TRANSPARENT" if status == "CANCELLED" else "OPAQUE")
    if place:
        event.add("location", _clean(place))
    return event


def all_day(entry: Entry, day: dt.date) -> Event:
    """A reminder on top of a day that leaves its hours free."""
    event = _filled(Event(), entry)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def task(entry: Entry, due: dt.date | None) -> Todo:
    todo = _filled(Todo(), entry)
    todo.add("status", "NEEDS-ACTION")
    if due:
        todo.add("due", due)
    return todo


def at(day: dt.date, clock: dt.time) -> dt.datetime:
    """An hour of a day where this installation is, summer or winter."""
    return dt.datetime.combine(day, clock, ZoneInfo(settings.TIME_ZONE))


def _filled(component: Kind, entry: Entry) -> Kind:
    component.add("uid", entry.uid)
    component.add("dtstamp", entry.changed_at.astimezone(dt.UTC))
    component.add("last-modified", entry.changed_at.astimezone(dt.UTC))
    component.add("sequence", entry.sequence)
    component.add("summary", _clean(entry.summary))
    if entry.description:
        component.add("description", _clean(entry.description))
    if entry.url:
        component.add("url", entry.url)
    return component


def _clean(text: str) -> str:
    return FORBIDDEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


@cache
def zone() -> Timezone:
    """The library computes it from the zone's own data; that takes as long as fifty entries."""
    return Timezone.from_tzid(settings.TIME_ZONE, first_date=FIRST_DAY)
