"""A publication as people cite it, and as programs for literature write and read it: BibTeX and RIS."""

import re
from collections.abc import Iterable
from typing import Any

import bibtexparser
import rispy
from bibtexparser import middlewares, model
from django.utils.text import slugify

from documents.enums import PublicationKind
from documents.models import Publication

# Kind → type in BibTeX and in RIS; read backwards, the first that fits.
TYPES = {
    PublicationKind.STUDY: ("techreport", "RPRT"),
    PublicationKind.BOOK: ("book", "BOOK"),
    PublicationKind.ARTICLE: ("article", "JOUR"),
    PublicationKind.GUIDE: ("manual", "STAND"),
    PublicationKind.STATISTICS: ("dataset", "DATA"),
    PublicationKind.OTHER: ("misc", "GEN"),
}
BY_BIBTEX = {bibtex: kind for kind, (bibtex, _ris) in TYPES.items()}
BY_RIS = {ris: kind for kind, (_bibtex, ris) in TYPES.items()}
PUBLISHERS = ("publisher", "journal", "institution", "organization", "secondary_title", "journal_name", "custom3")
Facts = dict[str, Any]


class Unreadable(Exception):
    pass


def citation(one: Publication) -> str:
    """Müller, A.; Ott, B. (2024): Titel. Verlag. https://…"""
    head = f"{'; '.join(one.author_list) or '–'} ({one.year or 'o. J.'}): {one.title}"
    return (
        ". ".join(part.rstrip(".") for part in (head, one.publisher) if part) + "." + (f" {one.url}" if one.url else "")
    )


def key(one: Publication) -> str:
    author = one.author_list[0].partition(",")[0] if one.author_list else "ohne"
    return f"{slugify(author)}{one.year or ''}-{one.pk}"


def bibtex(found: Iterable[Publication]) -> str:
    library = bibtexparser.Library()
    for one in found:
        values = {
            "title": f"{{{one.title}}}",
            "author": " and ".join(one.author_list),
            "year": str(one.year or ""),
            "publisher": one.publisher,
            "url": one.url,
            "copyright": one.rights,
            "abstract": one.summary,
        }
        fields = [
            model.Field(name, value if name == "url" else _as_latex(value)) for name, value in values.items() if value
        ]
        library.add(model.Entry(TYPES[PublicationKind(one.kind)][0], key(one), fields))
    return bibtexparser.write_string(library)


def _as_latex(value: str) -> str:
    """With the signs that mean something there; a brace that nobody closes would swallow the rest of the file."""
    value = value if value.count("{") == value.count("}") else re.sub(r"[{}]", "", value)
    return re.sub(r"([&%#_$])", r"\\\1", value)


def ris(found: Iterable[Publication]) -> str:
    entries = []
    for one in found:
        values = {
            "type_of_reference": TYPES[PublicationKind(one.kind)][1],
            "title": one.title,
            "authors": one.author_list,
            "year": str(one.year or ""),
            "publisher": one.publisher,
            "urls": [one.url] if one.url else [],
            "abstract": " ".join(one.summary.split()),
        }
        entries.append({name: value for name, value in values.items() if value})
    return rispy.dumps(entries)


def read(text: str) -> list[Facts]:
    """What a file of either kind lists, as facts for the action that enters them."""
    try:
        entries = _from_ris(text) if re.search(r"^TY  - ", text, re.MULTILINE) else _from_bibtex(text)
    except Exception as error:  # a parser of strange files may end in any way
        raise Unreadable from error
    if not entries:
        raise Unreadable
    return entries


def _from_bibtex(text: str) -> list[Facts]:
    stack = [middlewares.LatexDecodingMiddleware()]
    library = bibtexparser.parse_string(text, append_middleware=stack)
    found = []
    for entry in library.entries:
        facts = {name.lower(): str(field.value) for name, field in entry.fields_dict.items()}
        authors = facts.get("author", "")
        found.append(
            _facts(BY_BIBTEX.get(entry.entry_type.lower()), facts, re.split(r"\s+and\s+", authors), facts.get("url"))
        )
    return found


def _from_ris(text: str) -> list[Facts]:
    return [
        _facts(
            BY_RIS.get(entry.get("type_of_reference", "")),
            entry | {"title": entry.get("title") or entry.get("primary_title", "")},
            entry.get("authors") or entry.get("first_authors") or [],
            next(iter(entry.get("urls", [])), ""),
        )
        for entry in rispy.loads(text)
    ]


def _facts(kind: PublicationKind | None, given: Facts, authors: list[str], url: str | None) -> Facts:
    year = re.search(r"\d{4}", str(given.get("year") or given.get("date") or ""))
    return {
        "kind": kind or PublicationKind.OTHER,
        "title": _line(given.get("title"), 300),
        "authors": _line("; ".join(author for author in authors if author), 500),
        "year": int(year.group()) if year else None,
        "publisher": _line(next((given[word] for word in PUBLISHERS if given.get(word)), ""), 200),
        "url": url if url and re.match(r"https?://\S+$", url) and len(url) <= 500 else "",
        "rights": _line(given.get("copyright"), 200),
        "summary": str(given.get("abstract") or "")[:3000],
    }


def _line(value: object, longest: int) -> str:
    return " ".join(re.sub(r"[{}]", "", str(value or "")).split())[:longest]
