from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kog.enums import LinkPurpose

WRONG_CODES = 5


class ScopedLinkQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Neither used nor revoked nor expired."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())


class ScopedLink(models.Model):
    """A link that lets one person do one thing without signing in. Only the hash of its token is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(_("purpose"), max_length=20, choices=LinkPurpose)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="scoped_links",
        verbose_name=_("person"),
    )
    # What it is about, as "meetings.assignment" and its key: the records of higher apps are not known here.
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.PositiveBigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = ScopedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("scoped link")
        verbose_name_plural = _("scoped links")
        indexes = [models.Index(fields=["subject_type", "subject_id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(subject_type="", subject_id=None) | (~Q(subject_type="") & Q(subject_id__isnull=False)),
                name="link_subject_is_whole",
                violation_error_message=_("A link is about one record or about none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.person}"

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.revoked_at is None and timezone.now() < self.expires_at


class LinkCode(models.Model):
    """A code sent to the person of a link that was opened on a device we do not know. The latest of a link counts."""

    link = models.ForeignKey("kog.ScopedLink", models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("code of a link")
        verbose_name_plural = _("codes of links")
        constraints = [
            models.CheckConstraint(
                condition=Q(attempts__lte=WRONG_CODES),
                name="link_code_few_attempts",
                violation_error_message=_("This code was tried too often."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.link} ({self.created_at:%Y-%m-%d %H:%M})"

    @property
    def is_open(self) -> bool:
        return self.used_at is None and self.attempts < WRONG_CODES and timezone.now() < self.expires_at


class KnownDevice(models.Model):
    """A browser on which this person signed in or entered a code. Only the hash of the cookie's value is kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="known_devices")
    device_hash = models.CharField(max_length=64)
    name = models.CharField(_("device"), max_length=80, blank=True)
    first_seen = models.DateTimeField(_("known since"), default=timezone.now)
    last_used = models.DateTimeField(_("last used"), default=timezone.now)

    class Meta:
        ordering = ["-last_used", "-pk"]
        verbose_name = _("known device")
        verbose_name_plural = _("known devices")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "device_hash"],
                name="device_known_once",
                violation_error_message=_("This device is known already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
