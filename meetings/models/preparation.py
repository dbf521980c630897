from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.enums import OffsetUnit, Push, Reminded, StepOwner


class PlanStep(models.Model):
    """One line of a committee's preparation plan: what is to be done, and how long before or after the meeting."""

    committee = models.ForeignKey("kog.Committee", models.PROTECT, related_name="plan_steps")
    title = models.CharField(_("what"), max_length=200)
    owner = models.CharField(_("who"), max_length=12, choices=StepOwner, default=StepOwner.SECRETARIAT)
    offset = models.SmallIntegerField(_("when"), help_text=_("Negative: before the meeting. Positive: after it."))
    unit = models.CharField(_("unit"), max_length=12, choices=OffsetUnit, default=OffsetUnit.WEEKS)
    push = models.CharField(_("the portal does"), max_length=8, choices=Push, default=Push.NONE, blank=True)

    class Meta:
        ordering = ["committee", "pk"]
        verbose_name = _("line of the preparation plan")
        verbose_name_plural = _("preparation plan")

    def __str__(self) -> str:
        return self.title


class PreparationStep(models.Model):
    """A dated step of one meeting's preparation, computed back from its date and ticked off."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="steps", verbose_name=_("meeting"))
    title = models.CharField(_("what"), max_length=200)
    owner = models.CharField(_("who"), max_length=12, choices=StepOwner, default=StepOwner.SECRETARIAT)
    offset = models.SmallIntegerField(_("when"), default=0)
    unit = models.CharField(_("unit"), max_length=12, choices=OffsetUnit, default=OffsetUnit.WEEKS)
    push = models.CharField(_("the portal does"), max_length=8, choices=Push, default=Push.NONE, blank=True)
    due = models.DateField(_("due"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["due", "pk"]
        verbose_name = _("preparation step")
        verbose_name_plural = _("preparation steps")
        indexes = [models.Index(fields=["due"], condition=Q(done_at=None), name="step_waiting")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_done(self) -> bool:
        return self.done_at is not None


class Reminder(models.Model):
    """Something was sent to somebody by the plan: what and about what. Nobody is reminded twice."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="reminders", verbose_name=_("meeting"))
    kind = models.CharField(_("of"), max_length=12, choices=Reminded)
    about = models.CharField(_("about"), max_length=80, blank=True)
    sent_on = models.DateField(_("sent on"))
    count = models.PositiveSmallIntegerField(_("people"), default=0)

    class Meta:
        ordering = ["-sent_on", "-pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [models.UniqueConstraint(fields=["meeting", "kind", "about"], name="reminded_once")]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.get_kind_display()}"
