from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.enums import TextKind


class MeetingText(models.Model):
    """A text of chair and secretariat about a meeting: drafted by the portal, edited by people, for nobody else."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="texts", verbose_name=_("meeting"))
    kind = models.CharField(_("kind"), max_length=12, choices=TextKind)
    text = models.TextField(_("text"))
    html = models.TextField(editable=False)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("text about a meeting")
        verbose_name_plural = _("texts about meetings")
        constraints = [models.UniqueConstraint(fields=["meeting", "kind"], name="meeting_text_once_per_kind")]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.get_kind_display()}"
