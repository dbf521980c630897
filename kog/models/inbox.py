from django.db import models
from django.utils.translation import gettext_lazy as _


class ReceivedMail(models.Model):
    """A mail that was read, with what became of it; written with its effect, so that it has it once.

    Nothing of its contents is kept: it stays in the mailbox for people.
    """

    digest = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField(_("read"), auto_now_add=True)
    handled_by = models.CharField(_("handled by"), max_length=40, blank=True)
    error = models.TextField(_("error"), blank=True)

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d %H:%M} {self.handled_by or '–'}"
