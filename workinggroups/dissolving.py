"""What apps above have to say and to do when a group is founded or dissolved, registered in their `AppConfig.ready()`.

A check names what stands in the way of dissolving a group, one sentence each; `successor` is the group that takes over
its work, None when there is none. A follow-up moves what the group still has, in the same transaction; it runs after
the group's seats have ended. A starter is told of every group founded with a planned end.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from kog.models import Committee, User

Check = Callable[[Committee, Committee | None], list[str]]
FollowUp = Callable[[Committee, Committee | None, dt.date, User | None], object]
Starter = Callable[[Committee, Any, User | None], object]

_checks: list[Check] = []
_follow_ups: list[FollowUp] = []
_starters: list[Starter] = []


def register_check(function: Check) -> None:
    if function not in _checks:
        _checks.append(function)


def register_follow_up(function: FollowUp) -> None:
    """Called as function(committee, successor, on, by)."""
    if function not in _follow_ups:
        _follow_ups.append(function)


def register_starter(function: Starter) -> None:
    """Called as function(committee, charter, by) when the charter names an end; `charter.until` is that day."""
    if function not in _starters:
        _starters.append(function)


def knows_terms() -> bool:
    """Whether anybody keeps the planned end of a group; otherwise nobody is asked for it."""
    return bool(_starters)


def obstacles(committee: Committee, successor: Committee | None) -> list[str]:
    """What apps above have against dissolving the group now."""
    return [sentence for check in _checks for sentence in check(committee, successor)]


def follow_up(committee: Committee, successor: Committee | None, on: dt.date, by: User | None) -> None:
    for function in _follow_ups:
        function(committee, successor, on, by)


def start_term(committee: Committee, charter: Any, by: User | None) -> None:
    for function in _starters:
        function(committee, charter, by)
