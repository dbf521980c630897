from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.enums import MatterKind


class Matter(models.Model):
    """A concern with a number for life: a need, recommendation, result or inquiry on its way through the committees."""

    number = models.CharField(_("number"), max_length=40, unique=True)
    slug = models.SlugField(max_length=50, unique=True)
    kind = models.CharField(_("kind"), max_length=14, choices=MatterKind)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    text_html = models.TextField(editable=False, blank=True)
    origin = models.ForeignKey(
        "kog.Committee", models.PROTECT, related_name="raised_matters", verbose_name=_("raised by")
    )
    addressee = models.ForeignKey(
        "kog.Committee", models.PROTECT, related_name="received_matters", verbose_name=_("addressed to")
    )
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    raised_at = models.DateTimeField(_("raised"), default=timezone.now)
    raised_on_known = models.BooleanField(default=True, editable=False)
    result = models.TextField(_("result"), blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("matter")
        verbose_name_plural = _("matters")

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:matter", args=[self.slug])
