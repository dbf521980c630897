"""Seats are opened and ended, people take them and leave them. Nothing is deleted: everything gets an end date.

Who sat where decides who could see and vote: of the days that have passed only the secretariat says otherwise.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kog import history
from kog.enums import OccupancyRole, Office, SeatFunction
from kog.exceptions import NotPossibleNow
from kog.models import Appointment, Committee, Institution, Occupancy, Seat, User


def _day(day: dt.date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _overlapping(facts: QuerySet, since: dt.date, until: dt.date | None) -> QuerySet:
    """Dated facts that share at least one day with the span."""
    begun = Q(valid_from__lte=until) if until else Q()
    return facts.filter(begun).filter(Q(valid_until=None) | Q(valid_until__gte=since))


def _refuse_past(day: dt.date, by: User | None) -> None:
    if by and day < timezone.localdate() and not by.has_perm("kog.change_seats"):
        raise NotPossibleNow("past_is_settled", _("Only the secretariat changes days that have passed."))


@transaction.atomic
def open_seat(
    committee: Committee,
    institution: Institution,
    *,
    since: dt.date,
    by: User | None,
    function: str = SeatFunction.MEMBER,
    label: str = "",
    has_vote: bool = True,
    verb: str = "seat_opened",
) -> Seat:
    """Give an institution a place in a committee. It is vacant until somebody takes it.

    Refused when the institution has this seat in that time already, or the committee is dissolved.
    """
    committee = Committee.objects.select_for_update().get(pk=committee.pk)
    _refuse_past(since, by)
    if committee.dissolved and committee.dissolved <= since:
        raise NotPossibleNow("dissolved", _("%(committee)s was dissolved.") % {"committee": committee.name})
    same = Seat.objects.filter(committee=committee, institution=institution, label=label)
    if _overlapping(same, since, None).exists():
        facts = {"institution": institution.name, "committee": committee.short_name}
        raise NotPossibleNow(
            "seat_exists",
            _("%(institution)s has this seat in %(committee)s already. A second one needs a designation.") % facts,
        )
    seat = Seat.objects.create(
        committee=committee,
        institution=institution,
        label=label,
        function=function,
        has_vote=has_vote,
        valid_from=since,
    )
    history.record(seat, verb, by=by, institution=institution, committee=committee, function=function, since=since)
    return seat


@transaction.atomic
def change_seat(seat: Seat, *, function: str, has_vote: bool, by: User | None) -> bool:
    """What the seat is in its committee. Says whether anything changed."""
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    if (seat.function, seat.has_vote) == (function, has_vote):
        return False
    history.record(seat, "seat_changed", by=by, before=seat.function, function=function, has_vote=has_vote)
    seat.function, seat.has_vote = function, has_vote
    seat.save(update_fields=["function", "has_vote"])
    return True


@transaction.atomic
def end_seat(seat: Seat, *, on: dt.date, by: User | None) -> None:
    """The seat's last day. Whoever sits on it leaves on the same day.

    Refused when it ended already, when the day lies before its beginning, while it stands in the rotation of the chair,
    and when somebody is to take it only later.
    """
    seat = Seat.objects.select_for_update().select_related("institution").get(pk=seat.pk)
    _refuse_past(on, by)
    if seat.valid_until and seat.valid_until <= on:
        raise NotPossibleNow("seat_ended", _("This seat ended on %(day)s.") % {"day": _day(seat.valid_until)})
    if on < seat.valid_from:
        raise NotPossibleNow("before_beginning", _("The seat begins on %(day)s only.") % {"day": _day(seat.valid_from)})
    if seat.rotation_places.exists():
        raise NotPossibleNow("in_rotation", _("This seat stands in the order of the chair. Take it out there first."))
    following = seat.occupancies.filter(valid_from__gt=on).select_related("person").first()
    if following:
        facts = {"person": following.person.name, "day": _day(following.valid_from)}
        raise NotPossibleNow("somebody_follows", _("%(person)s is to take this seat on %(day)s.") % facts)
    seat.occupancies.filter(Q(valid_until=None) | Q(valid_until__gt=on)).update(valid_until=on)
    seat.valid_until = on
    seat.save(update_fields=["valid_until"])
    history.record(seat, "seat_ended", by=by, institution=seat.institution, on=on)


@transaction.atomic
def occupy(
    seat: Seat,
    person: User,
    *,
    since: dt.date,
    by: User | None,
    role: str = OccupancyRole.HOLDER,
    until: dt.date | None = None,
) -> Occupancy:
    """A person takes the seat or deputises on it.

    Refused when the seat does not exist in all of that time, has a holder then, or the person is on it already.
    """
    seat = Seat.objects.select_for_update().select_related("committee", "institution").get(pk=seat.pk)
    _refuse_past(since, by)
    _refuse_outside_seat(seat, since, until)
    if not person.is_active:
        raise NotPossibleNow("person_left", _("%(person)s does not work in the network any more.") % {"person": person})
    there = _overlapping(seat.occupancies.select_related("person"), since, until)
    if there.filter(person=person).exists():
        raise NotPossibleNow("already_there", _("%(person)s is on this seat already.") % {"person": person})
    holder = there.filter(role=OccupancyRole.HOLDER).order_by("valid_from").first()
    if role == OccupancyRole.HOLDER and holder:
        _refuse_taken(holder)
    occupancy = Occupancy.objects.create(seat=seat, person=person, role=role, valid_from=since, valid_until=until)
    facts = {"person": person, "person_id": person.pk, "role": role, "since": since}
    history.record(seat, "seat_occupied", by=by, **facts)
    return occupancy


def _refuse_outside_seat(seat: Seat, since: dt.date, until: dt.date | None) -> None:
    if since < seat.valid_from:
        raise NotPossibleNow("before_beginning", _("The seat begins on %(day)s only.") % {"day": _day(seat.valid_from)})
    if seat.valid_until and (until is None or until > seat.valid_until):
        raise NotPossibleNow("seat_ended", _("This seat ended on %(day)s.") % {"day": _day(seat.valid_until)})
    if until and until < since:
        raise NotPossibleNow("end_before_beginning", _("The end lies before the beginning."))


def _refuse_taken(holder: Occupancy) -> None:
    facts = {"person": holder.person.name, "day": _day(holder.valid_until or holder.valid_from)}
    if holder.valid_until:
        raise NotPossibleNow("seat_taken", _("%(person)s holds this seat until %(day)s.") % facts)
    raise NotPossibleNow(
        "seat_taken", _("%(person)s holds this seat since %(day)s. End that first; the day after is free.") % facts
    )


@transaction.atomic
def vacate(occupancy: Occupancy, *, on: dt.date, by: User | None) -> None:
    """The person's last day on the seat. The seat stays, vacant.

    Refused when it ended already or the day lies before its beginning.
    """
    occupancy = Occupancy.objects.select_for_update().select_related("person", "seat").get(pk=occupancy.pk)
    _refuse_past(on, by)
    if occupancy.valid_until and occupancy.valid_until <= on:
        facts = {"person": occupancy.person.name, "day": _day(occupancy.valid_until)}
        raise NotPossibleNow("left_already", _("%(person)s left this seat on %(day)s.") % facts)
    if on < occupancy.valid_from:
        facts = {"person": occupancy.person.name, "day": _day(occupancy.valid_from)}
        raise NotPossibleNow("before_beginning", _("%(person)s takes this seat on %(day)s only.") % facts)
    occupancy.valid_until = on
    occupancy.save(update_fields=["valid_until"])
    facts = {"person": occupancy.person, "person_id": occupancy.person_id, "role": occupancy.role, "on": on}
    history.record(occupancy.seat, "seat_vacated", by=by, **facts)


@transaction.atomic
def appoint_office(person: User, office: str, *, since: dt.date, by: User | None) -> Appointment:
    """The person does this office for the whole network from that day. Refused when it is held already."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if _overlapping(person.appointments.filter(office=office), since, None).exists():
        facts = {"person": person.name, "office": Office(office).label}
        raise NotPossibleNow("office_held", _("%(person)s holds the office “%(office)s” already.") % facts)
    appointment = Appointment.objects.create(person=person, office=office, valid_from=since)
    history.record(person, "office_given", by=by, office=office, since=since)
    return appointment


@transaction.atomic
def end_office(appointment: Appointment, *, on: dt.date, by: User | None) -> None:
    """The last day in the office. Refused when it ended already, and for the last person who holds it."""
    list(Appointment.objects.select_for_update().filter(office=appointment.office))  # two of the last two cannot leave
    appointment.refresh_from_db()
    if appointment.valid_until and appointment.valid_until <= on:
        raise NotPossibleNow(
            "office_ended", _("This office ended on %(day)s.") % {"day": _day(appointment.valid_until)}
        )
    if on < appointment.valid_from:
        raise NotPossibleNow(
            "before_beginning", _("The office begins on %(day)s only.") % {"day": _day(appointment.valid_from)}
        )
    others = Appointment.objects.on(max(on, timezone.localdate())).filter(office=appointment.office, valid_until=None)
    if not others.exclude(pk=appointment.pk).exists():
        facts = {"office": appointment.get_office_display()}
        raise NotPossibleNow(
            "last_in_office", _("Nobody else holds the office “%(office)s”. Appoint somebody first.") % facts
        )
    appointment.valid_until = on
    appointment.save(update_fields=["valid_until"])
    history.record(appointment.person, "office_ended", by=by, office=appointment.office, on=on)
