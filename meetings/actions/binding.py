"""A binder is asked for, built by the worker with progress, and kept until the next edition is ready."""

import datetime as dt
import json
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from documents import limited
from documents.extraction.asking import on_disk
from documents.models import DocumentVersion
from documents.previews import office
from documents.previews.asking import OFFICE
from kog import claiming, history, typesetting
from kog.models import User
from kog.queries import network
from meetings.actions.locking import lock_meeting
from meetings.binders import contents, joining, pages
from meetings.binders.contents import Enclosed, Entry
from meetings.models import Binder, Meeting

LEASE = dt.timedelta(minutes=10)
SECONDS = 120


@transaction.atomic
def ask_for(meeting: Meeting, *, by: User) -> Binder:
    """The binder of what this person reads today, built once for all who read the same. One that failed or whose file
    is lost is built anew, by the rights of whoever asks now.
    """
    meeting = lock_meeting(meeting)
    entries = contents.contents_of(meeting, by)
    readers = contents.readers_of(meeting, by)
    key = contents.key_of(meeting, entries, by.locale)
    same_readers = Binder.objects.filter(meeting=meeting, readers=readers)
    known = same_readers.filter(key=key).first()
    if known:
        if known.is_given_up or known.is_lost:
            again = Binder.objects.filter(pk=known.pk)
            again.update(asked_by=by, asked_at=timezone.now(), ready_at=None, file="", done=0, total=0)
            claiming.ask_again(again)
            known.refresh_from_db()
        return known
    before = same_readers.order_by("-edition").first()
    now = contents.listed(entries)
    binder = Binder.objects.create(
        meeting=meeting,
        readers=readers,
        key=key,
        edition=before.edition + 1 if before else 1,
        asked_by=by,
        contents=now,
        news=contents.news(before.contents, now) if before else [],
    )
    history.record(meeting, "binder_asked_for", by=by, edition=binder.edition)
    return binder


def build_next() -> int:
    """Build the binder that waits longest; 0 when none waits."""
    binder = claiming.claim(Binder.objects.select_related("meeting__committee", "asked_by"), lease=LEASE)
    if binder is None:
        return 0
    try:
        with translation.override(binder.asked_by.locale), tempfile.TemporaryDirectory(prefix="kog-") as folder:
            _build(binder, Path(folder))
    except (typesetting.NotTypeset, limited.Broken, OSError) as error:
        claiming.fail(binder, f"{type(error).__name__}: {error}", most_attempts=3)
    return 1


@dataclass
class Part:
    """A PDF in the binder: with a bookmark, and confidential or not."""

    path: Path
    title: str
    level: int
    confidential: bool
    count: int = 0


@dataclass
class Plan:
    """What is joined, in order, and the lines of the contents; `remarks` say why a paper is not joined."""

    parts: list[Part] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    of_line: dict[int, Part] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def add_line(self, label: str, title: str, level: int, part: Part | None, remark: str = "") -> None:
        self.lines.append({"label": label, "title": title, "level": level, "page": 0, "remark": remark})
        if part:
            self.parts.append(part)
            self.of_line[len(self.lines) - 1] = part

    def leave_out(self, place: int, remark: str) -> None:
        part = self.of_line.pop(place)
        self.parts.remove(part)
        self.lines[place]["remark"] = remark
        self.left_out.append(f"{part.title} ({remark})")

    def number(self, begin: int) -> None:
        for place, line in enumerate(self.lines):
            if part := self.of_line.get(place):
                line["page"] = begin + sum(one.count for one in self.parts[: self.parts.index(part)])


def _build(binder: Binder, folder: Path) -> None:
    entries = contents.contents_of(binder.meeting, binder.asked_by)
    if contents.key_of(binder.meeting, entries, binder.asked_by.locale) != binder.key:
        claiming.fail(binder, _("The papers were changed meanwhile. Please ask for the binder again."), for_good=True)
        return
    steps = len(entries) + sum(len(entry.papers) for entry in entries) + 2
    with ExitStack() as open_files:
        plan, done = Plan(), 0
        for done, (entry, paper) in enumerate(_all(entries), start=1):
            _progress(binder, done, steps)
            if paper is None:
                _add_item(plan, entry, folder)
            else:
                _add_paper(plan, entry, paper, folder, open_files)
        try:
            content = bound(binder, plan, folder)
        except limited.Broken:
            _leave_out_what_breaks(binder, plan, folder)
            content = bound(binder, plan, folder)
        _progress(binder, done + 1, steps)
    _keep(binder, plan, content)


def _all(entries: list[Entry]) -> Iterator[tuple[Entry, Enclosed | None]]:
    for entry in entries:
        yield entry, None
        yield from ((entry, paper) for paper in entry.papers)


def _progress(binder: Binder, done: int, total: int) -> None:
    """Shown to those who wait; and keeps the claim on what takes long."""
    claiming.extend(binder, lease=LEASE)
    Binder.objects.filter(pk=binder.pk).update(done=done, total=total)


def _add_item(plan: Plan, entry: Entry, folder: Path) -> None:
    label, title = f"{_('Item')} {entry.item.label}", entry.item.title
    part = None
    if entry.has_text:
        path = folder / f"item-{entry.item.pk}.pdf"
        path.write_bytes(pages.sheet(entry))
        part = Part(path, f"{label} {title}", 0, entry.item.confidential)
    plan.add_line(label, title, 0, part)


def _add_paper(plan: Plan, entry: Entry, paper: Enclosed, folder: Path, open_files: ExitStack) -> None:
    name = f"{_('Item')} {entry.item.label} {paper.label}: {paper.title}"
    remark, part = "", None
    try:
        path = None if paper.infected else _as_pdf(paper.version, folder, open_files)
        if path is None:
            remark = _("as a file of its own")
        else:
            part = Part(path, name, 1, paper.confidential)
    except FileNotFoundError:
        remark = _("missing in the storage")
    except limited.Broken:
        remark = _("could not be converted, as a file of its own")
    plan.add_line(paper.label, paper.title, 1, part, remark)
    if remark:
        plan.left_out.append(f"{name} ({remark})")


def _as_pdf(version: DocumentVersion, folder: Path, open_files: ExitStack) -> Path | None:
    """Where the paper lies as a PDF; None for what is none and cannot be made one here."""
    extension = version.extension.lower().removeprefix(".")
    convertible = extension in OFFICE and office.is_installed()
    if extension != "pdf" and not convertible:
        return None
    path = open_files.enter_context(on_disk(version.content))
    if extension == "pdf":
        return path
    own = folder / f"office-{version.pk}"
    own.mkdir()
    return office.to_pdf(path, own, seconds=SECONDS)


def bound(binder: Binder, plan: Plan, folder: Path) -> Path:
    """The cover is set twice: its contents name pages that lie behind it, however long it is. The first time is while
    the child process starts and counts.
    """
    asked: dict[str, Any] | None = None
    with ThreadPoolExecutor(1) as threads:
        joining.hand_over(folder, "count.json", {"paths": [str(part.path) for part in plan.parts]})
        child = threads.submit(limited.python, "meetings.binders.joining", str(folder), seconds=SECONDS)
        try:
            cover = folder / "cover.pdf"
            secret = any(part.confidential for part in plan.parts)
            cover.write_bytes(pages.cover(binder, plan.lines, confidential=secret))
            _take_counts(plan, _counts(folder, child))
            first = Part(cover, pages.title_of(binder.meeting), 0, False, pages.count(cover))
            plan.number(first.count + 1)
            cover.write_bytes(pages.cover(binder, plan.lines, confidential=secret))
            asked = _order([first, *plan.parts], folder)
        finally:
            joining.hand_over(folder, "join.json", asked)
        binder.pages = json.loads(child.result())
    return folder / "binder.pdf"


def _leave_out_what_breaks(binder: Binder, plan: Plan, folder: Path) -> None:
    """Some paper ended the child process (by taking all its memory): each is looked at in one of its own."""
    for place, part in list(plan.of_line.items()):
        claiming.extend(binder, lease=LEASE)
        joining.hand_over(folder, "count.json", {"paths": [str(part.path)]})
        joining.hand_over(folder, "join.json", None)
        try:
            limited.python("meetings.binders.joining", str(folder), seconds=SECONDS // 2)
        except limited.Broken:
            plan.leave_out(place, _("cannot be joined, as a file of its own"))
    for name in ("counts.json", "join.json"):
        (folder / name).unlink(missing_ok=True)


def _counts(folder: Path, child: Future[bytes]) -> list[int | str]:
    while not (folder / "counts.json").exists():
        if child.done():
            child.result()  # says why it ended
            raise limited.Broken("nothing was counted")
        time.sleep(0.005)
    return joining.wait_for(folder, "counts.json")


def _take_counts(plan: Plan, counts: list[int | str]) -> None:
    """How many pages each part has; what cannot be joined is taken out and named in the contents."""
    words = {
        "password": _("protected by a password"),
        "broken": _("damaged"),
        "odd": _("cannot be joined, as a file of its own"),
        "long": _("too many pages, as a file of its own"),
    }
    left, gone = joining.MOST_PAGES, {}
    for place, part in list(plan.of_line.items()):
        found = counts[plan.parts.index(part)]
        if isinstance(found, int) and found > left:
            found = "long"
        if isinstance(found, int) and found:
            part.count = found
            left -= found
        else:
            gone[place] = words.get(str(found), words["broken"])
    for place, remark in gone.items():
        plan.leave_out(place, remark)


def _order(parts: list[Part], folder: Path) -> dict[str, Any]:
    """What the child process is to join, and the numbers it puts on the pages."""
    of_pages = [part for part in parts for _page in range(part.count)]
    texts = [_stamp(number, confidential=part.confidential) for number, part in enumerate(of_pages, start=1)]
    stamps = folder / "stamps.pdf"
    stamps.write_bytes(pages.stamps(texts))
    ours = network()
    return {
        "parts": [{"path": str(one.path), "title": one.title, "level": one.level} for one in parts],
        "stamps": str(stamps),
        "language": translation.get_language(),
        "title": parts[0].title,
        "author": ours.name if ours else "",
        "out": str(folder / "binder.pdf"),
    }


def _stamp(number: int, *, confidential: bool) -> str:
    page = _("Binder p. %(number)d") % {"number": number}
    return f"{_('confidential')} · {page}" if confidential else page


def _keep(binder: Binder, plan: Plan, content: Path) -> None:
    """The file, and the end of the ones before it."""
    with content.open("rb") as file:
        binder.file.save(binder.filename, File(file), save=False)
    facts = {"pages": binder.pages, "size": content.stat().st_size, "left_out": plan.left_out}
    with transaction.atomic():
        kept = claiming.finish(binder, file=binder.file.name, ready_at=timezone.now(), **facts)
    if not kept:
        binder.file.delete(save=False)
        return
    for old in Binder.objects.filter(meeting=binder.meeting_id, readers=binder.readers, edition__lt=binder.edition):
        old.delete()  # first the row: one without its file would be handed out
        if old.file:
            old.file.delete(save=False)
