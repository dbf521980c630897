"""Whatever lies in a file, there is an answer: its text, or why there is none."""

import os
import random
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from documents import limited
from documents.enums import Hazard, Unread
from documents.extraction import asking, child, texts
from documents.models import Content
from tests.factories import files


@pytest.fixture
def examined(tmp_path):
    """What the child would say, in this process: the limits have a test of their own."""

    def examine(name: str, content: bytes) -> dict:
        path = tmp_path / name
        path.write_bytes(content)
        return child.examine(path, path.suffix)

    return examine


WHOLE = {
    "a.pdf": files.pdf(),
    "a.docx": files.docx(),
    "a.pptx": files.pptx(),
    "a.xlsx": files.xlsx(),
    "a.odt": files.odf("text"),
    "a.odp": files.odf("presentation"),
    "a.rtf": files.RTF,
    "a.eml": files.MAIL,
    "a.md": f"# {files.WORDS}".encode(),
    "a.txt": files.WORDS.encode("cp1252"),
    "a.html": f"<p>{files.WORDS}</p>".encode(),
}


@pytest.mark.parametrize("name", WHOLE)
def test_the_text_of_every_kind_is_read_also_under_a_wrong_name(examined, name):
    found = examined(name, WHOLE[name])

    assert (files.WORDS in " ".join(found["pages"]), found["problem"]) == (True, "")
    if name not in {"a.md", "a.txt", "a.html", "a.eml"}:  # plain text has only its name
        assert files.WORDS in " ".join(examined("falsch.xyz", WHOLE[name])["pages"])


def test_pages_are_kept_apart_and_divided_words_grow_together(examined, tmp_path):
    assert examined("a.pdf", files.pdf("erste Seite", "", "Wohnraum-\nförderung"))["pages"] == [
        "erste Seite",
        "",
        "Wohnraumförderung",
    ]
    (tmp_path / "b").write_bytes(files.pptx("eins", "zwei"))
    assert [page.strip() for page in texts._packed(tmp_path / "b", "pptx")] == ["eins", "zwei"]


@pytest.mark.parametrize(
    ("name", "content", "hazards", "problem"),
    [
        ("skript.pdf", files.scripted_pdf(), [Hazard.ACTIVE], ""),
        ("zu.pdf", files.locked_pdf(), [Hazard.ENCRYPTED], Unread.LOCKED),
        ("nur gegen Drucken.pdf", files.locked_pdf(""), [Hazard.ENCRYPTED], ""),
        ("makro.docm", files.docx(word__vbaProject_DOT_bin=b"x"), [Hazard.MACROS], ""),
        (
            "zu.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            [Hazard.ENCRYPTED],
            "locked",
        ),
        ("bombe.docx", files.bomb(), [], Unread.TOO_LARGE),
        ("riesig.pdf", files.huge_page_pdf(), [], ""),
        ("bild.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", [], Unread.NO_TEXT),
        ("kaputt.zip", b"PK\x03\x04 und weiter nichts", [], Unread.BROKEN),
        ("kein.pdf", b"%PDF-1.7\nnichts davon ist eins", [], Unread.BROKEN),
        ("leer.docx", files.packed(word__x="", mimetype=""), [], Unread.NO_TEXT),
    ],
)
def test_hazards_and_reasons_are_told(examined, name, content, hazards, problem):
    found = examined(name, content)

    assert (found["hazards"], found["problem"]) == (hazards, problem)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt", "a.rtf", "a.eml"])
def test_truncated_and_scrambled_files_always_get_an_answer(examined, name):
    chance = random.Random(name)
    whole = WHOLE[name]
    for _attempt in range(12):
        broken = bytearray(whole[: chance.randrange(1, len(whole))])
        for _byte in range(chance.randrange(8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)

        found = examined(name, bytes(broken))

        assert found["problem"] in {"", *Unread.values}


def test_the_child_answers_with_limits_and_its_end_is_an_answer_too(settings, monkeypatch):
    content = Content(sha256="x", size=1)
    content.file.save("a.docx", ContentFile(files.docx()), save=False)

    assert files.WORDS in asking.examine(content).pages[0]
    settings.DRIVE_READING_SECONDS = 1
    sleeping = ["-c", "import time; time.sleep(30)"]
    monkeypatch.setattr(limited, "python", lambda *_a, **limits: _run(sleeping, **limits))
    assert asking.examine(content).problem == Unread.TOO_LONG
    greedy = ["-c", "x = bytearray(10**9); print(len(x))"]
    monkeypatch.setattr(limited, "python", lambda *_a, **_limits: _run(greedy, seconds=120, megabytes=200))
    assert asking.examine(content).problem == Unread.BROKEN


def _run(arguments: list[str], *, seconds: int, megabytes: int = 500) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return limited.program(sys.executable, *arguments, folder=Path(folder), seconds=seconds, megabytes=megabytes)


def test_the_child_reaches_nobody():
    alone = ["unshare", "--net", "--map-root-user", "true"]
    if subprocess.run(alone, check=False, stderr=subprocess.DEVNULL).returncode:
        pytest.skip("this system lets nobody leave the network")
    with socket.create_server(("127.0.0.1", 0)) as server:
        connect = f"import socket; socket.create_connection({server.getsockname()!r}, 2)"
        subprocess.run([sys.executable, "-c", connect], check=True)

        with pytest.raises(limited.Broken):
            _run(["-c", connect], seconds=10)
        assert int(_run(["-c", "import os; print(os.getuid())"], seconds=10)) == os.getuid()
