"""Where a file is used: higher apps say it ("TOP 5, KOG 2026-2"), the drive shows it and keeps used files."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kog.models import User


@dataclass(frozen=True)
class Use:
    label: str
    url: str = ""


# Gets the person (None: whoever, for the question whether a file may go) and the ids of the files, and answers
# in a constant number of queries with what this person may know of.
UsageFunction = Callable[[User | None, list[int]], dict[int, list[Use]]]

_functions: list[UsageFunction] = []


def register_usage(function: UsageFunction) -> None:
    if function not in _functions:
        _functions.append(function)


def uses(user: User | None, document_ids: Iterable[int]) -> dict[int, list[Use]]:
    ids = list(document_ids)
    found: dict[int, list[Use]] = defaultdict(list)
    for function in _functions if ids else []:
        for pk, entries in function(user, ids).items():
            found[pk].extend(entries)
    return dict(found)
