"""The one way to write history, called by actions inside their transaction."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from kog import search
from kog.models import HistoryEntry, User


def record(subject: models.Model, verb: str, *, by: User | None, **facts: Any) -> HistoryEntry:
    """Write that `by` did `verb` to `subject`. Facts are small values that JSON can hold; dates become text.

    Whatever has history changes what the search knows, so this is where the search hears of it.
    """
    search.touch(subject)
    return HistoryEntry.objects.create(
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        verb=verb,
        by=by,
        facts={name: value if isinstance(value, int | bool | None) else str(value) for name, value in facts.items()},
    )


def of(subject: models.Model) -> models.QuerySet[HistoryEntry]:
    """The history of one record, newest first, with the people who acted."""
    return HistoryEntry.objects.filter(
        subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk
    ).select_related("by")
