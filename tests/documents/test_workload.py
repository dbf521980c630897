"""Files of a standard work, written as rows, are what filing them would have made."""

import datetime as dt
from pathlib import Path

from documents.models import Content, Document
from documents.workload.loading import Drive
from kog.loading import Counts

FOLDERS = [
    {"id": "f0", "parent": None, "name": "Ablage", "readers": []},
    {"id": "f1", "parent": "f0", "name": "Gruppe", "readers": ["g0"]},
    {"id": "f2", "parent": "f1", "name": "2025", "readers": ["g0"]},
    {"id": "f3", "parent": "f0", "name": "Sammelordner", "readers": []},
]


def row(number: int, folder: str, **facts: object) -> dict:
    given = {
        "id": f"d{number:06}",
        "folder": folder,
        "title": "Plan",
        "filename": f"{number} Plan.txt",
        "mime": "text/plain",
        "created": "2025-03-04T10:00:00",
        "by": "p0",
        "confidential": True,
        "versions": 2,
        "text": "Wohnraum",
    }
    return given | facts


def test_rows_become_files_of_their_folders_once(network, group, secretary, tmp_path: Path):
    (tmp_path / "d000").mkdir()
    (tmp_path / "d000" / "d000002").write_bytes(b"echte Bytes")
    rows = [row(1, "f2"), row(2, "f2", text="echt"), row(3, "f3", versions=1)]
    for expected in (3, 0):
        counts = Counts()
        drive = Drive({"g0": group}, {"p0": secretary}, counts, tmp_path)
        drive.make_folders(FOLDERS)
        ids = drive.file(rows)
        assert (counts.created["files"], len(ids)) == (expected, 3)

    plan, real, common = (Document.objects.get(pk=ids[one["id"]]) for one in rows)
    assert (plan.folder.name, plan.folder.parent.committee, plan.confidential) == ("2025", group, True)
    assert (common.folder.name, common.confidential) == ("Sammelordner", False)
    assert plan.created_at.date() == dt.date(2025, 3, 4)
    assert [version.number for version in plan.versions.all()] == [2, 1]
    assert real.file.read() == b"echte Bytes"
    assert [content.reading.text for content in Content.objects.order_by("pk")] == ["Wohnraum", "echt"]
    assert (plan.filename, plan.sha256) == ("1 Plan.txt", common.sha256)
