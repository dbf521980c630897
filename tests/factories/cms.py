import datetime as dt

from wagtail.models import Page

from cms.models import (
    AboutPage,
    ContactPage,
    DatesPage,
    GroupsPage,
    LegalPage,
    NewsIndexPage,
    NewsPage,
    StartPage,
    WheelPage,
)


def start_page() -> StartPage:
    """The one that the migration made."""
    return StartPage.objects.get()


def add(page: Page, *, below: Page | None = None) -> Page:
    """Put a page into the tree. The parent is read anew: its row counts its children."""
    parent = Page.objects.get(pk=below.pk) if below else Page.objects.get(pk=start_page().pk)
    return parent.add_child(instance=page)


def groups_page(**facts: object) -> GroupsPage:
    return add(GroupsPage(**{"title": "Gruppen", "slug": "gruppen", "show_in_menus": True} | facts))


def wheel_page(**facts: object) -> WheelPage:
    return add(WheelPage(**{"title": "Das Netzwerk auf einem Bild", "slug": "netzwerk"} | facts))


def dates_page(**facts: object) -> DatesPage:
    return add(DatesPage(**{"title": "Termine", "slug": "termine", "show_in_menus": True} | facts))


def about_page(**facts: object) -> AboutPage:
    return add(AboutPage(**{"title": "Über uns", "slug": "ueber-uns", "show_in_menus": True} | facts))


def contact_page(**facts: object) -> ContactPage:
    return add(ContactPage(**{"title": "Kontakt", "slug": "kontakt"} | facts))


def imprint(**facts: object) -> LegalPage:
    return add(LegalPage(**{"title": "Impressum", "slug": "impressum", "kind": "imprint"} | facts))


def news_index() -> NewsIndexPage:
    return add(NewsIndexPage(title="Aktuelles", slug="aktuelles", show_in_menus=True))


def news(index: NewsIndexPage, number: int, *, date: dt.date, **facts: object) -> NewsPage:
    page = NewsPage(**{"title": f"Meldung {number}", "slug": f"meldung-{number}", "date": date} | facts)
    add(page, below=index)
    page.save_revision().publish()
    return page
