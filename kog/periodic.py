"""What the worker runs regularly. An app registers its commands in `AppConfig.ready()`; each may run twice."""

import datetime as dt
from typing import NamedTuple


class Job(NamedTuple):
    command: str
    every: dt.timedelta


_jobs: dict[str, Job] = {}


def register(command: str, *, every: dt.timedelta) -> None:
    _jobs[command] = Job(command, every)


def jobs() -> list[Job]:
    return list(_jobs.values())


register("clearsessions", every=dt.timedelta(days=1))
