from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.enums import AssignmentState, Progress, ReviewResult


class AssignmentQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(state=AssignmentState.OPEN)

    def with_leads(self) -> Self:
        """With what a line about an assignment shows: who leads, with whom, and which meeting reviews it."""
        return self.select_related("lead_institution", "lead_committee", "due_meeting").prefetch_related("partners")

    def waiting(self) -> Self:
        """Open, and the meeting that reviews them is not planned yet."""
        return self.open().filter(due_meeting=None)


class Assignment(models.Model):
    """Work a committee hands out at one meeting and reviews at a later one."""

    number = models.CharField(_("number"), max_length=90, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    committee = models.ForeignKey(
        "kog.Committee", models.PROTECT, related_name="assignments", verbose_name=_("committee")
    )
    set_in = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, related_name="set_assignments", verbose_name=_("set in")
    )
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, related_name="assignments", verbose_name=_("item"))
    resolution = models.ForeignKey(
        "meetings.Resolution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("resolution"),
    )
    title = models.CharField(_("what"), max_length=300)
    text = models.TextField(_("details"), blank=True)
    lead_institution = models.ForeignKey(
        "kog.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_assignments",
        verbose_name=_("responsible institution"),
    )
    lead_committee = models.ForeignKey(
        "kog.Committee",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_assignments",
        verbose_name=_("responsible committee"),
    )
    partners = models.ManyToManyField(
        "kog.Institution", blank=True, related_name="partner_assignments", verbose_name=_("together with")
    )
    due_meeting = models.ForeignKey(
        "meetings.Meeting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="due_assignments",
        verbose_name=_("reviewed in"),
    )
    state = models.CharField(_("state"), max_length=8, choices=AssignmentState, default=AssignmentState.OPEN)
    closed_in = models.ForeignKey(
        "meetings.Meeting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="closed_assignments",
        verbose_name=_("closed in"),
    )
    progress = models.CharField(_("last reported"), max_length=8, choices=Progress, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        indexes = [
            models.Index(fields=["due_meeting", "state"], name="assignment_by_due"),
            models.Index(fields=["state", "-id"], name="assignment_by_state"),
            models.Index(fields=["lead_institution", "state"], name="assignment_by_lead"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(lead_institution__isnull=False) ^ Q(lead_committee__isnull=False),
                name="assignment_has_one_lead",
                violation_error_message=_("One institution or one committee leads."),
            ),
            models.CheckConstraint(
                condition=Q(state=AssignmentState.OPEN, closed_in=None)
                | (~Q(state=AssignmentState.OPEN) & Q(closed_in__isnull=False)),
                name="assignment_is_closed_in_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:assignment", args=[self.slug])

    @property
    def lead(self) -> models.Model:
        """The institution or committee in charge. Follows a foreign key: select it with the query."""
        return self.lead_institution or self.lead_committee

    @property
    def is_open(self) -> bool:
        return self.state == AssignmentState.OPEN


class StatusReport(models.Model):
    """What the owner of an assignment says about it on a day. Reports are kept as they were given."""

    assignment = models.ForeignKey(
        "meetings.Assignment", models.PROTECT, related_name="reports", verbose_name=_("assignment")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    institution = models.ForeignKey(
        "kog.Institution", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    progress = models.CharField(_("state of the work"), max_length=8, choices=Progress)
    text = models.TextField(_("status report"))
    text_html = models.TextField(editable=False)
    documents = models.ManyToManyField("documents.Document", blank=True, related_name="status_reports")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("status report")
        verbose_name_plural = _("status reports")

    def __str__(self) -> str:
        return f"{self.assignment.number}: {self.at:%d.%m.%Y}"


class Review(models.Model):
    """What the committee establishes about an assignment in a meeting: one result per meeting, with its reason."""

    assignment = models.ForeignKey(
        "meetings.Assignment", models.PROTECT, related_name="reviews", verbose_name=_("assignment")
    )
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="reviews", verbose_name=_("meeting"))
    result = models.CharField(_("result"), max_length=8, choices=ReviewResult)
    reason = models.TextField(_("reason"), blank=True)
    next_meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("continued until")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["meeting__date", "pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "meeting"], name="one_review_per_meeting"),
            models.CheckConstraint(
                condition=Q(result=ReviewResult.DONE) | ~Q(reason=""),
                name="review_gives_a_reason",
                violation_error_message=_("Please give the reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment.number}: {self.get_result_display()}"


class Deferral(models.Model):
    """A due assignment that moved on because its meeting was cancelled, not because anyone reviewed it."""

    assignment = models.ForeignKey("meetings.Assignment", models.PROTECT, related_name="deferrals")
    from_meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="deferrals")
    to_meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("deferral")
        verbose_name_plural = _("deferrals")
        constraints = [models.UniqueConstraint(fields=["assignment", "from_meeting"], name="one_deferral_per_meeting")]

    def __str__(self) -> str:
        return f"{self.assignment.number}: {self.reason}"
