from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from cms.enums import Conformity

from .base import PublicPage

FEATURES = ["bold", "ol", "ul", "link"]


class AccessibilityStatementPage(PublicPage):
    """The accessibility statement, field by field after the model of the Implementing Decision (EU) 2018/1523."""

    scope = models.CharField(
        _("applies to"), max_length=300, help_text=_("The website or app this statement is about.")
    )
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    conformity = models.CharField(
        _("state of conformity"), max_length=10, choices=Conformity, default=Conformity.PARTIAL
    )
    not_conforming = RichTextField(_("not in conformity with the law"), features=FEATURES, blank=True)
    disproportionate_burden = RichTextField(_("disproportionate burden"), features=FEATURES, blank=True)
    out_of_scope = RichTextField(_("outside the scope of the law"), features=FEATURES, blank=True)
    alternatives = RichTextField(_("accessible alternatives"), features=FEATURES, blank=True)
    prepared_on = models.DateField(_("prepared on"))
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    method = models.TextField(_("how it was assessed"), blank=True)
    feedback = RichTextField(_("feedback and contact"), features=FEATURES, blank=True)
    enforcement = RichTextField(_("enforcement procedure"), features=FEATURES, blank=True)

    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [FieldPanel("scope"), FieldPanel("legal_basis"), FieldPanel("conformity")], heading=_("Conformity")
        ),
        MultiFieldPanel(
            [
                FieldPanel("not_conforming"),
                FieldPanel("disproportionate_burden"),
                FieldPanel("out_of_scope"),
                FieldPanel("alternatives"),
            ],
            heading=_("Content that is not accessible"),
        ),
        MultiFieldPanel(
            [FieldPanel("prepared_on"), FieldPanel("reviewed_on"), FieldPanel("method")],
            heading=_("Preparation of this statement"),
        ),
        FieldPanel("feedback"),
        FieldPanel("enforcement"),
    ]
    parent_page_types = ["cms.StartPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("accessibility statement")
