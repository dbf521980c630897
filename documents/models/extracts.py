from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models.versions import DocumentVersion


class Extract(models.Model):
    """Files that were handed to somebody outside: to whom, why, by whom, and which versions exactly. Never changed."""

    recipient = models.CharField(_("recipient"), max_length=200)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("handed over by"))
    at = models.DateTimeField(_("handed over on"), default=timezone.now, db_index=True)
    versions = models.ManyToManyField(DocumentVersion, related_name="extracts", verbose_name=_("files"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("extract")
        verbose_name_plural = _("extracts")
        constraints = [
            models.CheckConstraint(
                condition=~Q(recipient="") & ~Q(reason=""),
                name="an_extract_says_to_whom_and_why",
                violation_error_message=_("Please say who gets it and why."),
            )
        ]

    def __str__(self) -> str:
        return self.recipient

    def get_absolute_url(self) -> str:
        return reverse("documents:extract", args=[self.pk])
