from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms import network_facts
from cms.blocks import BodyField
from kog.models import Committee

from .base import PublicPage


class GroupsPage(RoutablePageMixin, PublicPage):
    """The groups of the network, read live: aim, lead and the institutions in them, never a person."""

    body = BodyField(blank=True, verbose_name=_("content"))
    not_shown = ParentalManyToManyField(
        "kog.Committee",
        blank=True,
        related_name="+",
        verbose_name=_("groups that are not shown"),
        limit_choices_to=~network_facts.IS_BOARD,
    )

    content_panels = [*PublicPage.content_panels, FieldPanel("body"), FieldPanel("not_shown")]
    parent_page_types = ["cms.StartPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page of the groups")

    def groups(self) -> QuerySet[Committee]:
        """The groups that the public sees."""
        return network_facts.groups().exclude(pk__in=[group.pk for group in self.not_shown.all()])

    def listed(self, groups: QuerySet[Committee]) -> list[Committee]:
        """These groups with their public address in `public_url`."""
        shown = list(groups)
        for group in shown:
            group.public_url = self.get_url() + self.reverse_subpage("group", args=[group.key])
        return shown

    @path("")
    def overview(self, request: HttpRequest) -> TemplateResponse:
        groups = self.listed(network_facts.with_houses(self.groups()))
        for group in groups:
            group.houses = network_facts.houses_in(group)
        return self.render(request, context_overrides={"groups": groups})

    @path("<slug:key>/", name="group")
    def group(self, request: HttpRequest, key: str) -> TemplateResponse:
        groups = self.listed(network_facts.with_houses(self.groups()))
        group = next((group for group in groups if group.key == key), None)
        if group is None:
            raise Http404
        facts = {
            "group": group,
            "houses": network_facts.houses_in(group),
            "parent": next((other for other in groups if other.pk == group.parent_id), None),
            "subgroups": [other for other in groups if other.parent_id == group.pk],
        }
        return self.render(request, context_overrides=facts, template="cms/group_page.html")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        pages = [{"location": f"{settings.BASE_URL}{group.public_url}"} for group in self.listed(self.groups())]
        return [*super().get_sitemap_urls(request), *pages]
