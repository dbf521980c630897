from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kog.models import Committee
from meetings.enums import CircularAnswer, CircularResult


class CircularQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Still going round, or over its deadline and not counted yet."""
        return self.filter(closed_at=None)


class CircularProcedure(models.Model):
    """A resolution without a meeting (Umlaufverfahren): text, papers and a wording go round the voting seats, each of
    which answers until a day. It has a number for life, and its result is reported in the next protocol.
    """

    committee = models.ForeignKey(
        "kog.Committee", models.PROTECT, related_name="circulars", verbose_name=_("committee")
    )
    number = models.CharField(_("number"), max_length=90, unique=True)
    slug = models.SlugField(max_length=90, unique=True)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("background"))
    text_html = models.TextField(editable=False)
    wording = models.TextField(_("proposed resolution"))
    wording_html = models.TextField(editable=False)
    confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Only members of this committee and the secretariat see it.")
    )
    matter = models.ForeignKey(
        "meetings.Matter", models.PROTECT, null=True, blank=True, related_name="circulars", verbose_name=_("matter")
    )
    documents = models.ManyToManyField(
        "documents.Document", blank=True, related_name="circulars", verbose_name=_("papers")
    )
    opened_at = models.DateTimeField(_("sent round"), default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    deadline = models.DateField(_("answers until"))
    short_term_reason = models.CharField(_("reason for the short term"), max_length=300, blank=True)
    closed_at = models.DateTimeField(_("ended"), null=True, blank=True)
    result = models.CharField(
        _("result"), max_length=10, choices=CircularResult, default=CircularResult.OPEN, blank=True
    )
    closing_reason = models.TextField(_("reason for the end"), blank=True)
    yes = models.PositiveSmallIntegerField(_("yes"), default=0)
    no = models.PositiveSmallIntegerField(_("no"), default=0)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), default=0)
    silent = models.PositiveSmallIntegerField(_("without an answer"), default=0)
    needed = models.PositiveSmallIntegerField(_("answers needed"), default=0)

    objects = CircularQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("circular procedure")
        verbose_name_plural = _("circular procedures")
        indexes = [models.Index(fields=["deadline"], condition=Q(closed_at=None), name="circular_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(result=CircularResult.OPEN, closed_at=None)
                | (~Q(result=CircularResult.OPEN) & Q(closed_at__isnull=False)),
                name="ended_circular_has_a_result",
            ),
            models.CheckConstraint(
                condition=~Q(result__in=[CircularResult.WITHDRAWN, CircularResult.OBJECTED]) | ~Q(closing_reason=""),
                name="stopped_circular_has_a_reason",
                violation_error_message=_("Ending it before the count needs a reason."),
            ),
            models.CheckConstraint(
                condition=~Q(wording="") & ~Q(text=""),
                name="circular_has_text_and_wording",
                violation_error_message=_("A circular procedure needs a text and the wording of the resolution."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("meetings:circular", args=[self.slug])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_due(self) -> bool:
        """The last day for answers is over."""
        return self.deadline < timezone.localdate()


class CircularVote(models.Model):
    """A voting seat in a circular procedure: asked when it was opened, answered by who holds the seat or deputises."""

    procedure = models.ForeignKey("meetings.CircularProcedure", models.PROTECT, related_name="votes")
    seat = models.ForeignKey("kog.Seat", models.PROTECT, related_name="circular_votes", verbose_name=_("seat"))
    answer = models.CharField(
        _("answer"), max_length=8, choices=CircularAnswer, default=CircularAnswer.PENDING, blank=True
    )
    reason = models.TextField(_("reason"), blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    said_by = models.CharField(_("said by"), max_length=200, blank=True)
    at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        ordering = ["seat__institution__sort_name", "seat__label"]
        verbose_name = _("vote in a circular procedure")
        verbose_name_plural = _("votes in circular procedures")
        constraints = [
            models.UniqueConstraint(fields=["procedure", "seat"], name="circular_vote_once_per_seat"),
            models.CheckConstraint(
                condition=Q(answer=CircularAnswer.PENDING, at=None, person=None)
                | (~Q(answer=CircularAnswer.PENDING) & Q(at__isnull=False, person__isnull=False)),
                name="circular_vote_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(answer=CircularAnswer.OBJECT) | ~Q(reason=""),
                name="circular_objection_has_a_reason",
                violation_error_message=_("Objecting to the procedure needs a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_answer_display()}"

    @property
    def committee(self) -> Committee:
        """Whose permissions are asked for. Follows foreign keys: select them with the query."""
        return self.procedure.committee
