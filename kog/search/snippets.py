"""The place in a text where the words stand, cut from the text itself."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from . import words

LENGTH = 260
LOOK_AT = 200_000  # characters of a text; further back nobody waits for the place


def marked(text: str, stems: set[str]) -> SafeString:
    """The text with the words that were asked for marked."""
    parts, end = [], 0
    for place in words.places(text):
        if words.stem(words.fold(place[0])) in stems:
            parts.append(format_html("{}<mark>{}</mark>", text[end : place.start()], place[0]))
            end = place.end()
    return mark_safe("".join([*parts, format_html("{}", text[end:])]))


def cut(text: str, stems: set[str]) -> SafeString:
    """A piece of the text around the first hit; its beginning when there is none."""
    text = " ".join(text[:LOOK_AT].split())
    first = next((place.start() for place in words.places(text) if words.stem(words.fold(place[0])) in stems), 0)
    start = max(0, first - LENGTH // 3)
    if start:
        start = text.find(" ", start, first) + 1 or first
    end = start + LENGTH
    if end < len(text):
        end = text.rfind(" ", first, end) if " " in text[first:end] else end
    return format_html("{}{}{}", "… " if start else "", marked(text[start:end], stems), " …" if end < len(text) else "")
