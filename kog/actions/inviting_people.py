"""The secretariat invites a person to a seat; the person answers from the own mailbox."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history, links, mails, queries
from kog.enums import LinkPurpose, OccupancyRole
from kog.exceptions import NotPossibleNow
from kog.models import Appointment, Institution, Occupancy, ScopedLink, Seat, User

from .appointing import appoint_office, occupy
from .signing_in import use_link


@transaction.atomic
def invite(
    seat: Seat,
    *,
    email: str,
    name: str,
    since: dt.date,
    by: User,
    title: str = "",
    role: str = OccupancyRole.HOLDER,
) -> Occupancy:
    """Put a person on the seat and tell them. Somebody new gets a link to set a password; others a plain mail.

    Refused as `occupy` refuses.
    """
    person = _person(email, name=name, title=title, institution=seat.institution, by=by)
    occupancy = occupy(seat, person, since=since, role=role, by=by)
    if person.rules_confirmed_at:
        mails.seat_given(occupancy, by=by)
    else:
        _send_link(person, by=by)
    return occupancy


@transaction.atomic
def invite_to_office(
    *, email: str, name: str, office: str, since: dt.date, by: User | None, title: str = ""
) -> Appointment:
    """Give a person an office for the whole network; somebody new gets a link to set a password.

    Refused as `appoint_office` refuses, and for somebody who left.
    """
    person = _person(email, name=name, title=title, institution=None, by=by)
    if not person.is_active:
        raise NotPossibleNow("person_left", _("%(person)s does not work in the network any more.") % {"person": person})
    appointment = appoint_office(person, office, since=since, by=by)
    if not person.rules_confirmed_at:
        _send_link(person, by=by)
    return appointment


@transaction.atomic
def invite_without_seat(*, email: str, name: str, by: User, title: str = "") -> User:
    """A person for one occasion, as a guest: known by the address, or new and with a link to set a password.

    Refused for somebody who left.
    """
    person = _person(email, name=name, title=title, institution=None, by=by)
    if not person.is_active:
        raise NotPossibleNow("person_left", _("%(person)s does not work in the network any more.") % {"person": person})
    if not person.rules_confirmed_at and queries.open_invitation(person) is None:
        _send_link(person, by=by)
    return person


@transaction.atomic
def invite_again(person: User, *, by: User) -> None:
    """A new link; the earlier ones end. Refused once the invitation was accepted, and for somebody who left."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.rules_confirmed_at:
        raise NotPossibleNow("accepted", _("%(person)s has accepted the invitation.") % {"person": person})
    if not person.is_active:
        raise NotPossibleNow("person_left", _("%(person)s does not work in the network any more.") % {"person": person})
    _send_link(person, by=by)


@transaction.atomic
def revoke(person: User, *, by: User) -> None:
    """The invitation does not open anything any more; the seat is another matter. Refused when none is open."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if not _revoke_open(person):
        raise NotPossibleNow("no_invitation", _("%(person)s has no open invitation.") % {"person": person})
    history.record(person, "invitation_revoked", by=by)


@transaction.atomic
def accept(link: ScopedLink, *, password: str) -> User:
    """The invited person sets a password and confirms the rules of cooperation. Refused when the link is closed."""
    if link.purpose != LinkPurpose.INVITATION:
        raise NotPossibleNow("link_closed", _("This link is not valid any more."))
    person = User.objects.select_for_update().get(pk=use_link(link).person_id)
    person.set_password(password)
    person.rules_confirmed_at = timezone.now()
    person.save(update_fields=["password", "rules_confirmed_at"])
    history.record(person, "invitation_accepted", by=person)
    return person


@transaction.atomic
def confirm_rules(person: User) -> None:
    """For somebody who came in another way, as by a link of the support. Twice is once."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.rules_confirmed_at is None:
        person.rules_confirmed_at = timezone.now()
        person.save(update_fields=["rules_confirmed_at"])
        history.record(person, "rules_confirmed", by=person)


def _person(email: str, *, name: str, title: str, institution: Institution | None, by: User | None) -> User:
    """The person with this address, however it is written, or a new one."""
    person = User.objects.select_for_update().filter(email__iexact=email.strip()).first()
    if person is None:
        person = User.objects.create_user(email, name=name, title=title, institution=institution)
        history.record(person, "person_created", by=by, email=person.email)
    return person


def _revoke_open(person: User) -> int:
    return person.scoped_links.open().filter(purpose=LinkPurpose.INVITATION).update(revoked_at=timezone.now())


def _send_link(person: User, *, by: User | None) -> None:
    """One link at a time: the one in the latest mail."""
    _revoke_open(person)
    link, address = links.issue(person, LinkPurpose.INVITATION, by=by)
    seats = list(queries.held_or_coming(person))
    mails.invitation(person, address=address, link=link, seats=seats, by=by)
    history.record(person, "invited", by=by)
