"""Tags of the public site; the footer of every page, the portal included, takes its legal links from here."""

from typing import Any

from django import template
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import tree
from cms.forms import ContactForm
from cms.models import AccessibilityStatementPage, ContactPage, GroupsPage, LegalPage, WheelPage
from kog.navigation import Item
from kog.remembering import remembered

register = template.Library()

IN_THE_FOOTER = (ContactPage, LegalPage, AccessibilityStatementPage)
Link = dict[str, str]


def _top_pages(context: template.Context) -> list[Page]:
    """Menu, footer and breadcrumb are drawn from one query a request."""
    request = context.get("request")
    known = getattr(request, "public_top_pages", None)
    if known is not None:
        return known
    start = tree.start_here()
    pages = tree.top_pages(start) if start else []
    if request is not None:
        request.public_top_pages = pages
    return pages


@register.simple_tag(takes_context=True)
def public_navigation(context: template.Context) -> list[Item]:
    here = getattr(context.get("request"), "path", "")
    return [
        Item(page.title, page.get_url(), here.startswith(page.get_url()))
        for page in _top_pages(context)
        if page.show_in_menus
    ]


@register.simple_tag(takes_context=True)
def legal_links(context: template.Context) -> list[Link]:
    """Contact, imprint, privacy, accessibility: the published pages of these kinds, in the order of the tree."""
    return remembered(f"legal_links:{get_language()}", lambda: _legal_links(context))


def _legal_links(context: template.Context) -> list[Link]:
    kinds = {content_type.pk for content_type in ContentType.objects.get_for_models(*IN_THE_FOOTER).values()}
    return [
        {"label": page.title, "url": page.get_url()} for page in _top_pages(context) if page.content_type_id in kinds
    ]


@register.simple_tag(takes_context=True)
def page_of_the_wheel(context: template.Context) -> Page | None:
    """The published page that shows the network as a picture, from the same query as the menu."""
    kind = ContentType.objects.get_for_model(WheelPage).pk
    return next((page for page in _top_pages(context) if page.content_type_id == kind), None)


@register.simple_tag(takes_context=True)
def trail(context: template.Context, page: Page) -> list[tuple[str, str]]:
    """The way from the start page to this page, without it; empty for the pages right below the start."""
    if page.depth <= 3:
        return []
    if page.depth == 4:
        above = [top for top in _top_pages(context) if page.path.startswith(top.path)]
    else:
        above = list(page.get_ancestors().live().filter(depth__gt=2))
    return [*_start(), *((each.title, each.get_url()) for each in above)]


@register.simple_tag
def way_to_groups(page: GroupsPage) -> list[tuple[str, str]]:
    """A group's page is no page of the tree: it stands below the page of the groups."""
    return [*_start(), (page.title, page.get_url())]


def _start() -> list[tuple[str, str]]:
    return [(_("Start page"), reverse("wagtail_serve", args=[""]))]


@register.simple_tag
def full_address(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


@register.simple_tag
def translations(page: Page) -> list[dict[str, Any]]:
    """The page in each language it is published in; empty when there is only one. Asked once for a page object."""
    if not tree.has_several_languages():
        return []
    if hasattr(page, "known_translations"):
        return page.known_translations
    pages = page.get_translations(inclusive=True).live().select_related("locale").order_by("locale__language_code")
    links = [
        {
            "code": version.locale.language_code,
            "name": get_language_info(version.locale.language_code)["name_local"].capitalize(),
            "url": version.get_url(),
            "address": f"{settings.BASE_URL}{version.get_url()}",
            "current": version.pk == page.pk,
        }
        for version in pages
    ]
    page.known_translations = links if len(links) > 1 else []
    return page.known_translations


@register.simple_tag
def contact_form() -> ContactForm:
    return ContactForm()
