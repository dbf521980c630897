"""Circular procedures for tests: sent round by the action, ten working days ahead and a bit more."""

import datetime as dt

from django.utils import timezone

from kog.models import Committee, Seat, User
from meetings.actions import circulating
from meetings.actions.circulating import Round
from meetings.models import CircularProcedure, CircularVote


def round_of(**facts: object) -> Round:
    """What goes round; `round_of(confidential=True, …)` says it differently."""
    plain = {
        "title": "Gemeinsame Stellungnahme",
        "text": "Die Stellungnahme liegt bei.",
        "wording": "Das Gremium gibt die Stellungnahme ab.",
        "deadline": timezone.localdate() + dt.timedelta(days=21),
    }
    return Round(**plain | facts)


def circular_in(committee: Committee, *, by: User, **facts: object) -> CircularProcedure:
    """A procedure that goes round in this committee."""
    return circulating.open_circular(committee, round_of(**facts), by=by)


def seat_of(person: User) -> Seat:
    """The one seat of a person of the cast."""
    return person.occupancies.get().seat


def say(procedure: CircularProcedure, person: User, answer: str, **facts: str) -> CircularVote:
    """The person answers for the own seat."""
    return circulating.vote(procedure, seat_of(person), answer, by=person, **facts)


def fresh(procedure: CircularProcedure) -> CircularProcedure:
    return CircularProcedure.objects.get(pk=procedure.pk)
