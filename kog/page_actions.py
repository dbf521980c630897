"""What a person may do from a page of a lower app: the buttons of its heading, offered by whichever app knows the act.

A higher app registers a function for a place in its `AppConfig.ready()`, as it does with panels (`kog.panels`).
Places: `committee`, `committee_list` (no subject), `field`, `meeting_text`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True)
class Action:
    label: str | Promise
    url: str
    primary: bool = False


ActionFunction = Callable[[HttpRequest, Any], Iterable[tuple[str | Promise, str, bool]]]
_offers: dict[str, list[tuple[int, ActionFunction]]] = defaultdict(list)


def register(place: str, function: ActionFunction, *, order: int = 50) -> None:
    """`function(request, subject)` names (label, address, primary) for what this person may do now."""
    _offers[place].append((order, function))


def offered(place: str, request: HttpRequest, subject: Any) -> list[Action]:
    """All that the apps offer here, in order; the first that calls itself primary is, and stands in front."""
    found = [
        Action(*one)
        for _order, function in sorted(_offers[place], key=lambda offer: offer[0])
        for one in function(request, subject)
    ]
    first = next((one for one in found if one.primary), None)
    rest = [replace(one, primary=False) for one in found if one is not first]
    return [first, *rest] if first else rest
