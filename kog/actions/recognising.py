"""Is this the person the link was sent to? On a device we do not know, a code to the same address tells."""

import datetime as dt
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from kog import history, links, mails
from kog.exceptions import NotPossibleNow
from kog.models import KnownDevice, LinkCode, ScopedLink, User

DIGITS = 6
LASTS = dt.timedelta(minutes=15)
DEVICE_LASTS = dt.timedelta(days=365)
CODES_AN_HOUR = 3
CODES = 12  # in a link's whole life: whoever guesses has 60 tries among a million


@transaction.atomic
def send_code(link: ScopedLink) -> LinkCode:
    """Mail a code to the person of the link; it replaces the one before.

    Refused when the link is closed, after three codes within an hour, and after twelve in all.
    """
    link = _locked(link)
    sent = link.codes.count()
    if sent >= CODES:
        raise NotPossibleNow(
            "codes_exhausted", _("No more codes are sent for this link. The secretariat can send you a new link.")
        )
    if link.codes.filter(created_at__gt=timezone.now() - dt.timedelta(hours=1)).count() >= CODES_AN_HOUR:
        raise NotPossibleNow("too_many_codes", _("We sent several codes already. Please try again in an hour."))
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    code = LinkCode.objects.create(link=link, code_hash=_hash(link, digits), expires_at=timezone.now() + LASTS)
    mails.link_code(link, code=digits, expires_at=code.expires_at)
    history.record(link.person, "link_code_asked", by=None, **links.facts(link))
    return code


def waits_for_code(link: ScopedLink) -> bool:
    """A code is on its way that still counts."""
    code = link.codes.order_by("-pk").first()
    return code is not None and code.is_open


def enter_code(link: ScopedLink, digits: str, *, device_hash: str, name: str = "") -> KnownDevice:
    """The right code makes the device known. Refused when it is wrong or over, or the link is closed.

    A wrong try is counted in a transaction of its own: the refusal must not undo it.
    """
    device = _try(link, digits, device_hash, name)
    if device is None:
        raise NotPossibleNow("wrong_code", _("This code is not right or has expired."))
    return device


@transaction.atomic
def know_device(person: User, *, device_hash: str, name: str = "") -> KnownDevice:
    """The person signed in on this device, or proved to be the one. Twice is once, and moves its day.

    What was not used for a year is forgotten by the way.
    """
    person.known_devices.filter(last_used__lte=timezone.now() - DEVICE_LASTS).delete()
    device, new = KnownDevice.objects.update_or_create(
        person=person, device_hash=device_hash, defaults={"last_used": timezone.now(), "name": name}
    )
    if new:
        history.record(person, "device_known", by=person, device=device.pk, name=name)
    return device


@transaction.atomic
def use_device(device: KnownDevice) -> None:
    """Something was done by link on this device: it stays known for another year."""
    KnownDevice.objects.filter(pk=device.pk).update(last_used=timezone.now())


@transaction.atomic
def forget_device(device: KnownDevice, *, by: User) -> None:
    """A link asks for a code there again. That it was known stays in the history; twice is once."""
    deleted, _models = KnownDevice.objects.filter(pk=device.pk).delete()
    if deleted:
        history.record(device.person, "device_forgotten", by=by, device=device.pk, name=device.name)


@transaction.atomic
def revoke_link(link: ScopedLink, *, by: User) -> None:
    """The link opens nothing any more. Refused when it is closed already."""
    link = ScopedLink.objects.select_for_update().select_related("person").get(pk=link.pk)
    if not link.is_open:
        raise NotPossibleNow("link_closed", _("This link is not valid any more."))
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    history.record(link.person, "link_revoked", by=by, **links.facts(link))


@transaction.atomic
def _try(link: ScopedLink, digits: str, device_hash: str, name: str) -> KnownDevice | None:
    link = _locked(link)
    code = link.codes.order_by("-pk").first()
    if code is None or not code.is_open:
        return None
    if not constant_time_compare(code.code_hash, _hash(link, digits)):
        code.attempts += 1
        code.save(update_fields=["attempts"])
        history.record(link.person, "link_code_wrong", by=None, attempts=code.attempts, **links.facts(link))
        return None
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])
    history.record(link.person, "link_code_right", by=link.person, **links.facts(link))
    return know_device(link.person, device_hash=device_hash, name=name)


def _locked(link: ScopedLink) -> ScopedLink:
    link = ScopedLink.objects.select_for_update(of=["self"]).select_related("person").get(pk=link.pk)
    if not link.is_open or not link.person.is_active:
        raise NotPossibleNow("link_closed", _("This link is not valid any more."))
    return link


def _hash(link: ScopedLink, digits: str) -> str:
    """Six digits are soon guessed from a bare hash, so ours needs the secret key, and holds for one link."""
    return salted_hmac(f"kog.link_code.{link.pk}", digits, algorithm="sha256").hexdigest()
