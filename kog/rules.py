"""Who may do what to the network. Predicates are small; the table at the end reads like a sentence each."""

from collections.abc import Callable
from typing import TypeVar

import rules

from kog import queries
from kog.enums import Office, SeatFunction
from kog.models import Committee, Seat, User

Fact = TypeVar("Fact")


def remembered(user: User, name: str, compute: Callable[[], Fact]) -> Fact:
    """Facts about the signed-in person are asked once per request: they are kept on the request's user object."""
    facts = getattr(user, "_wrapped", user).__dict__.setdefault("_facts", {})  # request.user is a lazy wrapper
    if name not in facts:
        facts[name] = compute()
    return facts[name]


def offices(user: User) -> set[str]:
    return remembered(user, "offices", lambda: queries.offices(user)) if user.is_active else set()


def held_seats(user: User) -> list[Seat]:
    """Seats on which the person sits or deputises today, each with its committee; the rest follows from them."""
    if not user.is_active:  # as the anonymous user is not
        return []
    return remembered(user, "held_seats", lambda: list(queries.seats_held_by(user)))


def member_of(user: User) -> set[int]:
    """Ids of the committees in which the person sits today."""
    return {seat.committee_id for seat in held_seats(user)}


def leads(user: User) -> set[int]:
    """Ids of the groups which the person leads today."""
    return {seat.committee_id for seat in held_seats(user) if seat.function == SeatFunction.LEAD}


def speaks_for(user: User) -> set[int]:
    """Ids of the houses for which the person may report: those of the seats held today, and the own house."""
    houses = {seat.institution_id for seat in held_seats(user)}
    return houses | {user.institution_id} if user.is_active and user.institution_id else houses


def on_board(user: User) -> bool:
    return any(seat.committee.is_board for seat in held_seats(user))


@rules.predicate
def is_active_person(user: User) -> bool:
    return user.is_authenticated and user.is_active


@rules.predicate
def is_secretary(user: User) -> bool:
    return Office.SECRETARY in offices(user)


@rules.predicate
def is_administrator(user: User) -> bool:
    return Office.ADMINISTRATOR in offices(user)


@rules.predicate
def is_board_member(user: User) -> bool:
    return on_board(user)


@rules.predicate
def is_member_of_any(user: User) -> bool:
    return bool(member_of(user))


@rules.predicate
def is_member(user: User, committee: Committee | None) -> bool:
    return committee is not None and committee.pk in member_of(user)


@rules.predicate
def is_lead(user: User, committee: Committee | None) -> bool:
    return committee is not None and committee.pk in leads(user)


@rules.predicate
def is_self(user: User, person: User | None) -> bool:
    return person is not None and user.pk == person.pk


# Whoever has any standing in the network sees who is in it; a guest of one agenda item does not.
in_network = is_secretary | is_administrator | is_member_of_any

rules.add_perm("kog.use_portal", is_active_person)
rules.add_perm("kog.view_network", is_active_person & in_network)
rules.add_perm("kog.view_committee", is_active_person & in_network)
rules.add_perm("kog.view_person", is_active_person & in_network)
rules.add_perm("kog.change_network", is_secretary | is_administrator)
rules.add_perm("kog.change_seats", is_secretary)
rules.add_perm("kog.change_group_members", is_secretary | is_lead)
rules.add_perm("kog.change_offices", is_active_person & is_administrator)
rules.add_perm("kog.invite_person", is_secretary)
rules.add_perm("kog.view_dispatches", is_active_person & is_secretary)
rules.add_perm("kog.keep_address", is_secretary)
rules.add_perm("kog.change_card", is_active_person & (is_self | is_secretary))
rules.add_perm("kog.revoke_link", is_active_person & (is_self | is_secretary))
rules.add_perm("kog.forget_device", is_active_person & is_self)
rules.add_perm("kog.use_admin", is_active_person & (is_secretary | is_administrator))
rules.add_perm("wagtailadmin.access_admin", is_active_person & (is_secretary | is_administrator))
