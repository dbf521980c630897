"""Addresses at which nothing arrives: marked when the mail comes back, until somebody who knows says otherwise."""

from django.db import transaction
from django.utils import timezone

from kog import history
from kog.models import OutboxMail, User


@transaction.atomic
def mark_come_back(mail: OutboxMail, *, reason: str) -> None:
    """A report says that this mail cannot be delivered. A second report about the same mail changes nothing."""
    mail = OutboxMail.objects.select_for_update().get(pk=mail.pk)
    if mail.came_back_at or not mail.handed_over_at:
        return
    mail.came_back_at, mail.error = timezone.now(), reason[:2000]
    mail.save(update_fields=["came_back_at", "error"])
    mark_undeliverable(mail, reason=reason)


@transaction.atomic
def mark_undeliverable(mail: OutboxMail, *, reason: str) -> None:
    """The address of this mail is marked on its person, as long as it is still theirs."""
    person = User.objects.select_for_update().filter(pk=mail.person_id, email=mail.recipient).first()
    if person is None or person.mail_comes_back:
        return
    person.undeliverable_address, person.undeliverable_since = person.email, timezone.now()
    person.undeliverable_reason = " ".join(reason.split())[:300]
    person.save(update_fields=["undeliverable_address", "undeliverable_since", "undeliverable_reason"])
    history.record(person, "mail_came_back", by=None)


@transaction.atomic
def trust_address(person: User, *, by: User) -> None:
    """Somebody asked, and the address is right (a full mailbox, a mistake of the other house)."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if not person.undeliverable_address:
        return
    person.undeliverable_address, person.undeliverable_since, person.undeliverable_reason = "", None, ""
    person.save(update_fields=["undeliverable_address", "undeliverable_since", "undeliverable_reason"])
    history.record(person, "address_trusted", by=by)
