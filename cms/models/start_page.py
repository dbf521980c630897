from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms import network_facts
from cms.blocks import BodyField

from .base import PublicPage
from .groups_page import GroupsPage
from .news import NewsPage


class StartPage(PublicPage):
    """The first page: what the network is for, who takes part, what is new."""

    body = BodyField(blank=True, verbose_name=_("content"))

    content_panels = [*PublicPage.content_panels, FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("start page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        levels = network_facts.institutions_by_level()
        groups_page = GroupsPage.objects.child_of(self).live().first()
        return super().get_context(request, *args, **kwargs) | {
            "news": NewsPage.objects.live().descendant_of(self).newest_first()[:3],
            "institution_count": sum(len(level.on_board) + len(level.in_groups) for level in levels),
            "groups": groups_page.listed(groups_page.groups()) if groups_page else [],
        }
