"""Where and when the meetings of a standard work take place, and how its rows are kept and counted."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify

from kog.loading import Counts
from kog.models import Committee, Seat, User
from meetings.enums import MeetingState
from meetings.models import Meeting

Row = dict[str, Any]


def keep(counts: Counts, name: str, model: type[Model], made: Iterable[Model]) -> list:
    made = model.objects.bulk_create(made, batch_size=500)
    if made:
        counts.created[name] += len(made)
    return made


@dataclass
class Place:
    """A committee with its seats by person."""

    committee: Committee
    seats: dict[str, Seat]
    chair: Seat | None
    minute_taker: User

    @classmethod
    def of(cls, committee: Committee, members: list[Row], people: dict[str, User]) -> Self:
        rows = Seat.objects.filter(committee=committee).prefetch_related("occupancies")
        by_person = {seat.occupancies.all()[0].person_id: seat for seat in rows}
        seats = {one["person"]: by_person[people[one["person"]].pk] for one in members}
        functions = {one["function"]: one["person"] for one in reversed(members)}
        chair = seats.get(functions.get("chair", ""))
        return cls(committee, seats, chair, people[functions.get("minutes", members[0]["person"])])

    def meeting(self, row: Row, start: dt.datetime, end: dt.datetime, *, number: int) -> Meeting:
        """Held, when its day is over; else planned."""
        designation = f"{self.committee.prefix} {start.year}-{number}"
        meeting = Meeting(
            committee=self.committee,
            year=start.year,
            number=number,
            designation=designation,
            slug=slugify(designation),
            title=row["title"],
            date=start.date(),
            starts=start.time(),
            ends=end.time(),
            place=row["place"],
            chair_seat=self.chair,
            minute_taker=self.minute_taker,
        )
        if end < timezone.now():
            meeting.state, meeting.closed_at, meeting.opened_at = MeetingState.CLOSED, end, start
            meeting.released_at = start - dt.timedelta(weeks=4)
            meeting.invited_at = start - dt.timedelta(weeks=3)
        return meeting


@dataclass
class Past:
    """The held meetings of each committee in order, and what came after each."""

    held: dict[int, list[Meeting]] = field(default_factory=lambda: defaultdict(list))
    places: dict[int, Place] = field(default_factory=dict)

    @classmethod
    def of(cls, fresh: dict[str, Meeting], places: dict[str, Place]) -> Self:
        past = cls(places={place.committee.pk: place for place in places.values()})
        for meeting in sorted(fresh.values(), key=lambda one: (one.date, one.pk)):
            if meeting.state == MeetingState.CLOSED:
                past.held[meeting.committee_id].append(meeting)
        return past

    def after(self, meeting: Meeting) -> Meeting | None:
        held = self.held[meeting.committee_id]
        place = bisect_right(held, (meeting.date, meeting.pk), key=lambda one: (one.date, one.pk))
        return held[place] if place < len(held) else None
