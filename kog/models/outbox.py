from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .claimable import Claimable, waiting_index


class OutboxMail(Claimable):
    """A mail to one recipient: a row first, written with the change it tells of, and sent by the worker after it."""

    kind = models.CharField(_("kind"), max_length=60)
    recipient = models.EmailField(_("recipient"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [waiting_index("outbox_waiting")]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"
