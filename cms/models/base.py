from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class PublicPage(Page):
    """What every public page has: a lead sentence, and what search engines and other people's previews show of it."""

    intro = models.TextField(
        _("lead sentence"), blank=True, help_text=_("One or two sentences: what this page is about.")
    )
    preview_picture = models.ForeignKey(
        "cms.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture for previews"),
    )

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    promote_panels = [*Page.promote_panels, FieldPanel("preview_picture")]

    show_in_menus_default = False

    class Meta:
        abstract = True

    @property
    def heading(self) -> str:
        return self.seo_title or self.title

    @property
    def summary(self) -> str:
        return self.search_description or self.intro

    @property
    def address(self) -> str:
        """The one full address of the page. From BASE_URL: the site record of the database knows no installation."""
        return f"{settings.BASE_URL}{self.get_url()}"

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return [{"location": self.address, "lastmod": self.last_published_at or self.latest_revision_created_at}]
