from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PagePermissionTester

from cms import network_facts
from cms.blocks import BodyField
from kog.models import User

from .base import PublicPage
from .groups_page import GroupsPage
from .news import NewsPage


class StartPagePermissions(PagePermissionTester):
    """The site's own first page stays: with it Wagtail would delete every page below and the record of the site."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002 -- Wagtail's signature
        return super().can_delete(ignore_bulk) and not self.page.sites_rooted_here.exists()


class StartPage(PublicPage):
    """The first page: what the network is for, who takes part, what is new."""

    body = BodyField(blank=True, verbose_name=_("content"))

    content_panels = [*PublicPage.content_panels, FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("start page")

    def permissions_for_user(self, user: User) -> PagePermissionTester:
        return StartPagePermissions(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        levels = network_facts.institutions_by_level()
        groups_page = GroupsPage.objects.child_of(self).live().first()
        return super().get_context(request, *args, **kwargs) | {
            "news": NewsPage.objects.live().descendant_of(self).newest_first()[:3],
            "institution_count": sum(len(level.on_board) + len(level.in_groups) for level in levels),
            "groups": groups_page.listed(groups_page.groups()) if groups_page else [],
        }
