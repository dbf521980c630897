from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.enums import ObjectionDecision, ProtocolState


class Protocol(models.Model):
    """The record of a meeting. Once approved it never changes; its checksum is chained to the one before it."""

    meeting = models.OneToOneField(
        "meetings.Meeting", models.PROTECT, related_name="protocol", verbose_name=_("meeting")
    )
    committee = models.ForeignKey(
        "kog.Committee", models.PROTECT, related_name="protocols", verbose_name=_("committee")
    )
    state = models.CharField(_("state"), max_length=10, choices=ProtocolState, default=ProtocolState.DRAFT)
    drafted_at = models.DateTimeField(_("drafted"), default=timezone.now)
    sent_to_chair_at = models.DateTimeField(_("sent to the chair"), null=True, blank=True)
    circulated_at = models.DateTimeField(_("circulated"), null=True, blank=True)
    objections_until = models.DateField(_("objections until"), null=True, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_in = models.ForeignKey(
        "meetings.Meeting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approved_protocols",
        verbose_name=_("approved in"),
    )
    chain_position = models.PositiveIntegerField(_("position in the chain"), null=True, blank=True)
    previous_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64, blank=True)

    class Meta:
        ordering = ["-meeting__date"]
        verbose_name = _("protocol")
        verbose_name_plural = _("protocols")
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "chain_position"],
                condition=Q(chain_position__isnull=False),
                name="protocol_chain_has_one_line",
            ),
            models.CheckConstraint(
                condition=(Q(state=ProtocolState.APPROVED) & Q(approved_at__isnull=False) & ~Q(sha256=""))
                | (~Q(state=ProtocolState.APPROVED) & Q(approved_at=None) & Q(sha256="")),
                name="approved_protocol_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Protocol %(meeting)s") % {"meeting": self.meeting.designation})

    def get_absolute_url(self) -> str:
        return reverse("meetings:protocol", args=[self.meeting.slug])

    @property
    def is_approved(self) -> bool:
        return self.state == ProtocolState.APPROVED

    @property
    def is_editable(self) -> bool:
        return self.state in (ProtocolState.DRAFT, ProtocolState.WITH_CHAIR)

    @property
    def is_readable_by_members(self) -> bool:
        return self.state in (ProtocolState.CIRCULATED, ProtocolState.APPROVED)


class ProtocolSection(models.Model):
    """One part of a protocol: the head with the attendance, or what belongs to one agenda item."""

    protocol = models.ForeignKey("meetings.Protocol", models.PROTECT, related_name="sections")
    item = models.ForeignKey("meetings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="sections")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(_("number"), max_length=12, blank=True)
    title = models.CharField(_("title"), max_length=300)
    confidential = models.BooleanField(default=False)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(editable=False, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(fields=["protocol", "position"], name="section_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class SectionVersion(models.Model):
    """An earlier wording of a section: who wrote it, when, and why it was changed."""

    section = models.ForeignKey("meetings.ProtocolSection", models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["section", "version"], name="section_version_once")]

    def __str__(self) -> str:
        return f"{self.section} v{self.version}"


class Objection(models.Model):
    """A member's objection to the wording of a circulated protocol, with the wording that is wanted."""

    protocol = models.ForeignKey("meetings.Protocol", models.PROTECT, related_name="objections")
    section = models.ForeignKey(
        "meetings.ProtocolSection", models.PROTECT, related_name="objections", verbose_name=_("section")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    wording_now = models.TextField(_("wording now"))
    wording_wanted = models.TextField(_("wording wanted"))
    reason = models.TextField(_("reason"))
    decision = models.CharField(
        _("decision"), max_length=8, choices=ObjectionDecision, default=ObjectionDecision.PENDING
    )
    decision_reason = models.TextField(_("reason of the decision"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision=ObjectionDecision.REJECTED) | ~Q(decision_reason=""),
                name="rejected_objection_has_a_reason",
                violation_error_message=_("Rejecting needs a reason."),
            ),
        ]

    def __str__(self) -> str:
        return self.wording_wanted[:60]
