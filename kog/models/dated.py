"""Facts with a beginning and an end. Both days count: a seat valid until 30 June is held on 30 June."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def on_day(day: dt.date | None = None, prefix: str = "") -> Q:
    """The condition that a dated fact, reached by `prefix`, holds on this day (default: today)."""
    day = day or timezone.localdate()
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gte": day})
    )


class DatedQuerySet(models.QuerySet):
    def on(self, day: dt.date | None = None) -> Self:
        """What holds on this day (default: today)."""
        return self.filter(on_day(day))


def dated_constraint(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
        name=f"{name}_ends_after_it_begins",
        violation_error_message=_("The end lies before the beginning."),
    )
