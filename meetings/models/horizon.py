import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.enums import HorizonKind


class HorizonQuerySet(models.QuerySet):
    def coming(self) -> Self:
        """Still ahead and not dropped, the next first."""
        return self.filter(date__gte=timezone.localdate(), dropped_at=None).order_by("date", "pk")

    def waiting(self) -> Self:
        """Coming, and not suggested for an agenda yet."""
        return self.coming().filter(item=None)


class HorizonTopic(models.Model):
    """Something that comes on a known day: a law enters into force, a funding ends. It is suggested for an agenda in
    time, by itself and once.
    """

    committee = models.ForeignKey(
        "kog.Committee", models.PROTECT, related_name="horizon_topics", verbose_name=_("committee")
    )
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=8, choices=HorizonKind, default=HorizonKind.OTHER)
    date = models.DateField(_("date"))
    text = models.TextField(_("what it is about"), blank=True)
    text_html = models.TextField(blank=True, editable=False)
    field = models.ForeignKey(
        "kog.Field",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="horizon_topics",
        verbose_name=_("field of action"),
    )
    weeks_ahead = models.PositiveSmallIntegerField(_("suggest it, weeks before"), default=16)
    item = models.OneToOneField(
        "meetings.AgendaItem",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="horizon_topic",
        verbose_name=_("suggested item"),
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    dropped_at = models.DateTimeField(_("dropped"), null=True, blank=True)
    dropped_reason = models.CharField(_("reason for dropping it"), max_length=300, blank=True)

    objects = HorizonQuerySet.as_manager()

    class Meta:
        ordering = ["date", "pk"]
        verbose_name = _("topic on the horizon")
        verbose_name_plural = _("topics on the horizon")
        indexes = [models.Index(fields=["committee", "date"], name="horizon_by_committee")]
        constraints = [
            models.CheckConstraint(
                condition=Q(dropped_at=None, dropped_reason="") | (Q(dropped_at__isnull=False) & ~Q(dropped_reason="")),
                name="dropped_topic_has_a_reason",
                violation_error_message=_("Dropping it needs a reason."),
            ),
            models.CheckConstraint(condition=Q(weeks_ahead__gte=1), name="topic_is_suggested_ahead"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def suggested_from(self) -> dt.date:
        """The day from which on it is suggested."""
        return self.date - dt.timedelta(weeks=self.weeks_ahead)

    @property
    def is_over(self) -> bool:
        return self.date < timezone.localdate()
