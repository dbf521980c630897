"""A binder is asked for, built by the worker with progress, and kept until the next edition is ready."""

import datetime as dt
import itertools
import tempfile
from pathlib import Path

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from documents import limited
from kog import claiming, history, typesetting
from kog.models import User
from meetings.actions.locking import lock_meeting
from meetings.binders import assembling, contents
from meetings.binders.assembling import Assembled
from meetings.models import Binder, Meeting

LEASE = dt.timedelta(minutes=10)


@transaction.atomic
def ask_for(meeting: Meeting, *, by: User) -> Binder:
    """The binder of what this person reads today, built once for all who read the same. One that failed or whose file
    is lost is built anew, by the rights of whoever asks now.
    """
    meeting = lock_meeting(meeting)
    entries = contents.binder_of(meeting, by)
    readers = contents.readers_of(meeting, by)
    key = contents.key_of(meeting, entries, by.locale)
    same_readers = Binder.objects.filter(meeting=meeting, readers=readers)
    known = same_readers.filter(key=key).first()
    if known:
        if known.is_given_up or known.is_lost:
            again = Binder.objects.filter(pk=known.pk)
            again.update(asked_by=by, asked_at=timezone.now(), ready_at=None, file="", done=0, total=0)
            claiming.ask_again(again)
            known.refresh_from_db()
        return known
    before = same_readers.order_by("-edition").first()
    now = contents.listed(entries)
    binder = Binder.objects.create(
        meeting=meeting,
        readers=readers,
        key=key,
        edition=before.edition + 1 if before else 1,
        asked_by=by,
        contents=now,
        news=contents.news(before.contents, now) if before else [],
    )
    history.record(meeting, "binder_asked_for", by=by, edition=binder.edition)
    return binder


def build_next() -> int:
    """Build the binder that waits longest; 0 when none waits."""
    binder = claiming.claim(Binder.objects.select_related("meeting__committee", "asked_by"), lease=LEASE)
    if binder is None:
        return 0
    try:
        with translation.override(binder.asked_by.locale), tempfile.TemporaryDirectory(prefix="kog-") as folder:
            _build(binder, Path(folder))
    except (typesetting.NotTypeset, limited.Broken, OSError) as error:
        claiming.fail(binder, f"{type(error).__name__}: {error}", most_attempts=3)
    return 1


def _build(binder: Binder, folder: Path) -> None:
    entries = contents.binder_of(binder.meeting, binder.asked_by)
    if contents.key_of(binder.meeting, entries, binder.asked_by.locale) != binder.key:
        claiming.fail(binder, _("The papers were changed meanwhile. Please ask for the binder again."), for_good=True)
        return
    steps = len(entries) + sum(len(entry.papers) for entry in entries) + 2
    done = itertools.count(1)
    found = assembling.assemble(binder, entries, folder, step=lambda: _progress(binder, next(done), steps))
    _progress(binder, steps - 1, steps)
    _keep(binder, found)


def _progress(binder: Binder, done: int, total: int) -> None:
    """Shown to those who wait; and keeps the claim on what takes long."""
    claiming.extend(binder, lease=LEASE)
    Binder.objects.filter(pk=binder.pk).update(done=min(done, total), total=total)


def _keep(binder: Binder, found: Assembled) -> None:
    """The file, and the end of the ones before it."""
    with found.path.open("rb") as file:
        binder.file.save(binder.filename, File(file), save=False)
    facts = {"pages": found.pages, "size": found.path.stat().st_size, "left_out": found.left_out}
    with transaction.atomic():
        kept = claiming.finish(binder, file=binder.file.name, ready_at=timezone.now(), **facts)
    if not kept:
        binder.file.delete(save=False)
        return
    for old in Binder.objects.filter(meeting=binder.meeting_id, readers=binder.readers, edition__lt=binder.edition):
        old.delete()  # first the row: one without its file would be handed out
        if old.file:
            old.file.delete(save=False)
