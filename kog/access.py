"""Fetching one record for a person: what they may not see is not there (404), what they may not do is refused (403)."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404

from kog import links
from kog.models import Appointment, Committee, Field, Institution, KnownDevice, Occupancy, ScopedLink, Seat, User

Record = TypeVar("Record", bound=models.Model)


def checked(record: Record | None, user: User, view: str, permission: str = "") -> Record:
    """The record, if the person may see it and may do what `permission` names."""
    if record is None or not user.has_perm(view, record):
        raise Http404
    if permission and not user.has_perm(permission, record):
        raise PermissionDenied
    return record


def committee_for(user: User, key: str, permission: str = "") -> Committee:
    committee = Committee.objects.select_related("parent", "lead__level").filter(key=key).first()
    return checked(committee, user, "kog.view_committee", permission)


def institution_for(user: User, key: str, permission: str = "") -> Institution:
    institution = Institution.objects.select_related("level", "parent").filter(key=key).first()
    return checked(institution, user, "kog.view_network", permission)


def field_for(user: User, key: str) -> Field:
    return checked(Field.objects.filter(slug=key).first(), user, "kog.view_network")


def person_for(user: User, pk: int, permission: str = "") -> User:
    person = User.objects.select_related("institution__level").filter(pk=pk).first()
    return checked(person, user, "kog.view_person", permission)


def seat_for(user: User, committee: Committee, pk: int, permission: str) -> Seat:
    """A seat of this committee; the permission is asked of the committee."""
    checked(committee, user, "kog.view_committee", permission)
    seat = Seat.objects.select_related("institution", "committee").filter(committee=committee, pk=pk).first()
    if seat is None:
        raise Http404
    return seat


def occupancy_for(user: User, committee: Committee, pk: int, permission: str) -> Occupancy:
    """A person's place on a seat of this committee; the permission is asked of the committee."""
    checked(committee, user, "kog.view_committee", permission)
    occupancy = (
        Occupancy.objects.select_related("seat__institution", "seat__committee", "person")
        .filter(seat__committee=committee, pk=pk)
        .first()
    )
    if occupancy is None:
        raise Http404
    return occupancy


def appointment_for(user: User, pk: int, permission: str) -> Appointment:
    appointment = Appointment.objects.select_related("person").filter(pk=pk).first()
    return checked(appointment, user, permission)


def link_of(token: str) -> ScopedLink | None:
    """The link behind a token, whatever its state; None for a forged one."""
    return ScopedLink.objects.select_related("person").filter(token_hash=links.hash_of(token)).first()


def scoped_link_for(user: User, person: User, pk: int) -> ScopedLink:
    """An open link of this person, for whoever may take it back."""
    checked(person, user, "kog.view_person", "kog.revoke_link")
    link = ScopedLink.objects.open().select_related("person").filter(person=person, pk=pk).first()
    if link is None:
        raise Http404
    return link


def device_for(user: User, person: User, pk: int) -> KnownDevice:
    """A device this person is known on; nobody else's business."""
    checked(person, user, "kog.view_person", "kog.forget_device")
    device = KnownDevice.objects.select_related("person").filter(person=person, pk=pk).first()
    if device is None:
        raise Http404
    return device
