"""`python -m meetings.binders.joining FOLDER`: PDFs of anybody become one, in a process of its own.

First it gathers: for each path in `gather.json` the pages are taken in, with the tags that mark them, and counted; what
an odd one brought in is taken out again, and its count says why. Then it waits for `join.json`, because what stands on
our own pages follows from those counts, and writes the binder: our pages, those of every part in order, each with its
number as a stamp, a bookmark per part, and all tags below one tree, so that a screen reader goes on from one to the
next. What a page could do when it is opened (scripts, programs) does not come along. This module imports nothing of
Django.
"""

import contextlib
import json
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Pdf, String

MARKED = {"BDC", "BMC", "EMC"}
EDGE = 12  # points from the corner of a page
# Of a paper, and of all papers together: nobody reads more, and few bytes can name one page very often.
MOST_PAGES = 3000
# What a click may do, and what else may lie on a page: words and lines, nothing that is played or opened.
LEADS = {"/URI", "/GoTo"}
SCHEMES = ("http:", "https:", "mailto:")
NOTES = {
    "/Link",
    "/Text",
    "/FreeText",
    "/Highlight",
    "/Underline",
    "/Squiggly",
    "/StrikeOut",
    "/Ink",
    "/Stamp",
    "/Popup",
}
NOTES |= {"/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Caret", "/Widget"}


class Gathering:
    """A binder that comes into being: pages, the tags below one document, and what the pages say about their tags."""

    def __init__(self, most_pages: int = MOST_PAGES) -> None:
        self.most_pages = most_pages
        self.binder = Pdf.new()
        self.document = self.binder.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        self.roles, self.numbers = Dictionary(), Array()

    def take(self, path: str) -> int | str:
        """How many pages it has; "password", "broken", "long" or "odd" for what is not joined and leaves no trace."""
        pages, numbers, parts = len(self.binder.pages), len(self.numbers), len(self.document.K)
        try:
            with pikepdf.open(path) as source:
                if pages + len(source.pages) > self.most_pages:
                    return "long"
                self._append(source)
                return len(self.binder.pages) - pages
        except pikepdf.PasswordError:
            found = "password"
        except pikepdf.PdfError:
            found = "broken"
        except Exception:  # noqa: BLE001 -- whatever a stranger's file brings, the others are joined
            found = "odd"
        del self.binder.pages[pages:]
        _shorten(self.numbers, numbers)
        _shorten(self.document.K, parts)
        return found

    def _append(self, source: Pdf) -> None:
        """The pages, and their tags as a part of the document. Keys of the parent tree go on from the part before."""
        root = source.Root.get(Name.StructTreeRoot)
        begin, offset = len(self.binder.pages), len(self.numbers) // 2
        for page in source.pages:
            _make_harmless(page)
            _matrix(page, EDGE, EDGE)  # a page that lies nowhere is an odd one
        self.binder.pages.extend(source.pages)
        if root is None or Name.K not in root:
            for page in list(self.binder.pages)[begin:]:
                _drop(page.obj, Name.StructParents)
            return
        entries = dict(pikepdf.NumberTree(root.ParentTree).items()) if Name.ParentTree in root else {}
        keys = {old: offset + place for place, old in enumerate(sorted(entries))}
        for old in sorted(entries):
            self.numbers.append(keys[old])
            self.numbers.append(self.binder.copy_foreign(source.make_indirect(entries[old])))
        done: set[tuple[object, str]] = set()
        for page in list(self.binder.pages)[begin:]:
            _renumber(page.obj, keys, done)
        self._take_tags(source, root)

    def _take_tags(self, source: Pdf, root: Any) -> None:
        part = self.binder.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, P=self.document, K=Array()))
        if Name.Lang in source.Root:
            part.Lang = source.Root.Lang
        for child in root.K if isinstance(root.K, Array) else [root.K]:
            copied = self.binder.copy_foreign(source.make_indirect(child))
            copied.P = part
            part.K.append(copied)
        self.document.K.append(part)
        for role, meaning in dict(root.get(Name.RoleMap, Dictionary())).items():
            if role not in self.roles:
                self.roles[role] = meaning

    def _take_first(self, path: str) -> None:
        """Our own pages, set when all others are counted, lie before them."""
        others = len(self.binder.pages)
        with pikepdf.open(path) as source:
            self._append(source)
        own = list(self.binder.pages)[others:]
        del self.binder.pages[others:]
        for page in reversed(own):
            self.binder.pages.insert(0, page)
        self.document.K = Array([self.document.K[-1], *list(self.document.K)[:-1]])

    def join(self, plan: dict[str, Any]) -> int:
        """`first`: path of our own pages. `bookmarks`: level, title, page (from 0). `stamps`: a PDF with one small page
        per page of the binder. Returns the number of pages.
        """
        self._take_first(plan["first"])
        binder = self.binder
        tree = binder.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([self.document]), RoleMap=self.roles))
        self.document.P = tree
        tree.ParentTree = binder.make_indirect(Dictionary(Nums=self.numbers))
        tree.ParentTreeNextKey = len(self.numbers) // 2
        binder.Root.StructTreeRoot = tree
        binder.Root.MarkInfo = Dictionary(Marked=True)
        binder.Root.Lang = String(plan["language"])
        binder.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        binder.Root.PageMode = Name.UseOutlines
        with pikepdf.open(plan["stamps"]) as stamps:
            for page, stamp in zip(binder.pages, stamps.pages, strict=True):
                # A page whose resources are none is read without its number.
                with contextlib.suppress(TypeError, ValueError, AttributeError, pikepdf.PdfError):
                    _stamp(binder, page, stamps, stamp)
        _bookmark(binder, plan["bookmarks"])
        with binder.open_metadata() as facts:
            facts["dc:title"], facts["dc:language"] = plan["title"], [plan["language"]]
            facts["dc:creator"] = [plan["author"]]
        binder.save(plan["out"], object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return len(binder.pages)


def _shorten(array: Array, length: int) -> None:
    while len(array) > length:
        del array[-1]


def _renumber(page: Any, keys: dict[int, int], done: set[tuple[object, str]]) -> None:
    """Where a page, its pictures and its annotations stand in the parent tree of the whole. Pages share pictures."""
    holders = [(page, Name.StructParents)]
    holders += [(one, Name.StructParent) for one in page.get(Name.Annots, [])]
    pictures = page.get(Name.Resources, Dictionary()).get(Name.XObject, Dictionary())
    for name in pictures.keys():  # noqa: SIM118 -- iterating a pikepdf dictionary gives no names
        holders += [(pictures[name], Name.StructParents), (pictures[name], Name.StructParent)]
    for holder, name in holders:
        if not hasattr(holder, "objgen") or (holder.objgen, str(name)) in done:
            continue
        if name in holder:
            if holder.objgen != (0, 0):
                done.add((holder.objgen, str(name)))
            old = int(holder[name])
            if old in keys:
                holder[name] = keys[old]
            else:
                del holder[name]


def _drop(holder: Any, name: Name) -> None:
    if name in holder:
        del holder[name]


def _make_harmless(page: pikepdf.Page) -> None:
    _drop(page.obj, Name.AA)
    if Name.Annots not in page.obj:
        return
    kept = [note for note in page.obj.Annots if str(note.get(Name.Subtype)) in NOTES]
    for note in kept:
        for name in (Name.AA, Name.PA):
            _drop(note, name)
        if Name.A not in note:
            continue
        action = note.A
        leads = str(action.get(Name.S)) in LEADS and str(action.get(Name.URI, "http:")).lower().startswith(SCHEMES)
        if leads:
            _drop(action, Name.Next)
        else:
            del note[Name.A]
    page.obj.Annots = Array(kept)


def _enclose(pdf: Pdf, page: pikepdf.Page) -> None:
    """What a page draws ends with it: a page that leaves something open would hide the number that is drawn next. Such
    a page becomes a picture of itself, and loses its tags.
    """
    drawn = page.obj.get(Name.Contents, Array())
    streams = drawn if isinstance(drawn, Array) else [drawn]
    content = b"\n".join(stream.read_bytes() for stream in streams)
    if _is_closed(pdf, content):
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n")
        return
    form = pdf.make_indirect(page.as_form_xobject())
    page.obj.Resources = Dictionary(XObject=Dictionary(Whole=form))
    page.obj.Contents = pdf.make_stream(b"q /Whole Do Q\n")
    for holder in (page.obj, form):
        _drop(holder, Name.StructParents)


def _is_closed(pdf: Pdf, content: bytes) -> bool:
    """Every state that was kept is given back, every text ended; and what is added behind is still read as such."""
    depth, writing, last = 0, False, ""
    for one in pikepdf.parse_content_stream(pdf.make_stream(content + b"\n/End gs"), "q Q BT ET gs"):
        last = str(one.operator)
        depth += {"q": 1, "Q": -1}.get(last, 0)
        writing = {"BT": True, "ET": False}.get(last, writing)
        if depth < 0:
            return False
        ending = one.operands[0] if last == "gs" else None
    return depth == 0 and not writing and last == "gs" and ending == Name.End


def _stamp(binder: Pdf, page: pikepdf.Page, stamps: Pdf, stamp: pikepdf.Page) -> None:
    """The stamp is set in the upper right corner as one is looking, whichever way the page is turned."""
    bare = [one for one in pikepdf.parse_content_stream(stamp) if str(one.operator) not in MARKED]
    stamp.Contents = stamps.make_stream(pikepdf.unparse_content_stream(bare))
    form = binder.copy_foreign(stamp.as_form_xobject())
    _drop(form, Name.StructParents)
    wide, high = (float(stamp.mediabox[side]) for side in (2, 3))
    place = _matrix(page, wide, high)
    _enclose(binder, page)
    name = page.add_resource(form, Name.XObject, prefix="Stamp")
    drawn = [
        ([Name.Artifact], Operator("BMC")),
        ([], Operator("q")),
        ([Decimal(str(round(number, 3))) for number in place], Operator("cm")),
        ([name], Operator("Do")),
        ([], Operator("Q")),
        ([], Operator("EMC")),
    ]
    page.contents_add(pikepdf.unparse_content_stream(drawn))


def _matrix(page: pikepdf.Page, wide: float, high: float) -> tuple[float, float, float, float, float, float]:
    left, bottom, right, top = (float(side) for side in page.cropbox)
    turned = int(page.obj.get(Name.Rotate, 0)) % 360
    if turned == 90:
        return 0, 1, -1, 0, left + EDGE + high, top - EDGE - wide
    if turned == 180:
        return -1, 0, 0, -1, left + EDGE + wide, bottom + EDGE + high
    if turned == 270:
        return 0, -1, 1, 0, right - EDGE - high, bottom + EDGE + wide
    return 1, 0, 0, 1, right - EDGE - wide, top - EDGE - high


def _bookmark(binder: Pdf, marks: list[tuple[int, str, int]]) -> None:
    with binder.open_outline() as outline:
        last = None
        for level, title, place in marks:
            one = pikepdf.OutlineItem(title, min(place, len(binder.pages) - 1))
            if level and last:
                last.children.append(one)
            else:
                outline.root.append(one)
                last = one


def hand_over(folder: Path, name: str, content: object) -> None:
    """Written whole: who waits for the file never reads half of it."""
    passing = folder / f"{name}.part"
    passing.write_text(json.dumps(content), encoding="utf-8")
    passing.rename(folder / name)


def wait_for(folder: Path, name: str) -> Any:
    while not (folder / name).exists():
        time.sleep(0.005)
    return json.loads((folder / name).read_text(encoding="utf-8"))


def main(folder: Path) -> None:
    asked = wait_for(folder, "gather.json")
    gathering = Gathering(asked["most_pages"])
    hand_over(folder, "counts.json", [gathering.take(path) for path in asked["paths"]])
    if plan := wait_for(folder, "join.json"):
        sys.stdout.write(json.dumps(gathering.join(plan)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
