"""A binder is put together: what is no PDF is made one, and all is joined in a child process."""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from documents import limited
from documents.enums import FileKind, kind_of
from documents.extraction.asking import on_disk
from documents.previews import asking, office
from kog.models import User
from kog.queries import network
from meetings.binders import joining, pages
from meetings.binders.contents import Enclosed, Entry
from meetings.models import Binder

SECONDS = 120
Step = Callable[[], None]


@dataclass
class Part:
    """A PDF in the binder, confidential or not."""

    path: Path
    confidential: bool
    count: int = 0


@dataclass
class Line:
    """A line of the contents, and a bookmark. An item has one even when only its papers have pages."""

    label: str
    title: str
    level: int
    name: str
    part: Part | None = None
    remark: str = ""
    page: int = 0


@dataclass
class Plan:
    """The lines in order, and the sheets of our own that are still to be set."""

    lines: list[Line] = field(default_factory=list)
    sheets: dict[Path, Callable[[], bytes]] = field(default_factory=dict)

    @property
    def parts(self) -> list[Part]:
        return [line.part for line in self.lines if line.part]

    @property
    def left_out(self) -> list[str]:
        return [f"{line.name} ({line.remark})" for line in self.lines if line.remark]

    def leave_out(self, part: Part, remark: str) -> None:
        [line] = [line for line in self.lines if line.part is part]
        line.part, line.remark = None, remark

    def number(self, begin: int) -> None:
        """Pages count from 1; our own come before `begin`."""
        for line in self.lines:
            if line.part:
                line.page, begin = begin, begin + line.part.count

    def bookmarks(self) -> Iterator[tuple[int, str, int]]:
        """Level, title and page from 0. An item without a sheet leads to its first paper, or else to the contents."""
        for place, line in enumerate(self.lines):
            page = line.page
            for below in self.lines[place + 1 :]:
                if page or below.level <= line.level:
                    break
                page = below.page
            if page or not line.level:
                yield line.level, line.name, max(page - 1, 0)

    def shown(self) -> list[dict[str, Any]]:
        keys = ("label", "title", "level", "page", "remark")
        return [{key: getattr(line, key) for key in keys} for line in self.lines]


@dataclass(frozen=True)
class Assembled:
    path: Path
    pages: int
    left_out: list[str]


def assemble(binder: Binder, entries: list[Entry], folder: Path, *, step: Step) -> Assembled:
    """`step` is called at every paper and every item. Raises `limited.Broken` and `typesetting.NotTypeset`."""
    with ExitStack() as open_files:
        plan = planned(entries, binder.asked_by, folder, open_files, step=step)
        try:
            path, count = bound(binder, plan, folder)
        except limited.Broken:
            _leave_out_what_breaks(plan, folder, step=step)
            path, count = bound(binder, plan, folder)
    return Assembled(path, count, plan.left_out)


def planned(entries: list[Entry], reader: User, folder: Path, open_files: ExitStack, *, step: Step) -> Plan:
    plan = Plan()
    for entry in entries:
        step()
        label = f"{_('Item')} {entry.item.label}"
        line = Line(label, entry.item.title, 0, f"{label} {entry.item.title}")
        plan.lines.append(line)
        if entry.has_text:
            line.part = Part(folder / f"item-{entry.item.pk}.pdf", entry.item.confidential)
            plan.sheets[line.part.path] = partial(pages.sheet, entry)
        if entry.own:
            part = Part(folder / f"own-{entry.item.pk}.pdf", entry.own.confidential)
            plan.lines.append(Line("", entry.own.title, 1, f"{label} {entry.own.title}", part))
            plan.sheets[part.path] = partial(entry.own.pdf, reader)
        for paper in entry.papers:
            step()
            plan.lines.append(_of_paper(label, paper, folder, open_files))
    return plan


def _of_paper(item: str, paper: Enclosed, folder: Path, open_files: ExitStack) -> Line:
    line = Line(paper.label, paper.title, 1, f"{item} {paper.label}: {paper.title}")
    try:
        path = None if paper.withheld else _as_pdf(paper, folder, open_files)
        if path is None:
            line.remark = _("as a file of its own")
        else:
            line.part = Part(path, paper.confidential)
    except FileNotFoundError:
        line.remark = _("missing in the storage")
    except limited.Broken:
        line.remark = _("could not be converted, as a file of its own")
    return line


def _as_pdf(paper: Enclosed, folder: Path, open_files: ExitStack) -> Path | None:
    """Where the paper lies as a PDF; None for what is none and cannot be made one here."""
    version = paper.version
    extension = version.extension.lower().removeprefix(".")
    if extension == "pdf":
        return open_files.enter_context(on_disk(version.content))
    if kind_of(version.mime, extension) == FileKind.PICTURE:
        path = folder / f"picture-{version.pk}.pdf"
        with asking.drawn(version.content, "picture") as found:
            path.write_bytes(pages.picture(paper.title, (found.folder / "1.webp").read_bytes()))
        return path
    if extension in asking.OFFICE and office.is_installed():
        own = folder / f"office-{version.pk}"
        own.mkdir(exist_ok=True)
        return office.to_pdf(open_files.enter_context(on_disk(version.content)), own, seconds=SECONDS)
    return None


def bound(binder: Binder, plan: Plan, folder: Path) -> tuple[Path, int]:
    """Where the binder lies, and how many pages it has. Our own pages are set while the child process starts and while
    it gathers; the cover twice, for its contents name pages that lie behind it, however long it is.
    """
    asked: dict[str, Any] | None = None
    with ThreadPoolExecutor(1) as threads:
        child = threads.submit(limited.python, "meetings.binders.joining", str(folder), seconds=SECONDS)
        try:
            for path, made in plan.sheets.items():
                path.write_bytes(made())
            _gather(plan.parts, folder)
            cover = Part(folder / "cover.pdf", confidential=False)
            _set_cover(cover, binder, plan)
            _take_counts(plan, _counts(folder, child))
            plan.number(cover.count + 1)
            _set_cover(cover, binder, plan)
            asked = _order(binder, cover, plan, folder)
        finally:
            joining.hand_over(folder, "join.json", asked)
            if not (folder / "gather.json").exists():
                _gather([], folder)  # or else the child would wait
        return folder / "binder.pdf", json.loads(child.result())


def _set_cover(cover: Part, binder: Binder, plan: Plan) -> None:
    secret = any(part.confidential for part in plan.parts)
    cover.path.write_bytes(pages.cover(binder, plan.shown(), confidential=secret))
    cover.count = pages.count(cover.path)


def _gather(parts: list[Part], folder: Path) -> None:
    paths = [str(part.path) for part in parts]
    joining.hand_over(folder, "gather.json", {"paths": paths, "most_pages": joining.MOST_PAGES})


def _leave_out_what_breaks(plan: Plan, folder: Path, *, step: Step) -> None:
    """Some paper ended the child process (by taking all its memory): each is looked at in one of its own."""
    for part in plan.parts:
        step()
        _gather([part], folder)
        joining.hand_over(folder, "join.json", None)
        try:
            limited.python("meetings.binders.joining", str(folder), seconds=SECONDS // 2)
        except limited.Broken:
            plan.leave_out(part, _("cannot be joined, as a file of its own"))
    for name in ("gather.json", "counts.json", "join.json"):
        (folder / name).unlink(missing_ok=True)


def _counts(folder: Path, child: Future[bytes]) -> list[int | str]:
    while not (folder / "counts.json").exists():
        if child.done():
            child.result()  # says why it ended
            raise limited.Broken("nothing was gathered")
        time.sleep(0.002)
    return joining.wait_for(folder, "counts.json")


def _take_counts(plan: Plan, counts: list[int | str]) -> None:
    """How many pages each part has; what cannot be joined is taken out and named in the contents."""
    words = {
        "password": _("protected by a password"),
        "broken": _("damaged"),
        "odd": _("cannot be joined, as a file of its own"),
        "long": _("too many pages, as a file of its own"),
    }
    for part, found in zip(plan.parts, counts, strict=True):
        if isinstance(found, int) and found:
            part.count = found
        else:
            plan.leave_out(part, words.get(str(found), words["broken"]))


def _order(binder: Binder, cover: Part, plan: Plan, folder: Path) -> dict[str, Any]:
    """What the child process is to join, and the numbers it puts on the pages."""
    of_pages = [part for part in [cover, *plan.parts] for _page in range(part.count)]
    texts = [_stamp(number, confidential=part.confidential) for number, part in enumerate(of_pages, start=1)]
    stamps = folder / "stamps.pdf"
    stamps.write_bytes(pages.stamps(texts))
    ours = network()
    title = pages.title_of(binder.meeting)
    return {
        "first": str(cover.path),
        "bookmarks": [(0, title, 0), *plan.bookmarks()],
        "stamps": str(stamps),
        "language": translation.get_language(),
        "title": title,
        "author": ours.name if ours else "",
        "out": str(folder / "binder.pdf"),
    }


def _stamp(number: int, *, confidential: bool) -> str:
    page = _("Binder p. %(number)d") % {"number": number}
    return f"{_('confidential')} · {page}" if confidential else page
