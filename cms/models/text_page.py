from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.blocks import BodyField

from .base import PublicPage


class TextPage(PublicPage):
    """A page for any text."""

    body = BodyField(blank=True, verbose_name=_("content"))

    content_panels = [*PublicPage.content_panels, FieldPanel("body")]
    parent_page_types = ["cms.StartPage", "cms.TextPage", "cms.AboutPage"]
    subpage_types = ["cms.TextPage"]

    class Meta:
        verbose_name = _("text page")
