"""The address of a person: changed by the secretariat, and marked when mail comes back from it."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history, links
from kog.exceptions import NotPossibleNow
from kog.models import OutboxMail, ScopedLink, User

MARK = ("undeliverable_address", "undeliverable_since", "undeliverable_reason")


@transaction.atomic
def change_address(person: User, *, email: str, by: User) -> None:
    """From now on the person is written to, and signs in, there. Refused when it is somebody else's.

    What was mailed to the old address opens nothing any more: others may read there.
    """
    email = email.strip().lower()
    person = User.objects.select_for_update().get(pk=person.pk)
    if email == person.email:
        return
    if User.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
        raise NotPossibleNow("address_taken", _("There is a person with this e-mail address already."))
    person.email = email
    person.undeliverable_address, person.undeliverable_since, person.undeliverable_reason = "", None, ""
    person.save(update_fields=["email", *MARK])
    EmailAddress.objects.filter(user=person).delete()  # allauth's own note of it, by which it would find the person
    for link in ScopedLink.objects.open().select_for_update().filter(person=person).order_by("pk"):
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        history.record(person, "link_revoked", by=by, **links.facts(link))
    history.record(person, "address_changed", by=by)


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
    person.save(update_fields=MARK)
    history.record(person, "mail_came_back", by=None)


@transaction.atomic
def trust_address(person: User, *, by: User) -> None:
    """Somebody asked, and the address is right (a full mailbox, a mistake of the other house)."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if not person.undeliverable_address:
        return
    person.undeliverable_address, person.undeliverable_since, person.undeliverable_reason = "", None, ""
    person.save(update_fields=MARK)
    history.record(person, "address_trusted", by=by)
