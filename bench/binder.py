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
from pathlib import Path

import django
import typst

ROOT = Path(__file__).resolve().parent.parent
os.environ["DJANGO_SETTINGS_MODULE"] = "kog.settings.test"
sys.path.insert(0, str(ROOT))
django.setup()

from kog import typesetting  # noqa: E402 -- Django is set up first
from kog.models import Committee  # noqa: E402 -- the same
from meetings.actions import binding  # noqa: E402 -- the same
from meetings.actions.binding import Part, Plan  # noqa: E402 -- the same
from meetings.binders import joining, pages  # noqa: E402 -- the same
from meetings.models import Binder, Meeting  # noqa: E402 -- the same

PAPERS, PAGES, ROUNDS = 20, 10, 5
# The child process that opens the files of strangers takes its time to start, however long the binder is.
MOST, START = 1.3, 0.25


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
    (folder / "own.pdf").write_bytes(pages.cover(binder, plan.lines, confidential=False))
    (folder / "numbers.pdf").write_bytes(
        pages.stamps([f"S. {number} {binder.edition}" for number in range(PAPERS * PAGES + 1)])
    )
    parts = [
        {"path": str(path), "title": "x", "level": 0}
        for path in [folder / "own.pdf", *(one.path for one in plan.parts)]
    ]
    facts = {"language": "de", "title": "x", "author": "", "stamps": str(folder / "numbers.pdf")}
    joining.join({"parts": parts, **facts, "out": str(folder / "least.pdf")})


def planned(found: list[Path]) -> Plan:
    plan = Plan()
    for number, path in enumerate(found):
        plan.add_line(f"TOP {number}", path.stem, 0, Part(path, path.stem, 0, confidential=False))
    return plan


def main() -> None:
    typesetting.network = binding.network = lambda: None
    meeting = Meeting(committee=Committee(name="Gremium"), designation="KOG 1", slug="kog-1", date=dt.date(2026, 6, 8))
    binder = Binder(meeting=meeting, edition=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = papers(folder)

        def ours() -> None:
            with tempfile.TemporaryDirectory() as own:
                binding.bound(binder, planned(found), Path(own))

        times: dict[str, list[float]] = {"least": [], "ours": []}
        for number in range(ROUNDS + 1):
            binder.edition = number + 1
            for kind, act in (("least", lambda: least(binder, planned(found), folder)), ("ours", ours)):
                binder.news = [kind]
                begin = time.perf_counter()
                act()
                if number:  # the first round looks for the fonts
                    times[kind].append(time.perf_counter() - begin)
        best = {kind: min(values) for kind, values in times.items()}
        middle = {kind: statistics.median(values) for kind, values in times.items()}
    ratio = best["ours"] / best["least"]
    print(f"binder of {binder.pages} pages: {best['ours']:.2f} s, the least {best['least']:.2f} s, ratio {ratio:.2f}")
    print(f"medians {middle['ours']:.2f} s and {middle['least']:.2f} s")
    if best["ours"] > MOST * best["least"] + START:
        sys.exit(f"more than {MOST} times and {START} s")


if __name__ == "__main__":
    main()
