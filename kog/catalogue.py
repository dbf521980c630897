"""The catalogue of translations without gettext's programs: finding messages, merging them, judging what is missing.

English is the language of the sources, so that German needs a catalogue and English none.
"""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import template

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
APPS = ("kog", "workinggroups", "documents", "meetings", "cms")
PLURAL_SEPARATOR = " ||| "
HEADER = r"""# Texts of the portal in this language. Brought up to date by `make catalogue`.
msgid ""
msgstr ""
"Project-Id-Version: KOG-Portal\n"
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
PLACEHOLDER = re.compile(r"%\((\w+)\)")
Key = tuple[str | None, str]


def folder(language: str) -> Path:
    return settings.ROOT / "locale" / language / "LC_MESSAGES"


def sources() -> Iterator[Path]:
    for app in APPS:
        for file in sorted((settings.ROOT / app).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file
    for file in sorted((settings.ROOT / "templates").rglob("*")):
        if file.suffix in {".html", ".txt", ".css", ".js", ".svg"}:
            yield file


def messages_of(file: Path) -> Iterator[tuple[int, str | tuple[str, ...], str | None]]:
    """Line, message (a pair where it has a plural) and context of each text in one file."""
    content = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        # Django turns a template into calls of gettext; indentation would be read as Python's.
        calls = template.templatize(content, origin=str(file))
        content = "\n".join(line.lstrip() for line in calls.splitlines())
    for line, text, _comments, context in extract("python", BytesIO(content.encode()), KEYWORDS):
        yield line, text, context


def found() -> Catalog:
    catalog = Catalog()
    for file in sources():
        place = file.relative_to(settings.ROOT).as_posix()
        for _line, text, context in messages_of(file):
            # Line 0 is not written: the catalogue changes when a text does, not when code moves.
            catalog.add(text, locations=[(place, 0)], context=context)
    return catalog


def stored(language: str) -> Catalog:
    file = folder(language) / "django.po"
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as source:
        return read_po(source, locale=language)


def key_of(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def by_key(catalog: Catalog) -> dict[Key, Message]:
    return {key_of(message): message for message in catalog if message.id}


def updated(language: str, additions: dict[str, str]) -> Catalog:
    """Every message of the sources with the text stored for it or added now; what no source has is left out."""
    old = by_key(stored(language))
    result = Catalog(locale=language)
    for message in sorted(by_key(found()).values(), key=key_for_sorting):
        text = translation_of(message, old, additions)
        places = sorted(set(message.locations))
        result.add(message.id, text, locations=places, flags=message.flags, context=message.context)
    return result


def key_for_sorting(message: Message) -> tuple[str, str, str]:
    context, text = key_of(message)
    return min(place for place, _line in message.locations), text, context or ""


def translation_of(message: Message, old: dict[Key, Message], additions: dict[str, str]) -> str | tuple[str, ...]:
    plural = isinstance(message.id, tuple)
    name = PLURAL_SEPARATOR.join(forms_of(message.id))
    for spelling in (f"{message.context}\x04{name}", name) if message.context else (name,):
        if additions.get(spelling):
            return tuple(additions[spelling].split(PLURAL_SEPARATOR)) if plural else additions[spelling]
    known = old.get(key_of(message))
    if known and known.string and isinstance(known.string, str) is not plural:
        return known.string
    return ("", "") if plural else ""


def read_additions(source: Path) -> dict[str, str]:
    """All `*.json` of a folder, flat: text → translation, plural forms joined by ` ||| `."""
    additions: dict[str, str] = {}
    for file in sorted(source.glob("*.json")):
        additions |= json.loads(file.read_text(encoding="utf-8"))
    return additions


def store(language: str, catalog: Catalog) -> None:
    folder(language).mkdir(parents=True, exist_ok=True)
    with (folder(language) / "django.po").open("wb") as target:
        target.write(HEADER.format(language=language).encode())
        write_po(target, catalog, width=110, omit_header=True, include_lineno=False)


def compile_to_mo(language: str) -> None:
    with (folder(language) / "django.mo").open("wb") as target:
        write_mo(target, stored(language))


def faults(language: str) -> Iterator[str]:
    """One line for each message that is untranslated, stale, or whose placeholders differ."""
    kept, wanted = by_key(stored(language)), by_key(found())
    for key, message in wanted.items():
        place, name = message.locations[0][0], key[1]
        known = kept.get(key)
        forms = forms_of(known.string) if known else ()
        if not all(forms) or len(forms) != len(forms_of(message.id)):
            yield f"untranslated ({place}): {name}"
        elif not placeholders_fit(forms_of(message.id), forms):
            yield f"placeholders differ ({place}): {name}"
    yield from (f"stale: {name}" for _context, name in kept.keys() - wanted.keys())


def forms_of(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders_fit(originals: tuple[str, ...], forms: tuple[str, ...]) -> bool:
    """The last form names all placeholders; the one for "one" may say it in words instead."""
    allowed = {name for text in originals for name in PLACEHOLDER.findall(text)}
    used = [set(PLACEHOLDER.findall(text)) for text in forms]
    return used[-1] == set(PLACEHOLDER.findall(originals[-1])) and all(names <= allowed for names in used)
