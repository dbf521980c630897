"""What runs between the groups and the board, told by apps above that register in their `AppConfig.ready()`.

A teller gets the committees of a picture, its day and the person who looks (None: the public, which sees no flows yet)
and returns, by the committee's id, what ran in the twelve months up to that day and this person may know of.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kog.models import Committee, User


@dataclass(frozen=True)
class Flow:
    """Matters that went up, assignments that came down, answers that came back; the first meeting from the day on."""

    up: int = 0
    down: int = 0
    back: int = 0
    next_meeting: dt.date | None = None

    def __add__(self, other: "Flow") -> "Flow":
        days = [flow.next_meeting for flow in (self, other) if flow.next_meeting]
        first = min(days, default=None)
        return Flow(self.up + other.up, self.down + other.down, self.back + other.back, first)


Teller = Callable[[Sequence[Committee], dt.date, User | None], Mapping[int, Flow]]

_tellers: list[Teller] = []


def register_flows(function: Teller) -> None:
    """Called as function(committees, day, user); a constant number of queries, however many committees."""
    if function not in _tellers:
        _tellers.append(function)


def flows_of(committees: Sequence[Committee], day: dt.date, user: User | None) -> dict[int, Flow]:
    """One flow per committee, nought where nobody tells of one."""
    told = [function(committees, day, user) for function in _tellers]
    return {committee.pk: sum((one.get(committee.pk, Flow()) for one in told), Flow()) for committee in committees}
