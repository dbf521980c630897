"""`python -m meetings.binders.joining FOLDER`: PDFs of anybody become one, in a process of its own.

First it counts: for each path in `count.json` how many pages it has, or why it cannot be joined; each is joined once on
trial, so that an odd one spoils nothing but itself. Then it waits for
`join.json`, because what stands on our own pages follows from those numbers, and writes the binder: the pages of every
part in order, each with its number as a stamp, a bookmark per part, and the tags of those that have some below one
tree, so that a screen reader goes on from one to the next. What a page could do when it is opened (scripts, programs)
does not come along. This module imports nothing of Django.
"""

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
MOST_PAGES = (
    3000  # of a paper, and of all papers together: nobody reads more, and few bytes can name one page very often
)
PLACED = (Name.JavaScript, Name.Launch, Name.SubmitForm, Name.ImportData)


def count(plan: dict[str, Any]) -> list[int | str]:
    found: list[int | str] = []
    for path in plan["paths"]:
        try:
            found.append(_count(path))
        except pikepdf.PasswordError:
            found.append("password")
        except pikepdf.PdfError:
            found.append("broken")
        except Exception:  # noqa: BLE001 -- whatever a stranger's file brings, the others are joined
            found.append("odd")
    return found


def _count(path: str) -> int | str:
    with pikepdf.open(path) as pdf:
        pages = len(pdf.pages)
        if pages > MOST_PAGES:
            return "long"
        with Pdf.new() as trial, Pdf.new() as stamps:
            tree = trial.make_indirect(Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary()))
            document = trial.make_indirect(Dictionary(Type=Name.StructElem, K=Array()))
            _append(trial, pdf, tree, document, Array())
            for _page in range(pages):
                stamps.add_blank_page(page_size=(72, 12))
            _stamp(trial, stamps)
            return pages


def join(plan: dict[str, Any]) -> int:
    """`parts`: path, title, level of its bookmark. `stamps`: a PDF with one small page per page of the binder."""
    binder = Pdf.new()
    tree = binder.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = binder.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array()))
    tree.K = Array([document])
    tree.RoleMap, numbers, marks = Dictionary(), Array(), []
    for part in plan["parts"]:
        marks.append((part["level"], part["title"], len(binder.pages)))
        with pikepdf.open(part["path"]) as source:
            _append(binder, source, tree, document, numbers)
    tree.ParentTree = binder.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(numbers) // 2
    binder.Root.StructTreeRoot = tree
    binder.Root.MarkInfo = Dictionary(Marked=True)
    binder.Root.Lang = String(plan["language"])
    binder.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    binder.Root.PageMode = Name.UseOutlines
    with pikepdf.open(plan["stamps"]) as stamps:
        _stamp(binder, stamps)
    _bookmark(binder, marks)
    with binder.open_metadata() as facts:
        facts["dc:title"], facts["dc:language"] = plan["title"], [plan["language"]]
        facts["dc:creator"] = [plan["author"]]
    binder.save(plan["out"], object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return len(binder.pages)


def _append(binder: Pdf, source: Pdf, tree: Any, document: Any, numbers: Array) -> None:
    """The pages, and below `document` the tags that mark them. Keys of the parent tree go on from the part before."""
    root = source.Root.get(Name.StructTreeRoot)
    begin, offset = len(binder.pages), len(numbers) // 2
    for page in source.pages:
        _make_harmless(page)
    binder.pages.extend(source.pages)
    if root is None or Name.K not in root:
        for page in list(binder.pages)[begin:]:
            _drop(page.obj, Name.StructParents)
        return
    entries = dict(pikepdf.NumberTree(root.ParentTree).items()) if Name.ParentTree in root else {}
    keys = {old: offset + place for place, old in enumerate(sorted(entries))}
    for old in sorted(entries):
        numbers.append(keys[old])
        numbers.append(binder.copy_foreign(source.make_indirect(entries[old])))
    for page in list(binder.pages)[begin:]:
        _renumber(page.obj, keys)
    part = binder.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, P=document, K=Array()))
    if Name.Lang in source.Root:
        part.Lang = source.Root.Lang
    children = root.K if isinstance(root.K, Array) else [root.K]
    for child in children:
        copied = binder.copy_foreign(source.make_indirect(child))
        copied.P = part
        part.K.append(copied)
    document.K.append(part)
    for role, meaning in dict(root.get(Name.RoleMap, Dictionary())).items():
        if role not in tree.RoleMap:
            tree.RoleMap[role] = meaning


def _renumber(page: Any, keys: dict[int, int]) -> None:
    """Where a page, its pictures and its annotations stand in the parent tree of the whole."""
    holders = [(page, Name.StructParents)]
    holders += [(one, Name.StructParent) for one in page.get(Name.Annots, [])]
    pictures = page.get(Name.Resources, Dictionary()).get(Name.XObject, Dictionary())
    for name in pictures.keys():  # noqa: SIM118 -- iterating a pikepdf dictionary gives no names
        holders += [(pictures[name], Name.StructParents), (pictures[name], Name.StructParent)]
    done = set()
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
    for note in page.obj.get(Name.Annots, []):
        _drop(note, Name.AA)
        if note.get(Name.A, Dictionary()).get(Name.S) in PLACED:
            del note[Name.A]


def _stamp(binder: Pdf, stamps: Pdf) -> None:
    """Each stamp is set in the upper right corner as one is looking, whichever way the page is turned."""
    for page, stamp in zip(binder.pages, stamps.pages, strict=True):
        bare = [one for one in pikepdf.parse_content_stream(stamp) if str(one.operator) not in MARKED]
        stamp.Contents = stamps.make_stream(pikepdf.unparse_content_stream(bare))
        form = binder.copy_foreign(stamp.as_form_xobject())
        _drop(form, Name.StructParents)
        wide, high = (float(stamp.mediabox[side]) for side in (2, 3))
        name = page.add_resource(form, Name.XObject, prefix="Stamp")
        place = _matrix(page, wide, high)
        drawn = [
            ([Name.Artifact], Operator("BMC")),
            ([], Operator("q")),
            ([Decimal(str(round(number, 3))) for number in place], Operator("cm")),
            ([name], Operator("Do")),
            ([], Operator("Q")),
            ([], Operator("EMC")),
        ]
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n" + pikepdf.unparse_content_stream(drawn))


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


if __name__ == "__main__":
    place = Path(sys.argv[1])
    hand_over(place, "counts.json", count(wait_for(place, "count.json")))
    if asked := wait_for(place, "join.json"):
        sys.stdout.write(json.dumps(join(asked)))
