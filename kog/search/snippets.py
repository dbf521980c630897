"""The place in a text where the words stand, cut from the text itself."""

import re
from html import escape

from django.utils.safestring import SafeString, mark_safe

from . import words

LENGTH = 260
BEFORE = LENGTH // 3  # of it, ahead of the hit
HERE = "\0"  # marks the hit while white space is taken out
_BLANK_LINE = re.compile(r"\n\s*\n")
LOOK_AT = 200_000  # characters of a text; further back nobody waits for the place


def marked(text: str, stems: set[str]) -> SafeString:
    """The text with the words that were asked for marked."""
    parts, end = [], 0
    for place in words.places(text):
        if words.stem(words.fold(place[0])) in stems:
            parts += [escape(text[end : place.start()]), "<mark>", escape(place[0]), "</mark>"]
            end = place.end()
    return mark_safe("".join([*parts, escape(text[end:])]))


def _one_line(text: str) -> str:
    """Paragraphs and headings do not run into each other."""
    paragraphs = [one for part in _BLANK_LINE.split(text) if (one := " ".join(part.split()))]
    return " ".join(one if one[-1] in ".!?:;," else f"{one} ·" for one in paragraphs).removesuffix(" ·")


def cut(text: str, stems: set[str]) -> SafeString:
    """A piece of the text around the first hit; its beginning when there is none."""
    found = (place.start() for place in words.places(text[:LOOK_AT]) if words.stem(words.fold(place[0])) in stems)
    first = next(found, 0)
    # Only what is near is looked at: pages have a thousand words, and twenty of them are shown.
    near = f"{text[max(0, first - LENGTH) : first]}{HERE}{text[first : first + 2 * LENGTH]}"
    before, _here, after = _one_line(near).partition(HERE)
    start = before.find(" ", -BEFORE) + 1 or len(before) if len(before) > BEFORE else 0
    end = LENGTH - (len(before) - start)
    if len(after) > end:
        end = after.rfind(" ", 0, end) if " " in after[:end] else end
    begins, ends = ("… " if start else ""), (" …" if len(after) > end else "")
    return mark_safe(f"{begins}{marked(before[start:] + after[:end], stems)}{ends}")
