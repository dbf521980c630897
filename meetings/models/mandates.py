from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.enums import MandateResult


class Mandate(models.Model):
    """What a group is set up for, and for how long: a question, a report due in a meeting, an end.

    The report is an item on the agenda of the committee that gave the mandate (`AgendaItem.mandate`); it travels from
    meeting to meeting like every other item, so the meeting in which the report is due is that item's meeting.
    """

    group = models.ForeignKey("kog.Committee", models.PROTECT, related_name="mandates", verbose_name=_("group"))
    given_by = models.ForeignKey(
        "kog.Committee", models.PROTECT, related_name="given_mandates", verbose_name=_("given by")
    )
    resolution = models.ForeignKey(
        "meetings.Resolution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("resolution"),
    )
    question = models.TextField(_("question to be answered"))
    begins = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    result = models.CharField(_("how it ended"), max_length=10, choices=MandateResult, blank=True)

    class Meta:
        ordering = ["-begins", "-pk"]
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.UniqueConstraint(fields=["group"], condition=Q(ended_on=None), name="one_open_mandate_per_group"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("begins")),
                name="mandate_ends_after_it_begins",
                violation_error_message=_("The end lies before the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, result="") | (Q(ended_on__isnull=False) & ~Q(result="")),
                name="ended_mandate_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.question[:80]}"

    @property
    def is_open(self) -> bool:
        return self.ended_on is None


class MandateReview(models.Model):
    """What the committee established in a meeting when the group reported: it goes on, longer, anew, or is over."""

    mandate = models.ForeignKey("meetings.Mandate", models.PROTECT, related_name="reviews", verbose_name=_("mandate"))
    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, related_name="mandate_reviews", verbose_name=_("meeting")
    )
    result = models.CharField(_("result"), max_length=10, choices=MandateResult)
    reason = models.TextField(_("reason"), blank=True)
    ended_before = models.DateField(_("end until then"), null=True, blank=True)
    ends_on = models.DateField(_("end from now on"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("review of a mandate")
        verbose_name_plural = _("reviews of mandates")
        constraints = [
            models.UniqueConstraint(fields=["mandate", "meeting"], name="mandate_reviewed_once_per_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.mandate}: {self.get_result_display()}"
