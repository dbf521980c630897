from django.db import models
from django.utils.translation import gettext_lazy as _


class RotationPlace(models.Model):
    """One place in the order in which seats chair the meetings of a committee; a single place is a fixed chair."""

    committee = models.ForeignKey(
        "kog.Committee",
        models.PROTECT,
        related_name="rotation",
        verbose_name=_("committee"),
    )
    position = models.PositiveSmallIntegerField(_("position"))
    seat = models.ForeignKey(
        "kog.Seat",
        models.PROTECT,
        related_name="rotation_places",
        verbose_name=_("seat"),
    )

    class Meta:
        ordering = ["committee", "position"]
        verbose_name = _("place in the rotation")
        verbose_name_plural = _("rotation of the chair")
        constraints = [
            models.UniqueConstraint(fields=["committee", "position"], name="rotation_position_once"),
            models.UniqueConstraint(fields=["committee", "seat"], name="rotation_seat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position + 1}. {self.seat}"
