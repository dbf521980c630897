from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.blocks import BodyField
from cms.enums import LegalKind

from .base import PublicPage


class LegalPage(PublicPage):
    """A page the law demands: imprint or privacy, with the day it was last checked."""

    kind = models.CharField(_("kind"), max_length=20, choices=LegalKind)
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    body = BodyField(blank=True, verbose_name=_("content"))

    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("kind"),
        FieldPanel("checked_on"),
        FieldPanel("body"),
    ]
    parent_page_types = ["cms.StartPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")
