"""The papers of a meeting as single files, in the order of the agenda: `04_TOP-5_Anlage-2_Konzept.pdf`."""

import re
from collections.abc import Iterator

from documents.packing import Packed
from meetings.binders.contents import Entry

GAP = re.compile(r"[^\w.-]+")


def files(entries: list[Entry]) -> Iterator[Packed]:
    papers = [(entry, paper) for entry in entries for paper in entry.papers if not paper.withheld]
    for number, (entry, paper) in enumerate(papers, start=1):
        parts = (f"{number:02}", f"TOP-{entry.item.label}", paper.label, paper.title)
        stem = "_".join(GAP.sub("-", part).strip("-") for part in parts)
        yield Packed(paper.version, name=f"{stem}{paper.version.extension.lower()}")
