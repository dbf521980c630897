"""What the play remembers from step to step, so that it sees when something written once changes or goes away."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from kog.models import Committee, HistoryEntry, Occupancy, OutboxMail, Seat
from kog.queries import seats_on
from meetings import models
from meetings.enums import MeetingState, ProtocolState
from meetings.models import AgendaItem, Assignment, CircularProcedure, Matter, Meeting, Protocol, Resolution
from tests.replay import WRITES

KEPT = [getattr(models, name) for name in models.__all__ if name != "PlanStep"]
KEPT += [Seat, Occupancy, HistoryEntry, OutboxMail]
NUMBERED = {
    Meeting: "designation",
    Assignment: "number",
    Resolution: "number",
    Matter: "number",
    CircularProcedure: "number",
}


VACANT = Occupancy(role="seat")


class Changes:
    """Whether anything was written, or the clock moved. Most steps are refused or find nothing to do, and judging the
    same rows again tells nothing."""

    def __init__(self) -> None:
        self.last_seen: dt.datetime | None = None  # none once something was written
        connection.execute_wrappers.append(self.notice)

    def notice(self, execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
        if sql.startswith(WRITES):
            self.last_seen = None
        return execute(sql, params, many, context)

    def since_last(self) -> bool:
        last, self.last_seen = self.last_seen, timezone.now()
        return last != self.last_seen

    def end(self) -> None:
        connection.execute_wrappers.remove(self.notice)


class Memory:
    def __init__(self) -> None:
        self.counts: dict[type, int] = {}
        self.numbers: dict[tuple[str, str], int] = {}
        self.sealed: dict[int, tuple] = {}
        self.minutes: dict[int, tuple] = {}
        self.members: dict[tuple, frozenset] = {}

    def compare(self) -> Iterator[object]:
        """(6), (4), (1) and (7): what differs from the last look; then looks anew."""
        yield from self._nothing_is_deleted()
        yield from self._numbers_stay()
        yield from self._unchanged(self.sealed, {one.pk: self._seal_of(one) for one in self._approved()})
        closed = Meeting.objects.filter(state=MeetingState.CLOSED)
        yield from self._unchanged(self.minutes, {one.pk: self._minutes_of(one) for one in closed})
        days = self._past_days()
        yield from self._unchanged(self.members, {key: self._members_of(*key) for key in days})

    def _nothing_is_deleted(self) -> Iterator[object]:
        for model in KEPT:
            count = model.objects.count()
            if count < self.counts.get(model, 0):
                yield model, f"{self.counts[model]} → {count}"
            self.counts[model] = count

    def _numbers_stay(self) -> Iterator[object]:
        for model, field in NUMBERED.items():
            for pk, number in model.objects.values_list("pk", field):
                if self.numbers.setdefault((model.__name__, number), pk) != pk:
                    yield model, f"{number} given twice"

    def _unchanged(self, known: dict, seen: dict) -> Iterator[object]:
        for key, before in known.items():
            if seen.get(key) != before:
                yield key, before, seen.get(key)
        known.update(seen)

    def _approved(self) -> Iterator[Protocol]:
        yield from Protocol.objects.filter(state=ProtocolState.APPROVED)

    def _seal_of(self, protocol: Protocol) -> tuple:
        texts = protocol.sections.values_list("position", "number", "title", "text", "html", "confidential")
        facts = (protocol.sha256, protocol.previous_sha256, protocol.chain_position, protocol.approved_in_id)
        return (*facts, *texts)

    def _minutes_of(self, meeting: Meeting) -> tuple:
        """What was recorded in a closed meeting."""
        items = AgendaItem.objects.filter(meeting=meeting).order_by("pk")
        return (
            (meeting.turn, meeting.chair_seat_id, meeting.date, meeting.closed_at),
            *meeting.participations.order_by("pk").values_list("seat", "person", "attendance", "substitute"),
            *items.values_list("pk", "title", "state", "outcome", "discussion"),
            *meeting.reviews.order_by("pk").values_list("assignment", "result", "reason"),
            *meeting.resolutions.order_by("pk").values_list("number", "wording", "result"),
            *meeting.set_assignments.order_by("pk").values_list("number", "item"),
        )

    def _past_days(self) -> list[tuple]:
        """Days already remembered, and yesterday."""
        yesterday = timezone.localdate() - timezone.timedelta(days=1)
        fresh = [(pk, yesterday) for pk in Committee.objects.values_list("pk", flat=True)]
        kept = list(self.members)[-6:]
        self.members = {key: self.members[key] for key in kept}
        return list(dict.fromkeys([*kept, *fresh]))

    def _members_of(self, committee: int, day) -> frozenset:
        seats = seats_on(Committee(pk=committee), day)
        return frozenset((seat.pk, row.person_id, row.role) for seat in seats for row in [*seat.occupied, VACANT])
