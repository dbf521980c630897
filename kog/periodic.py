"""What the worker does. An app registers it in `AppConfig.ready()`; everything may run twice, and in two workers.

Commands are played at intervals. Work is what waits in claimable rows (kog/claiming.py): a function does one piece and
says how much it did, and is asked again at once until that is nothing. Each lane has a thread of its own, so that mail
never waits behind a long conversion.
"""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

LONG = "long"


class Job(NamedTuple):
    command: str
    every: dt.timedelta
    options: dict[str, object]


class Work(NamedTuple):
    name: str
    function: Callable[[], int]
    lane: str


_jobs: dict[str, Job] = {}
_works: dict[str, Work] = {}


def register(command: str, *, every: dt.timedelta, **options: object) -> None:
    """The command, with these options, when the worker starts and then at this interval."""
    _jobs[command] = Job(command, every, options)


def register_work(name: str, function: Callable[[], int], *, lane: str = LONG) -> None:
    """`name` stands in the log. The function claims by itself and returns 0 when nothing waits."""
    _works[name] = Work(name, function, lane)


def jobs() -> list[Job]:
    return list(_jobs.values())


def lanes() -> dict[str, list[Work]]:
    found: dict[str, list[Work]] = {}
    for work in _works.values():
        found.setdefault(work.lane, []).append(work)
    return found


register("clearsessions", every=dt.timedelta(days=1))
register("read_mail", every=dt.timedelta(minutes=1))
register("send_digests", every=dt.timedelta(minutes=15))
register("forget_mail_texts", every=dt.timedelta(days=1))
register("rebuild_search", every=dt.timedelta(days=1), missing=True)
