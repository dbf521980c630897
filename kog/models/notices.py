from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kog.enums import DIGEST_PACES, Pace


class NoticePreference(models.Model):
    """How often a person wants to hear of one thing (kog/notices.py); without a row, the default of that thing."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences")
    notice = models.CharField(_("what about"), max_length=60)
    pace = models.CharField(_("how often"), max_length=10, choices=Pace)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "notice"], name="one_preference_per_notice")]

    def __str__(self) -> str:
        return f"{self.person}: {self.notice} {self.get_pace_display()}"


class DigestMark(models.Model):
    """Until when a person has been told; moved in the transaction that writes the digest."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    pace = models.CharField(max_length=10, choices=[(pace, pace.label) for pace in DIGEST_PACES])
    told_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "pace"], name="one_digest_mark_per_pace")]

    def __str__(self) -> str:
        return f"{self.person}: {self.pace} {self.told_until:%Y-%m-%d %H:%M}"
