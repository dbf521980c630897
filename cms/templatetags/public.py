"""Tags of the public site; the footer of every page, the portal included, takes its legal links from here."""

from typing import Any

from django import template
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from cms.forms import ContactForm
from cms.models import AccessibilityStatementPage, ContactPage, GroupsPage, LegalPage
from kog.navigation import Item

register = template.Library()

IN_THE_FOOTER = (ContactPage, LegalPage, AccessibilityStatementPage)
Link = dict[str, str]


def _top_pages(request: HttpRequest | None) -> list[Page]:
    """The pages below the start page, in the language of the interface where the site has it. Asked once a request."""
    known = getattr(request, "_top_pages", None)
    if known is not None:
        return known
    roots = Site.get_site_root_paths()
    root = next((root for root in roots if root.language_code == get_language()), roots[0] if roots else None)
    pages = list(Page.objects.live().filter(depth=3, url_path__startswith=root.root_path).order_by("path")) if root else []
    if request is not None:
        request._top_pages = pages
    return pages


@register.simple_tag(takes_context=True)
def public_navigation(context: template.Context) -> list[Item]:
    request = context.get("request")
    items = []
    for page in _top_pages(request):
        if page.show_in_menus:
            url = page.get_url()
            items.append(Item(page.title, url, bool(request) and request.path.startswith(url)))
    return items


@register.simple_tag(takes_context=True)
def legal_links(context: template.Context) -> list[Link]:
    """Contact, imprint, privacy, accessibility: the published pages of these kinds, in the order of the tree."""
    kinds = {content_type.pk for content_type in ContentType.objects.get_for_models(*IN_THE_FOOTER).values()}
    return [
        {"label": page.title, "url": page.get_url()}
        for page in _top_pages(context.get("request"))
        if page.content_type_id in kinds
    ]


@register.simple_tag
def trail(page: Page) -> list[tuple[str, str]]:
    """The way from the start page to this page, without it; empty for the pages of the menu."""
    if page.depth < 4:
        return []
    return [(above.title, above.get_url()) for above in page.get_ancestors().filter(depth__gt=1)]


@register.simple_tag
def way_to_groups(page: GroupsPage) -> list[tuple[str, str]]:
    return [*trail(page), (page.title, page.get_url())]


@register.simple_tag
def full_address(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


@register.simple_tag
def translations(page: Page) -> list[dict[str, Any]]:
    """The page in each language it is published in; empty when there is only one."""
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
    return links if len(links) > 1 else []


@register.simple_tag
def contact_form() -> ContactForm:
    return ContactForm()
