"""The tree of pages seen from above: one start page per language. Wagtail keeps that list in the cache."""

from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath


def start_of(page: Page) -> SiteRootPath | None:
    return next((root for root in Site.get_site_root_paths() if page.url_path.startswith(root.root_path)), None)


def start_here() -> SiteRootPath | None:
    """The start page in the language of the interface, or the first one where the site has no such language."""
    roots = Site.get_site_root_paths()
    return next((root for root in roots if root.language_code == get_language()), roots[0] if roots else None)


def has_several_languages() -> bool:
    return len({root.language_code for root in Site.get_site_root_paths()}) > 1


def top_pages(start: SiteRootPath) -> list[Page]:
    """The published pages right below a start page, in their order."""
    return list(Page.objects.live().filter(depth=3, url_path__startswith=start.root_path).order_by("path"))
