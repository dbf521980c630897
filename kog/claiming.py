"""Who does a piece of work that waits in a row: one worker at a time, however many there are.

A worker claims a row for a while (its lease) by a conditional update. Whoever is killed lets the lease run out, and the
row is claimed again. `claimed_until` is also the token: a worker whose lease ran out finds another moment there, and
`finish` and `fail` answer False instead of overwriting what the successor writes. Results are written in the same
transaction as `finish`, and only when it answers True:

    row = claiming.claim(DocumentText.objects.all(), lease=dt.timedelta(minutes=10))
    text = read(row)                                   # long, outside any transaction
    with transaction.atomic():
        if claiming.finish(row, text=text): …
"""

import datetime as dt
from typing import Any, TypeVar

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from kog.models import Claimable

Row = TypeVar("Row", bound=Claimable)

LEASE = dt.timedelta(minutes=5)
MOST_ATTEMPTS = 8
LONGEST_PAUSE = dt.timedelta(hours=6)


def claim(
    rows: QuerySet[Row], *, lease: dt.timedelta = LEASE, most_attempts: int = MOST_ATTEMPTS, look_at: int = 20
) -> Row | None:
    """The row of these that waits longest, now claimed by the caller alone; None when none is free.

    Must not be called inside a transaction that does the work: the claim counts for others when it is committed.
    """
    now = timezone.now()
    free = rows.filter(Q(claimed_until=None) | Q(claimed_until__lt=now), due_at__lte=now)
    for pk, attempts in free.order_by("due_at", "pk").values_list("pk", "attempts")[:look_at]:
        one = free.filter(pk=pk, attempts=attempts)
        if attempts >= most_attempts:
            # Every worker that took it was killed or never came back: it is the work, not the worker.
            _give_up(one, gettext("It was begun %(number)d times and never finished.") % {"number": attempts})
        elif one.update(claimed_until=timezone.now() + lease, attempts=F("attempts") + 1):
            return rows.model._default_manager.get(pk=pk)
    return None


def extend(row: Claimable, *, lease: dt.timedelta = LEASE) -> bool:
    """Keep a claim on work that takes longer than its lease; False when it has been lost to another."""
    until = timezone.now() + lease
    kept = bool(_claimed(row).update(claimed_until=until))
    if kept:
        row.claimed_until = until
    return kept


def finish(row: Claimable, **facts: Any) -> bool:
    """Done, with these fields of the row; False when the claim was lost, then nothing of it is to be written."""
    return bool(_claimed(row).update(**{"due_at": None, "claimed_until": None, "error": "", **facts}))


def note(row: Claimable, **facts: Any) -> bool:
    """Facts on the way (how far it is); False when the claim was lost."""
    return bool(_claimed(row).update(**facts))


def fail(
    row: Claimable, reason: str, *, for_good: bool = False, most_attempts: int = MOST_ATTEMPTS, **facts: Any
) -> bool:
    """It did not work: later once more, each time after a longer pause, until it is given up."""
    if for_good or row.attempts >= most_attempts:
        return bool(_give_up(_claimed(row), reason, **facts))
    pause = min(dt.timedelta(minutes=2**row.attempts), LONGEST_PAUSE)
    later = timezone.now() + pause
    return bool(_claimed(row).update(due_at=later, claimed_until=None, error=reason[:2000], **facts))


def ask_again(rows: QuerySet[Row], *, at: dt.datetime | None = None) -> int:
    """These rows are to be done (again) from the beginning; who is at one of them loses it."""
    return rows.update(due_at=at or timezone.now(), claimed_until=None, attempts=0, error="")


def _claimed(row: Claimable) -> QuerySet:
    return type(row)._default_manager.filter(pk=row.pk, claimed_until=row.claimed_until)


def _give_up(rows: QuerySet, reason: str, **facts: Any) -> int:
    return rows.update(due_at=None, claimed_until=None, error=reason[:2000] or gettext("No reason was given."), **facts)
