"""Damaged files of every kind, made by chance from whole ones: each gets an answer that the database takes.

They are read and drawn by the code of the child processes, in one process beside this one: whatever kills it is noted,
as the worker notes it, and the next file finds a new one. `FUZZ=2000 pytest …` for more than the suite has time for.
"""

import io
import json
import multiprocessing
import os
import random
import tempfile
import zipfile
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from PIL import Image

from documents import limited
from documents.enums import Hazard, Unread
from documents.extraction import child
from documents.previews import child as drawing
from tests.factories import files

CASES = int(os.environ.get("FUZZ", "40"))
SECONDS = 60  # the clock of the child
MOST = 4 * 1024 * 1024


def picture(form: str) -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((40, 30)).convert("RGB").save(file, form)
    return file.getvalue()


WHOLE = {
    "pdf": files.pdf("eins", "zwei"),
    "PDF": files.scripted_pdf(),
    "docx": files.docx(),
    "pptx": files.pptx("eins", "zwei"),
    "xlsx": files.xlsx(),
    "odt": files.odf("text"),
    "odp": files.odf("presentation"),
    "rtf": files.RTF,
    "eml": files.MAIL,
    "html": f"<html><p>{files.WORDS}<script>x()</script></p></html>".encode(),
    "md": f"# {files.WORDS}\n".encode() * 20,
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 20,
    **{form: picture(form) for form in ("png", "jpeg", "gif", "webp", "tiff", "bmp")},
}


def damaged(chance: random.Random) -> tuple[str, bytes]:
    extension = chance.choice(list(WHOLE))
    data = WHOLE[extension]
    for _time in range(chance.randrange(1, 4)):
        data = chance.choice([truncated, flipped, doubled, without_a_part, other_inside, nested])(data[:MOST], chance)
    return chance.choice([extension, extension, *WHOLE]), data[:MOST]


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def flipped(data: bytes, chance: random.Random) -> bytes:
    broken = bytearray(data)
    for _byte in range(chance.randrange(1, 12) if data else 0):
        broken[chance.randrange(len(broken))] = chance.choice([0, 255, chance.randrange(256)])
    return bytes(broken)


def doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _end in range(2))
    return data[:end] + data[start:end] * chance.choice([1, 2, 200]) + data[end:]


def without_a_part(data: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(data) + 1) for _end in range(2))
    return data[:start] + data[end:]


def other_inside(data: bytes, chance: random.Random) -> bytes:
    """An intact archive of damaged parts: the outside alone would be refused at its checksum."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 -- damaged before
        return flipped(data, chance)
    if not parts:
        return data
    name = chance.choice(list(parts))
    parts[name] = chance.choice([truncated, flipped, doubled, without_a_part])(parts[name], chance)
    return _packed(parts)


def nested(data: bytes, chance: random.Random) -> bytes:
    name = chance.choice(["word/document.xml", "xl/sharedStrings.xml", "ppt/slides/slide1.xml", "content.xml", "a.zip"])
    return _packed({name: data, **({"[Content_Types].xml": b"<Types/>"} if chance.random() < 0.5 else {})})


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def answer(path: str) -> str:
    """In the process beside; as the two children would print it."""
    with tempfile.TemporaryDirectory() as folder:
        found = child.examine(Path(path), Path(path).suffix)
        if found["form"] in {"pdf", "picture"} and not found["problem"].startswith("locked"):
            try:
                found["drawn"] = drawing.draw(Path(path), Path(folder))
            except Exception as error:  # noqa: BLE001 -- the worker says that it cannot be drawn
                found["drawn"] = type(error).__name__
    return json.dumps(found)


class Beside:
    def __init__(self) -> None:
        self.deaths: list[int] = []
        self.start()

    def start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pool = ProcessPoolExecutor(1, mp_context=context, initializer=_limited)

    def ask(self, number: int, path: Path) -> str:
        try:
            return self.pool.submit(answer, str(path)).result(timeout=SECONDS)
        except BrokenProcessPool:
            self.deaths.append(number)
            self.start()
            return json.dumps({"form": "", "pages": [], "hazards": [], "problem": "broken"})


def _limited() -> None:
    limited.resource.setrlimit(limited.resource.RLIMIT_AS, (1536 * limited.MEGABYTE,) * 2)


def test_every_damaged_file_gets_an_answer_that_the_database_takes(tmp_path):
    beside = Beside()
    try:
        for number in range(CASES):
            extension, data = damaged(random.Random(number))
            path = tmp_path / f"{number}.{extension}"
            path.write_bytes(data)

            found = json.loads(beside.ask(number, path))

            told = (number, found["form"], found["problem"])
            assert found["problem"] in {"", *Unread.values}, told
            assert set(found["hazards"]) <= set(Hazard.values), told
            assert b"\0" not in "".join(found["pages"]).encode(), told  # and no half characters
            path.unlink()
    finally:
        beside.pool.shutdown(cancel_futures=True)
    assert len(beside.deaths) <= CASES // 100, beside.deaths
