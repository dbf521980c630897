"""What a binder of 200 pages costs beside the least that could be done: `.venv/bin/python bench/binder.py`.

The least is typst for our own pages and pikepdf joining with tags, in one process. Ours counts and joins the files of
strangers in a child process with limits. Every round has other words, for typst remembers what it has set. Part of
`make bench`; no database is needed.
"""

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import django
import typst

ROOT = Path(__file__).resolve().parent.parent
os.environ["DJANGO_SETTINGS_MODULE"] = "kog.settings.test"
sys.path.insert(0, str(ROOT))
django.setup()

from kog import typesetting  # noqa: E402 -- Django is set up first
from kog.models import Committee  # noqa: E402 -- the same
from meetings.binders import assembling, joining, pages  # noqa: E402 -- the same
from meetings.binders.assembling import Line, Part, Plan  # noqa: E402 -- the same
from meetings.binders.contents import Entry  # noqa: E402 -- the same
from meetings.models import AgendaItem, Binder, Meeting, Paper  # noqa: E402 -- the same

PAPERS, PAGES, ROUNDS = 20, 10, 5
MOST = 1.3


def papers(folder: Path) -> list[Path]:
    """Tagged PDFs, as a word processor makes them."""
    found = []
    for number in range(PAPERS):
        source = folder / f"paper-{number}.typ"
        source.write_text(
            f'#set document(title: "Vorlage {number}")\n#set text(lang: "de")\n= Vorlage {number}\n'
            + "\n#pagebreak()\n".join(
                "#lorem(350)\n\n#table(columns: 3, [a], [b], [c], [d], [e], [f])" for _ in range(PAGES)
            )
        )
        path = folder / f"paper-{number}.pdf"
        path.write_bytes(typst.compile(source, format="pdf"))
        found.append(path)
    return found


def least(binder: Binder, plan: Plan, folder: Path) -> None:
    for path, made in plan.sheets.items():
        path.write_bytes(made())
    cover = folder / "own.pdf"
    cover.write_bytes(pages.cover(binder, plan.shown(), confidential=False))
    gathering = joining.Gathering()
    found = [gathering.take(str(part.path)) for part in plan.parts]
    count = sum(number for number in found if isinstance(number, int)) + pages.count(cover)
    (folder / "numbers.pdf").write_bytes(pages.stamps([f"S. {number} {binder.edition}" for number in range(count)]))
    facts = {"language": "de", "title": "x", "author": "", "stamps": str(folder / "numbers.pdf")}
    marks = [(0, line.title, 0) for line in plan.lines]
    gathering.join({"first": str(cover), "bookmarks": marks, **facts, "out": str(folder / "least.pdf")})


def planned(found: list[Path], folder: Path, turn: str) -> Plan:
    """An item with a sheet of text and one paper, for each of the papers."""
    plan = Plan()
    for number, path in enumerate(found, 1):
        item = AgendaItem(pk=number, title=f"Vorlage {number} {turn}", text_html="<p>Zur Lage.</p>" * 5, standing="x")
        item.label, item.level, item.late_since = str(number), 0, None
        item._prefetched_objects_cache = {"papers": Paper.objects.none()}  # noqa: SLF001 -- as if they had been fetched
        sheet = Part(folder / f"item-{number}.pdf", confidential=False)
        plan.sheets[sheet.path] = partial(pages.sheet, Entry(item))
        plan.lines.append(Line(f"TOP {number}", item.title, 0, item.title, sheet))
        plan.lines.append(Line("Anlage 1", path.stem, 1, path.stem, Part(path, confidential=False)))
    return plan


def main() -> None:
    typesetting.network = assembling.network = lambda: None
    meeting = Meeting(committee=Committee(name="Gremium"), designation="KOG 1", slug="kog-1", date=dt.date(2026, 6, 8))
    binder = Binder(meeting=meeting, edition=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = papers(folder)

        def bare() -> None:
            least(binder, planned(found, folder, f"{binder.edition}a"), folder)

        def ours() -> None:
            with tempfile.TemporaryDirectory() as own:
                place = Path(own)
                sizes.append(assembling.bound(binder, planned(found, place, f"{binder.edition}b"), place)[1])

        sizes: list[int] = []
        times: dict[str, list[float]] = {"least": [], "ours": []}
        for number in range(ROUNDS + 1):
            binder.edition = number + 1
            for kind, act in (("least", bare), ("ours", ours)):
                begin = time.perf_counter()
                act()
                if number:  # the first round looks for the fonts
                    times[kind].append(time.perf_counter() - begin)
        best = {kind: min(values) for kind, values in times.items()}
        middle = {kind: statistics.median(values) for kind, values in times.items()}
    ratio = best["ours"] / best["least"]
    print(f"binder of {sizes[0]} pages: {best['ours']:.2f} s, the least {best['least']:.2f} s, ratio {ratio:.2f}")
    print(f"medians {middle['ours']:.2f} s and {middle['least']:.2f} s")
    if ratio > MOST:
        sys.exit(f"more than {MOST} times")


if __name__ == "__main__":
    main()
