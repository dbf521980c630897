from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.enums import PapersBy, Role


class Distribution(models.Model):
    """How a committee is invited: who beside the holders hears of it, and how papers come. No row: the defaults."""

    committee = models.OneToOneField(
        "kog.Committee", models.PROTECT, related_name="distribution", verbose_name=_("committee")
    )
    papers = models.CharField(_("papers"), max_length=8, choices=PapersBy, default=PapersBy.LINK)
    deputies_in_copy = models.BooleanField(_("deputies get a copy"), default=True)
    answer_days = models.PositiveSmallIntegerField(_("answers are wanted, days before"), default=7)

    class Meta:
        verbose_name = _("distribution list")
        verbose_name_plural = _("distribution lists")

    def __str__(self) -> str:
        return f"{self.committee}: {self.get_papers_display()}"


class PapersWish(models.Model):
    """Somebody on the distribution list of a committee who gets papers otherwise than the committee does."""

    committee = models.ForeignKey(
        "kog.Committee", models.PROTECT, related_name="papers_wishes", verbose_name=_("committee")
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    papers = models.CharField(_("papers"), max_length=8, choices=PapersBy)

    class Meta:
        verbose_name = _("wish for papers")
        verbose_name_plural = _("wishes for papers")
        constraints = [models.UniqueConstraint(fields=["committee", "person"], name="papers_wish_once_per_committee")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_papers_display()}"


class Attendee(models.Model):
    """Somebody who was sent a meeting for the own calendar, and how far they were told of its changes.

    `told` is the state of the meeting they know, `knows` what they were told of it (`queries/changes.py`; empty for
    who was invited before that was kept), and once `secret`, it stays so; `sequence` is the number of the last message
    to them, which rises with every one, so that a calendar never takes an earlier message for the later one.
    """

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="attendees", verbose_name=_("meeting"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendances", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    told = models.PositiveIntegerField(_("knows the meeting as of its change"), default=0)
    knows = models.JSONField(_("was told"), default=dict, blank=True)
    sequence = models.PositiveIntegerField(_("last message"), default=0)
    sent_at = models.DateTimeField(_("told on"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name = _("entry in a calendar")
        verbose_name_plural = _("entries in calendars")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendee_once_per_meeting"),
            models.CheckConstraint(condition=models.Q(sequence__gte=models.F("told")), name="message_is_not_behind"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.meeting}"
