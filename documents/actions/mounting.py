"""The drive as a network drive: passwords for devices, and what mounting programs leave behind."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from documents import naming, passwords
from documents.models import AppPassword, DavLock, DavProperty, Document, Folder, ScratchFile
from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import User

LARGEST_SCRATCH = 1024 * 1024
MOST_SCRATCH = 200  # of a person
SCRATCH_LASTS = dt.timedelta(days=1)
LONGEST_PROPERTY = 64 * 1024
MOST_PASSWORDS = 20
NOTED_EVERY = dt.timedelta(hours=1)


@transaction.atomic
def issue_password(person: User, device: str, *, by: User | None) -> tuple[AppPassword, str]:
    """A password for one device, in clear this one time. Refused: no name for the device, too many devices."""
    device = " ".join(device.split())[:80]
    if not device:
        raise NotPossibleNow("no_device", _("Please say for which device the password is."))
    User.objects.select_for_update().get(pk=person.pk)
    if person.app_passwords.filter(revoked_at=None).count() >= MOST_PASSWORDS:
        raise NotPossibleNow("too_many_devices", _("There are very many devices already. Please withdraw one first."))
    clear = passwords.new()
    password = AppPassword.objects.create(person=person, device=device, digest=passwords.digest(clear))
    history.record(password, "app_password_issued", by=by, device=device)
    return password, clear


@transaction.atomic
def revoke_password(password: AppPassword, *, by: User) -> AppPassword:
    """The device gets in no more, from its next request on. Twice is once."""
    password = AppPassword.objects.select_for_update().get(pk=password.pk)
    if password.revoked_at is None:
        password.revoked_at = timezone.now()
        password.save(update_fields=["revoked_at"])
        history.record(password, "app_password_revoked", by=by, device=password.device)
    return password


def note_use(password: AppPassword) -> None:
    """For the list of devices; a mounted drive asks every few seconds, so once an hour is enough."""
    now = timezone.now()
    if password.last_used_at is None or password.last_used_at < now - NOTED_EVERY:
        AppPassword.objects.filter(pk=password.pk).update(last_used_at=now)


@transaction.atomic
def keep_scratch(folder: Folder, name: str, content: bytes, *, by: User) -> ScratchFile:
    """Refused: more than a passing file holds, more of them than programs need."""
    if len(content) > LARGEST_SCRATCH:
        raise NotPossibleNow("too_large", _("Passing files of programs may not be that large."))
    key = naming.same_name(name)
    others = ScratchFile.objects.filter(owner=by).exclude(folder=folder, name_key=key)
    if others.count() >= MOST_SCRATCH:
        raise NotPossibleNow("too_many", _("Your programs keep too many passing files here. Please close them first."))
    row, _new = ScratchFile.objects.update_or_create(
        folder=folder,
        owner=by,
        name_key=key,
        defaults={"name": name[:255], "content": content, "changed_at": timezone.now()},
    )
    return row


@transaction.atomic
def rename_scratch(row: ScratchFile, folder: Folder, name: str) -> ScratchFile:
    """In place of whatever passing file has this name there."""
    key = naming.same_name(name)
    ScratchFile.objects.filter(folder=folder, owner=row.owner, name_key=key).exclude(pk=row.pk).delete()
    row.folder, row.name, row.name_key, row.changed_at = folder, name[:255], key, timezone.now()
    row.save(update_fields=["folder", "name", "name_key", "changed_at"])
    return row


@transaction.atomic
def drop_scratch(row: ScratchFile) -> None:
    ScratchFile.objects.filter(pk=row.pk).delete()


@transaction.atomic
def keep_property(thing: Document | Folder, name: str, value: str) -> None:
    """Refused: a note that is too long."""
    if len(value) > LONGEST_PROPERTY or len(name) > 300:
        raise NotPossibleNow("too_large", _("Notes of programs may not be that large."))
    DavProperty.objects.update_or_create(**_owner(thing), name=name, defaults={"value": value})


@transaction.atomic
def drop_property(thing: Document | Folder, name: str) -> None:
    DavProperty.objects.filter(**_owner(thing), name=name).delete()


@transaction.atomic
def copy_properties(start: Document | Folder, to: Document | Folder) -> None:
    """The copy gets the notes of the original, and no others."""
    DavProperty.objects.filter(**_owner(to)).delete()
    rows = DavProperty.objects.filter(**_owner(start))
    DavProperty.objects.bulk_create(DavProperty(**_owner(to), name=row.name, value=row.value) for row in rows)


@transaction.atomic
def lock(lock: DavLock) -> DavLock:
    lock.save()
    return lock


@transaction.atomic
def extend_lock(token: str, timeout: float) -> None:
    DavLock.objects.filter(token=token).update(
        timeout=timeout, expires_at=timezone.now() + dt.timedelta(seconds=timeout)
    )


@transaction.atomic
def unlock(tokens: list[str]) -> int:
    return DavLock.objects.filter(token__in=tokens).delete()[0]


@transaction.atomic
def clear_leftovers() -> int:
    """Locks that are over and passing files of yesterday. Safe to run twice."""
    now = timezone.now()
    locks = DavLock.objects.filter(expires_at__lt=now).delete()[0]
    return locks + ScratchFile.objects.filter(changed_at__lt=now - SCRATCH_LASTS).delete()[0]


def _owner(thing: Document | Folder) -> dict[str, Document | Folder | None]:
    is_file = isinstance(thing, Document)
    return {"document": thing if is_file else None, "folder": None if is_file else thing}
