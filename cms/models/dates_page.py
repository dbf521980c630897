from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.blocks import BodyField
from meetings.queries.calendars import public_meetings

from .base import PublicPage


class DatesPage(PublicPage):
    """When the committees meet, as far as the secretariat made it public; read live, never an agenda or a person."""

    body = BodyField(blank=True, verbose_name=_("content"))

    content_panels = [*PublicPage.content_panels, FieldPanel("body")]
    parent_page_types = ["cms.StartPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page of the dates")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        ahead = public_meetings().filter(date__gte=timezone.localdate())
        return super().get_context(request, *args, **kwargs) | {"meetings": ahead}
