from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kog.enums import OccupancyRole, SeatFunction

from .dated import DatedQuerySet, dated_constraint


class Seat(models.Model):
    """An institution's place in a committee. People come and go; the seat stays and carries the vote."""

    committee = models.ForeignKey(
        "kog.Committee",
        models.PROTECT,
        related_name="seats",
        verbose_name=_("committee"),
    )
    institution = models.ForeignKey(
        "kog.Institution",
        models.PROTECT,
        related_name="seats",
        verbose_name=_("institution"),
    )
    label = models.CharField(
        _("designation"),
        max_length=120,
        blank=True,
        help_text=_("Only where one house has several seats."),
    )
    function = models.CharField(_("function"), max_length=20, choices=SeatFunction, default=SeatFunction.MEMBER)
    has_vote = models.BooleanField(_("has a vote"), default=True)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "institution__sort_name", "label"]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            dated_constraint("seat"),
            models.UniqueConstraint(
                fields=["committee", "institution", "label"],
                condition=Q(valid_until=None),
                name="seat_open_once",
                violation_error_message=_("This institution has this seat already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution} ({self.label})" if self.label else str(self.institution)


class Occupancy(models.Model):
    """A person on a seat, as holder or deputy, from one day to another."""

    seat = models.ForeignKey("kog.Seat", models.PROTECT, related_name="occupancies", verbose_name=_("seat"))
    person = models.ForeignKey("kog.User", models.PROTECT, related_name="occupancies", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=10, choices=OccupancyRole, default=OccupancyRole.HOLDER)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["seat", "-role", "valid_from"]
        verbose_name = _("occupancy")
        verbose_name_plural = _("occupancies")
        indexes = [models.Index(fields=["person", "valid_from", "valid_until"])]
        constraints = [
            dated_constraint("occupancy"),
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(role=OccupancyRole.HOLDER, valid_until=None),
                name="one_open_holder_per_seat",
                violation_error_message=_("This seat has a holder already."),
            ),
            models.UniqueConstraint(
                fields=["seat", "person"],
                condition=Q(valid_until=None),
                name="occupancy_open_once",
                violation_error_message=_("This person is on this seat already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"
