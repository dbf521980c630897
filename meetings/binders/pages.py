"""Our own pages of a binder: cover and contents, a sheet for each item with text, pictures, the number of a page."""

from pathlib import Path
from typing import Any

import pikepdf
from django.utils.translation import gettext as _

from kog import typesetting
from meetings.binders.contents import Entry
from meetings.models import Binder, Meeting
from meetings.papers import facts


def title_of(meeting: Meeting) -> str:
    return _("Binder %(meeting)s") % {"meeting": meeting.designation}


def cover(binder: Binder, lines: list[dict[str, Any]], *, confidential: bool) -> bytes:
    """`lines`: label, title, level, page (0: not joined) and a remark."""
    meeting = binder.meeting
    edition = _("Edition %(number)d") % {"number": binder.edition}
    data = {
        "facts": facts.of_meeting(meeting),
        "edition": edition,
        "news": _("New: %(what)s") % {"what": ", ".join(binder.news)} if binder.news else "",
        "confidential": _("confidential – for members only") if confidential else "",
        "lines": lines,
        "words": {"contents": _("Contents"), "item": _("Item"), "page": _("Page")},
    }
    return typesetting.typeset(
        "meetings/papers/binder.typ", data, title=title_of(meeting), state=edition, link=facts.address(meeting)
    )


def sheet(entry: Entry) -> bytes:
    """Background and proposed resolution of one item."""
    item = facts.of_item(entry.item)
    data = {"item": item, "words": {"proposal": _("Proposed resolution"), "confidential": _("confidential")}}
    title = f"{_('Item')} {item['label']}: {item['title']}"
    return typesetting.typeset("meetings/papers/item.typ", data, title=title)


def picture(title: str, webp: bytes) -> bytes:
    """A picture as a page, told by its title to those who do not see it."""
    return typesetting.typeset("meetings/papers/picture.typ", {"picture": list(webp)}, title=title)


def stamps(texts: list[str]) -> bytes:
    """One small page per page of the binder."""
    return typesetting.typeset("meetings/papers/stamps.typ", {"stamps": texts}, title=_("Page"))


def count(own: Path) -> int:
    """How many pages one of our own PDFs has."""
    with pikepdf.open(own) as pdf:
        return len(pdf.pages)
