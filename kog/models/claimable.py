from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Claimable(models.Model):
    """A piece of work that waits in its own row until a worker takes it (kog/claiming.py).

    `due_at` is empty when there is nothing left to do: it was done, or given up, and then `error` says why.
    """

    due_at = models.DateTimeField(_("due from"), default=timezone.now, null=True, blank=True)
    claimed_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        abstract = True

    @property
    def is_given_up(self) -> bool:
        return self.due_at is None and bool(self.error)


def waiting_index(name: str) -> models.Index:
    """What a worker looks through stays as small as what waits, however many rows are done."""
    return models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name=name)
