"""The public pages of the demo. A page that exists stays as it is: somebody may have edited it."""

import datetime as dt
import tomllib
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop
from wagtail.models import Page

from cms import models
from kog.loading import Counts

PAGES = gettext_noop("public pages")
FILE = settings.ROOT / "assets" / "demo" / "leipzig_pages.toml"
# What the file says of a page beside the fields of its type.
ABOUT_THE_PAGE = {"kind", "parent", "in_menu", "days_ago", "legal_kind", "body"}
Entry = dict[str, Any]


def tell(today: dt.date) -> Counts:
    counts = Counts()
    story = tomllib.loads(FILE.read_text(encoding="utf-8"))
    start = models.StartPage.objects.first()
    if not start.intro:
        for name, value in fields_of(story["start"], models.StartPage, today).items():
            setattr(start, name, value)
        publish(start)
        counts.changed[PAGES] += 1
    for entry in story["page"]:
        parent = Page.objects.child_of(start).get(slug=entry["parent"]) if "parent" in entry else start
        if Page.objects.child_of(parent).filter(slug=entry["slug"]).exists():
            continue
        page_type = getattr(models, entry["kind"])
        page = page_type(show_in_menus=entry.get("in_menu", False), **fields_of(entry, page_type, today))
        # The tree keeps its numbers in the parent's row, which the last child has changed.
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        publish(page)
        counts.created[PAGES] += 1
    return counts


def publish(page: Page) -> None:
    """With a revision, so that the editor finds the page as it stands."""
    page.save_revision().publish()


def fields_of(entry: Entry, page_type: type[Page], today: dt.date) -> Entry:
    fields = {name: value for name, value in entry.items() if name not in ABOUT_THE_PAGE}
    if "body" in entry:
        fields["body"] = [block_of(*block) for part in entry["body"] for block in part.items()]
    if "days_ago" in entry:
        fields["date"] = today - dt.timedelta(days=entry["days_ago"])
    if page_type is models.LegalPage:
        fields["kind"] = entry["legal_kind"]  # nobody has checked it yet: it has gaps to be filled
    if page_type is models.AccessibilityStatementPage:
        fields["prepared_on"] = today
    return fields


def block_of(kind: str, content: Any) -> tuple[str, Any]:
    """A block as the stream's block type reads it from its own stored form."""
    block = models.TextPage._meta.get_field("body").stream_block.child_blocks[kind]
    return kind, block.to_python(content)
