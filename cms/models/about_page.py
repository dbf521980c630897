from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms import network_facts
from cms.blocks import BodyField

from .base import PublicPage


class AboutPage(PublicPage):
    """About the network: purpose and founding from its own row, institutions from their seats of today."""

    body = BodyField(blank=True, verbose_name=_("content"))

    content_panels = [*PublicPage.content_panels, FieldPanel("body")]
    parent_page_types = ["cms.StartPage"]
    subpage_types = ["cms.TextPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page about the network")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "levels": network_facts.institutions_by_level(),
            "today": timezone.localdate(),
        }
