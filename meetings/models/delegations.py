from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.enums import Progress


class Delegation(models.Model):
    """A part of an assignment that those in charge pass on inside: to a person, a unit or a subgroup.

    The committee knows the assignment's lead only: responsibility stays there, and a delegation closes nothing.
    """

    assignment = models.ForeignKey(
        "meetings.Assignment", models.PROTECT, related_name="delegations", verbose_name=_("assignment")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name=_("person"),
    )
    institution = models.ForeignKey(
        "kog.Institution", models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name=_("unit")
    )
    committee = models.ForeignKey(
        "kog.Committee", models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name=_("subgroup")
    )
    title = models.CharField(_("what"), max_length=300)
    due = models.DateField(_("until"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("passed on by"))
    at = models.DateTimeField(_("passed on"), default=timezone.now)
    progress = models.CharField(_("last reported"), max_length=8, choices=Progress, blank=True)
    note = models.TextField(_("what was reported"), blank=True)
    reported_at = models.DateTimeField(_("reported"), null=True, blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("delegated part")
        verbose_name_plural = _("delegated parts")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, institution=None, committee=None)
                | Q(person=None, institution__isnull=False, committee=None)
                | Q(person=None, institution=None, committee__isnull=False),
                name="delegation_has_one_recipient",
                violation_error_message=_("One person, one unit or one subgroup takes a part over."),
            ),
            models.CheckConstraint(
                condition=Q(progress="") ^ Q(reported_at__isnull=False), name="reported_part_says_when"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def recipient(self) -> models.Model:
        """Who takes it over. Follows foreign keys: select them with the query."""
        return self.person or self.institution or self.committee

    @property
    def is_done(self) -> bool:
        return self.progress == Progress.READY
