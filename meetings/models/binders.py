import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kog.models import Claimable, waiting_index


def stored_under(_row: models.Model, _filename: str) -> str:
    """The name on the disk says nothing and cannot be guessed."""
    token = uuid.uuid4().hex
    return f"binders/{token[:2]}/{token}.pdf"


class BinderQuerySet(models.QuerySet):
    def ready(self) -> Self:
        return self.filter(ready_at__isnull=False)


class Binder(Claimable):
    """All papers of a meeting in one PDF, for readers of equal rights, built by the worker.

    `key` is made of all that is in it: who may read the same gets the same binder, and a change makes the next edition.
    """

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="binders", verbose_name=_("meeting"))
    readers = models.CharField(_("for"), max_length=40)
    key = models.CharField(max_length=64)
    edition = models.PositiveSmallIntegerField(_("edition"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked for by")
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    contents = models.JSONField(_("contents"), default=list, blank=True)
    news = models.JSONField(_("new in this edition"), default=list, blank=True)
    left_out = models.JSONField(_("not joined"), default=list, blank=True)
    done = models.PositiveSmallIntegerField(_("steps done"), default=0)
    total = models.PositiveSmallIntegerField(_("steps"), default=0)
    file = models.FileField(_("file"), upload_to=stored_under, blank=True)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)

    objects = BinderQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("binder")
        verbose_name_plural = _("binders")
        indexes = [waiting_index("binder_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "readers", "key"], name="binder_once_per_content"),
            models.UniqueConstraint(fields=["meeting", "readers", "edition"], name="binder_edition_once"),
            models.CheckConstraint(
                condition=models.Q(ready_at=None) | models.Q(due_at=None), name="ready_binder_does_not_wait"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.edition}"

    @property
    def is_ready(self) -> bool:
        return self.ready_at is not None

    @property
    def is_lost(self) -> bool:
        """Built once, and its file is not there any more, as after a restored backup."""
        return self.is_ready and not (self.file and self.file.storage.exists(self.file.name))

    @property
    def percent(self) -> int:
        return min(99, 100 * self.done // self.total) if self.total else 0

    @property
    def filename(self) -> str:
        return f"Sitzungsmappe_{self.meeting.designation.replace(' ', '-')}_Stand-{self.edition}.pdf"
