"""Keys for addresses, made of names. A key stays when the name changes."""

from collections.abc import Collection

from django.utils.text import slugify

SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "/": "-"})
LONGEST = 50


def free_key(name: str, taken: Collection[str]) -> str:
    """A key of this name that nobody has: ag-wohnen, ag-wohnen-2, …"""
    stem = slugify(name.translate(SPELLED_OUT))[:LONGEST].strip("-") or "gruppe"
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
