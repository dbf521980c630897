from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from .base import PublicPage


class ContactPage(PublicPage):
    """How to reach the secretariat; a message needs no sign-in."""

    address_text = RichTextField(_("address"), features=["bold", "link"], blank=True)
    privacy_note = RichTextField(
        _("privacy note"),
        features=["bold", "link"],
        blank=True,
        help_text=_("Stands above the button: what happens to what people write."),
    )

    content_panels = [*PublicPage.content_panels, FieldPanel("address_text"), FieldPanel("privacy_note")]
    parent_page_types = ["cms.StartPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("contact page")
