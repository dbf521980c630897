from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workinggroups.enums import PollAnswer


class DatePoll(models.Model):
    """A group looks for a date: its members say when they can, until a day; then its lead chooses."""

    committee = models.ForeignKey("kog.Committee", models.PROTECT, related_name="date_polls", verbose_name=_("group"))
    title = models.CharField(_("what for"), max_length=200)
    closes_on = models.DateField(_("answers until"))
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    chosen = models.ForeignKey(
        "workinggroups.DatePollOption",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chosen date"),
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("date poll")
        verbose_name_plural = _("date polls")
        constraints = [
            models.CheckConstraint(
                condition=Q(chosen=None) | Q(ended_at__isnull=False),
                name="poll_with_a_chosen_date_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("workinggroups:date_poll", args=[self.committee.key, self.pk])

    @property
    def takes_answers(self) -> bool:
        return self.ended_at is None and timezone.localdate() <= self.closes_on


class DatePollOption(models.Model):
    """One date that is put to the vote."""

    poll = models.ForeignKey("workinggroups.DatePoll", models.PROTECT, related_name="options", verbose_name=_("poll"))
    date = models.DateField(_("date"))
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))

    class Meta:
        ordering = ["date", "starts", "pk"]
        verbose_name = _("date to choose")
        verbose_name_plural = _("dates to choose")
        constraints = [
            models.UniqueConstraint(fields=["poll", "date", "starts"], name="poll_option_once"),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="poll_option_ends_after_it_begins",
                violation_error_message=_("The end lies before the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d.%m.%Y} {self.starts:%H:%M}"


class DatePollVote(models.Model):
    """What one person says to one date. It can be changed until the poll ends."""

    option = models.ForeignKey(
        "workinggroups.DatePollOption", models.PROTECT, related_name="votes", verbose_name=_("date")
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    answer = models.CharField(_("answer"), max_length=10, choices=PollAnswer)

    class Meta:
        ordering = ["option", "person__sort_name"]
        verbose_name = _("answer to a date")
        verbose_name_plural = _("answers to dates")
        constraints = [
            models.UniqueConstraint(fields=["option", "person"], name="one_answer_per_person_and_date"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_answer_display()}"
