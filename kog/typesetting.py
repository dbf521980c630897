"""Papers as PDF, typeset by typst: data from queries, form from a template below `templates/`.

A template is `templates/<app>/papers/<name>.typ`. It begins with

    #import "/papers/base.typ": *
    #show: paper

and finds what it was given in `data`. What people typed is data and stays data: no text becomes markup. Markdown comes
as the safe HTML that was rendered when it was saved, made a tree by `tree()` and set by `prose()` of base.typ.

Every paper is tagged (PDF/UA-1, ISO 14289-1) and fit to be filed (PDF/A-2a, ISO 19005-2): it has a title, a language,
headings in order, header cells in tables, and a text for every picture. typst refuses what lacks one of them.
"""

import json
import re
from functools import cache
from typing import Any

import segno
import typst
from django.conf import settings
from django.core.files.storage import Storage
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from lxml import etree, html

from kog import colours
from kog.queries import network

STANDARDS = ["a-2a", "ua-1"]
PICTURES = {".svg": "svg", ".png": "png", ".jpg": "jpg", ".jpeg": "jpg"}
LARGEST_LOGO = 400_000
BOX = "□"
NO_SIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
PRIVATE = re.compile("[\ue000-\uf8ff]")
UNSHOWN = re.compile('the text `"(.+?)"` could not be displayed')
MOST_STRANGE_SIGNS = 60
_strange: set[str] = set()  # learned from typst, which names one after the other
Tree = list[Any]


class NotTypeset(Exception):
    """A template or its data is wrong; the message names the place. Nothing a reader could mend."""


def typeset(template: str, data: dict[str, object], *, title: str, state: str = "", link: str = "") -> bytes:
    """The PDF of a paper in the language that is active.

    `title` stands in the document's properties, `state` ("Draft") at the foot of every page, `link` leads back to the
    portal, as a code to scan and in letters. Raises NotTypeset.
    """
    inputs = {
        "title": title,
        "state": state,
        "link": link,
        "code": code_to_scan(link) if link else "",
        "language": translation.get_language() or settings.LANGUAGE_CODE,
        "brand": _brand(),
        "words": _words(),
        "data": data,
    }
    for _attempt in range(MOST_STRANGE_SIGNS):
        try:
            return _compiled(template, _shown(inputs))
        except (typst.TypstError, RuntimeError) as error:
            strange = UNSHOWN.search(str(error))
            if strange is None:
                raise NotTypeset(f"{template}: {error}") from error
            _strange.update(re.sub(r"\\u\{(\w+)\}", lambda code: chr(int(code[1], 16)), strange[1]))
    raise NotTypeset(f"{template}: more signs than these fonts have")


def _compiled(template: str, inputs: dict[str, object]) -> bytes:
    return typst.compile(
        settings.ROOT / "templates" / template,
        root=settings.ROOT / "templates",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"paper": json.dumps(inputs, default=str)},
        pdf_standards=STANDARDS,
        timestamp=timezone.now().replace(microsecond=0),
        # Packages would be fetched from the network: there are none.
        package_path=settings.VAR / "no-packages",
        package_cache_path=settings.VAR / "no-packages",
    )


def _shown(value: Any) -> Any:
    """What a paper can show of it: signs that are none go, bullets of old Word files become bullets, and for what no
    font has there is a box. A paper with a box is better than none.
    """
    if isinstance(value, str):
        text = NO_SIGN.sub("", value).replace("\uf0b7", "•")
        return "".join(BOX if sign in _strange else sign for sign in PRIVATE.sub(BOX, text))
    if isinstance(value, dict):
        return {name: _shown(one) for name, one in value.items()}
    return [_shown(one) for one in value] if isinstance(value, list | tuple) else value


def tree(safe_html: str) -> Tree:
    """HTML of `kog.markdown` as nodes `[tag, attributes, children]` and texts, which base.typ knows how to set."""
    if not safe_html.strip():
        return []
    return _children(html.fragment_fromstring(safe_html, create_parent="div"))


def code_to_scan(address: str) -> str:
    """A QR code (ISO/IEC 18004) as SVG."""
    return segno.make(address, error="m").svg_inline(border=0, omitsize=True)


def _children(element: etree._Element) -> Tree:
    nodes: Tree = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str):
            nodes.append([child.tag, dict(child.attrib), _children(child)])
        if child.tail:
            nodes.append(child.tail)
    return nodes


def _brand() -> dict[str, object]:
    ours = network()
    return {
        "name": ours.name if ours else "",
        "short_name": ours.short_name if ours else "",
        "office": ours.secretariat_name if ours else "",
        "contact": ours.contact_email if ours else "",
        "primary": colours.readable_on_paper(colours.checked(ours.color_primary if ours else "")),
        "accent": colours.readable_on_paper(colours.checked(ours.color_accent if ours else "")),
        "logo": _picture(ours.logo.storage, ours.logo.name) if ours and ours.logo else None,
    }


def _picture(storage: Storage, name: str) -> dict[str, object] | None:
    """What typst can read; a logo that is lost, too large or of another kind is left out rather than the paper."""
    kind = PICTURES.get(name[name.rfind(".") :].lower())
    try:
        if kind is None or storage.size(name) > LARGEST_LOGO:
            return None
        with storage.open(name) as file:
            return {"kind": kind, "bytes": list(file.read())}
    except OSError:
        return None


def _words() -> dict[str, str]:
    """Texts of base.typ, in the language of the paper. `%p` and `%t` are filled in by typst, which counts the pages."""
    return {
        "page": _("Page %(page)s of %(total)s") % {"page": "%p", "total": "%t"},
        "code": _("Code to scan: opens this page in the portal"),
        "logo": _("Logo"),
        "contents": _("Contents"),
    }


@cache
def _fonts() -> typst.Fonts:
    """The letters of KERN UX, embedded in every paper; looked for once per process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=settings.PAPER_FONTS)
