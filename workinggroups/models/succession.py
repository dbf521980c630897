from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Succession(models.Model):
    """A group went on in another one: by merging, by splitting, or because another took over its work."""

    predecessor = models.ForeignKey(
        "kog.Committee", models.PROTECT, related_name="successions", verbose_name=_("group before")
    )
    successor = models.ForeignKey(
        "kog.Committee", models.PROTECT, related_name="precessions", verbose_name=_("group after")
    )
    on = models.DateField(_("on"))
    reason = models.TextField(_("reason"))

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("succession of groups")
        verbose_name_plural = _("successions of groups")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="no_group_succeeds_itself",
                violation_error_message=_("A group cannot go on in itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
