from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.enums import ATTENDING, Answer, Attendance, Way


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
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("entered by")
    )
    way = models.CharField(_("takes part"), max_length=8, choices=Way, default=Way.OPEN, blank=True)
    substitute = models.CharField(_("represented by"), max_length=200, blank=True)
    substitute_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("substitute")
    )
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
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
            models.CheckConstraint(
                condition=models.Q(substitute_person=None) | ~models.Q(substitute=""),
                name="substitute_in_the_portal_has_a_name",
            ),
            models.CheckConstraint(
                condition=models.Q(answer=Answer.PENDING) | models.Q(answered_at__isnull=False),
                name="answer_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_attendance_display()}"

    @property
    def is_silent(self) -> bool:
        """Somebody was asked and has said nothing yet."""
        return self.person_id is not None and self.answer == Answer.PENDING and not self.substitute

    @property
    def is_vacant(self) -> bool:
        """Nobody sits there who could be asked, and nobody was named who comes."""
        return self.person_id is None and self.answer == Answer.PENDING and not self.substitute

    @property
    def entered_for_them(self) -> bool:
        """The answer came by somebody else, as a rule the secretariat on the phone."""
        return self.answered_by_id is not None and self.answered_by_id != self.person_id

    @property
    def attends(self) -> bool:
        """Was there at some time, in person, by video or by a substitute."""
        return self.attendance in ATTENDING
