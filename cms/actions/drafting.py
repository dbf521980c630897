"""A piece of news that begins elsewhere: a draft that an editor finishes and publishes."""

import re

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import NewsIndexPage, NewsPage
from kog.exceptions import NotPossibleNow
from kog.markdown import to_html
from kog.models import User
from meetings.models import MeetingText

ANY_HEADING = re.compile(r"<(/?)h[1-6]>")


@transaction.atomic
def news_from_press(text: MeetingText, *, by: User) -> NewsPage:
    """The press statement of a meeting as a draft among the news, once; its first heading is the title. Whoever asks
    again gets the same draft. Refused where the site has no page of news.
    """
    index = NewsIndexPage.objects.first()
    if index is None:
        raise NotPossibleNow("no_news_page", _("The public site has no page for news yet."))
    parent = Page.objects.select_for_update().get(pk=index.pk)
    slug = f"presse-{text.meeting.slug}"
    known = NewsPage.objects.child_of(parent).filter(slug=slug).first()
    if known:
        return known
    title, body = _parts(text)
    page = NewsPage(title=title, slug=slug, live=False, owner=by, body=[("text", _as_rich_text(body))])
    parent.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return page


def _parts(text: MeetingText) -> tuple[str, str]:
    first, _newline, rest = text.text.strip().partition("\n")
    if first.startswith("#"):
        return first.lstrip("# ").strip()[:200] or str(text.meeting), to_html(rest)
    return str(text.meeting), text.html


def _as_rich_text(html: str) -> str:
    """Headings of a piece of news begin at the third level."""
    return ANY_HEADING.sub(r"<\1h3>", html)
