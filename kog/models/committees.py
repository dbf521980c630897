import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Lower, Replace
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kog.enums import Cadence, CommitteeKind


class CommitteeQuerySet(models.QuerySet):
    def active(self, day: dt.date | None = None) -> Self:
        """Not dissolved on this day (default: today)."""
        day = day or timezone.localdate()
        return self.filter(Q(dissolved=None) | Q(dissolved__gt=day))

    def boards(self) -> Self:
        return self.filter(kind=CommitteeKind.BOARD)


class Committee(models.Model):
    """Whatever meets: the board, a working group, a subgroup, a forum, a task force."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=CommitteeKind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("set up by"),
    )
    lead = models.ForeignKey(
        "kog.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_committees",
        verbose_name=_("lead"),
    )
    cadence = models.CharField(_("cadence"), max_length=20, choices=Cadence, default=Cadence.ON_DEMAND)
    aim = models.TextField(_("aim and mandate"), blank=True)
    fields = models.ManyToManyField("kog.Field", blank=True, related_name="committees", verbose_name=_("fields"))
    founded = models.DateField(_("founded on"), null=True, blank=True)
    dissolved = models.DateField(_("dissolved on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved=None) | Q(founded=None) | Q(dissolved__gte=F("founded")),
                name="committee_dissolved_after_founded",
                violation_error_message=_("A committee cannot be dissolved before it was founded."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=CommitteeKind.SUBGROUP) | Q(parent__isnull=False),
                name="subgroup_has_a_parent",
                violation_error_message=_("A subgroup belongs to a group."),
            ),
            models.UniqueConstraint(
                Lower(Replace("short_name", Value(" "), Value("-"))),
                name="committee_prefix_once",
                violation_error_message=_(
                    "The numbers of another committee's meetings begin with this short name already."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("kog:committee", args=[self.key])

    @property
    def is_board(self) -> bool:
        return self.kind == CommitteeKind.BOARD

    @property
    def prefix(self) -> str:
        """Stands before the numbers of its meetings: "KOG", "AG-FEG"."""
        return self.short_name.replace(" ", "-")
