"""What holds on to the version of then: higher apps say it ("lay before KOG 2026-2"), the drive shows it there.

Links lead to the current version of a file. Which one lay before a meeting follows from two dates, of the meeting and
of the version, so nothing is stored for it: see `queries/versions.py`.
What somebody holds by hand is told by its number.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from documents.models import Document, DocumentVersion
from kog.models import User


@dataclass(frozen=True)
class Pin:
    at: dt.datetime | None  # the version that was current at this moment is meant
    label: str
    url: str = ""
    number: int | None = None  # or the version of this number


# Gets the person and the file, and answers in a constant number of queries with what this person may know of.
PinFunction = Callable[[User, Document], list[Pin]]

_functions: list[PinFunction] = []


def register_pins(function: PinFunction) -> None:
    if function not in _functions:
        _functions.append(function)


def pins(user: User, document: Document, versions: Iterable[DocumentVersion]) -> dict[int, list[Pin]]:
    """What holds on to each of these versions, by the number of the version."""
    newest_first = sorted(versions, key=lambda version: -version.number)
    found: dict[int, list[Pin]] = defaultdict(list)
    for function in _functions if newest_first else []:
        for pin in function(user, document):
            then = (one.number for one in newest_first if pin.at is None or one.uploaded_at <= pin.at)
            found[pin.number or next(then, newest_first[-1].number)].append(pin)
    return dict(found)
