"""Arrivals: a higher app that made a folder hears what people put into it, in whatever way it came there.

It hears of it after the commit, in a transaction of its own: what it locks comes in its own order, and whatever it
refuses, the file lies where it was put.
"""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from documents.models import Document, Folder
from kog.models import User

Arrival = Callable[[Document, Folder, User], None]

_functions: list[Arrival] = []


def register_arrival(function: Arrival) -> None:
    if function not in _functions:
        _functions.append(function)


def announce(document: Document, folder: Folder, *, by: User | None) -> None:
    """Of folders of the portal's own making, and of what a person puts there."""
    if by is None or not folder.is_fixed:
        return
    for function in _functions:
        transaction.on_commit(partial(function, document, folder, by), robust=True)
