"""Days of the demo's story: what an action writes while one lives through such a day is dated then."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

import time_machine
from django.conf import settings


@contextmanager
def on(day: dt.date, hour: int = 9) -> Iterator[None]:
    """Live through a day: the actions' timestamps are those of then."""
    moment = dt.datetime.combine(day, dt.time(hour), tzinfo=ZoneInfo(settings.TIME_ZONE))
    with time_machine.travel(moment, tick=False):
        yield
