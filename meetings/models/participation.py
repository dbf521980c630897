from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.enums import ATTENDING, Answer, Attendance


class Participation(models.Model):
    """A seat at a meeting: who was invited, what was answered, who came in the end."""

    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, related_name="participations", verbose_name=_("meeting")
    )
    seat = models.ForeignKey("kog.Seat", models.PROTECT, related_name="participations", verbose_name=_("seat"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("person"),
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.PENDING)
    answer_reason = models.CharField(_("reason"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    substitute = models.CharField(_("represented by"), max_length=200, blank=True)
    attendance = models.CharField(
        _("attendance"), max_length=12, choices=Attendance, default=Attendance.UNKNOWN, blank=True
    )
    arrived_at = models.TimeField(_("came later, at"), null=True, blank=True)
    left_at = models.TimeField(_("left earlier, at"), null=True, blank=True)

    class Meta:
        ordering = ["seat__institution__name", "seat__label"]
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="participation_once_per_seat"),
            models.CheckConstraint(
                condition=~models.Q(attendance=Attendance.REPRESENTED) | ~models.Q(substitute=""),
                name="representation_names_the_substitute",
                violation_error_message=_("Who represents the seat?"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_attendance_display()}"

    @property
    def attends(self) -> bool:
        """Was there at some time, in person, by video or by a substitute."""
        return self.attendance in ATTENDING
