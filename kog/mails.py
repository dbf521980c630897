"""Mails of the network, one function each. Called by actions: the row is written with the change it tells of."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse

from kog import outbox
from kog.enums import Pace
from kog.models import Occupancy, OutboxMail, ScopedLink, User


def invitation(person: User, *, address: str, link: ScopedLink, seats: list[Occupancy], by: User | None) -> OutboxMail:
    return outbox.write(
        "portal_invitation",
        person,
        app="kog",
        address=address,
        expires_at=link.expires_at,
        occupancies=seats,
        sender=by,
    )


def seat_given(occupancy: Occupancy, *, by: User | None) -> OutboxMail:
    """For somebody who is in the network already and needs no link."""
    address = settings.BASE_URL + reverse("kog:onboarding")
    return outbox.write("seat_given", occupancy.person, app="kog", occupancy=occupancy, address=address, sender=by)


def digest(person: User, *, pace: Pace, sections: list[Any], held: list[Any], unsubscribe_url: str) -> OutboxMail:
    return outbox.write(
        "digest",
        person,
        app="kog",
        unsubscribe_url=unsubscribe_url,
        pace=pace,
        sections=sections,
        held=held,
        choose_url=settings.BASE_URL + reverse("kog:notices"),
        ending=unsubscribe_url,
    )


def link_code(link: ScopedLink, *, code: str, expires_at: dt.datetime) -> OutboxMail:
    """The code stands in the text alone: subjects are shown on locked screens."""
    return outbox.write("link_code", link.person, app="kog", code=code, expires_at=expires_at)
