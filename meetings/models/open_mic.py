from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.enums import MicKind


class OpenMicQuerySet(models.QuerySet):
    def unsettled(self) -> Self:
        """Nobody said yet what became of it."""
        return self.filter(settled_at=None)


class OpenMicEntry(models.Model):
    """What somebody brings in at an open mic, or takes along from it. It returns until it says what became of it."""

    item = models.ForeignKey(
        "meetings.AgendaItem", models.PROTECT, related_name="mic_entries", verbose_name=_("agenda item")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=MicKind)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mic_entries", verbose_name=_("person")
    )
    institution = models.ForeignKey(
        "kog.Institution", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("institution")
    )
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    follow_up = models.TextField(_("what became of it"), blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_in = models.ForeignKey(
        "meetings.Meeting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="settled_mic_entries",
        verbose_name=_("settled in"),
    )

    objects = OpenMicQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("contribution to an open mic")
        verbose_name_plural = _("contributions to open mics")
        indexes = [models.Index(fields=["item"], condition=Q(settled_at=None), name="mic_entry_unsettled")]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, settled_in=None, follow_up="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(follow_up="")),
                name="settled_mic_entry_says_what_became_of_it",
                violation_error_message=_("Please say what became of it."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def who(self) -> str:
        return f"{self.person}, {self.institution}" if self.institution else str(self.person)
