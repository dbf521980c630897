"""What is worth knowing before a date is fixed: whose turn it would be, and which days are no working days."""

import datetime as dt

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kog import queries as network
from kog.enums import MEETINGS_A_YEAR, OccupancyRole, SeatFunction
from kog.models import Committee, Network, Seat, User
from kog.working_days import is_working_day, public_holidays
from meetings.enums import HELD_STATES
from meetings.models import Meeting
from meetings.queries.visibility import committees_run_by

SATURDAY = 5


def state() -> str:
    row = network.network()
    return row.state if row else ""


def committees_to_plan(user: User) -> list[Committee]:
    return list(committees_run_by(user).active())


def usual_number(committee: Committee, row: Network | None) -> int:
    """How many meetings a year one would plan: what the network or the committee's cadence says."""
    if committee.is_board and row:
        return row.sittings_a_year
    return MEETINGS_A_YEAR.get(committee.cadence, 0) or 1


def chairs_ahead(committee: Committee, days: list[dt.date]) -> dict[dt.date, Seat | None]:
    """The seat whose turn each of these new days would be, among the meetings that are planned already."""
    seats = [place.seat for place in committee.rotation.select_related("seat__institution")]
    if not seats:
        lead = Seat.objects.on().filter(committee=committee, function=SeatFunction.LEAD)
        seat = lead.select_related("institution").first()
        return dict.fromkeys(days, seat)
    held = Meeting.objects.filter(committee=committee, state__in=HELD_STATES)
    taken = held.aggregate(last=Max("turn"))["last"]
    planned = list(Meeting.objects.open().filter(committee=committee).values_list("date", flat=True))
    turns = enumerate(sorted([*planned, *days]), start=0 if taken is None else taken + 1)
    return {day: seats[turn % len(seats)] for turn, day in turns if day in days}


def objection_to(day: dt.date, state: str) -> str:
    """Why nobody should meet on this day: its holiday by name, or the weekend. Empty for a working day."""
    if is_working_day(day, state):
        return ""
    shown = date_format(day, "d.m.Y")
    name = public_holidays(state, day.year).get(day)
    if name:
        return _("%(day)s is a public holiday: %(holiday)s.") % {"day": shown, "holiday": name}
    if day.weekday() == SATURDAY:
        return _("%(day)s is a Saturday.") % {"day": shown}
    return _("%(day)s is a Sunday.") % {"day": shown}


def has_new_seats(meeting: Meeting) -> bool:
    """Whether the committee has seats on that day that were never asked."""
    return network.seats_on(meeting.committee, meeting.date).exclude(participations__meeting=meeting).exists()


def vacant_seats(meeting: Meeting) -> list[Seat]:
    """Seats of the meeting's day on which nobody sits: nobody can be invited for them."""
    seats = network.seats_on(meeting.committee, meeting.date)
    return [seat for seat in seats if not any(one.role == OccupancyRole.HOLDER for one in seat.occupied)]
