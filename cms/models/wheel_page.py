from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.blocks import BodyField
from workinggroups.wheel import facts, picture

from .base import PublicPage
from .groups_page import GroupsPage


class WheelPage(PublicPage):
    """The network as a wheel, read live: the board and the groups that the public sees, never a person or a meeting."""

    body = BodyField(blank=True, verbose_name=_("content"))

    content_panels = [*PublicPage.content_panels, FieldPanel("body")]
    parent_page_types = ["cms.StartPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page of the wheel")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the page of the groups keeps to itself is not shown here either."""
        groups_page = GroupsPage.objects.sibling_of(self).live().first()
        shown = groups_page.listed(groups_page.groups()) if groups_page else []
        addresses = {group.pk: group.public_url for group in shown}
        day = timezone.localdate()
        found = facts.public(day, addresses)
        return super().get_context(request, *args, **kwargs) | {
            "day": day,
            "facts": found,
            "rows": [(row, addresses.get(row.committee.pk, "")) for row in found.rows],
            "picture": picture.draw(found, lambda committee: addresses.get(committee.pk, "")),
        }
