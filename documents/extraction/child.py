"""`python -m documents.extraction.child PATH EXTENSION`: says in JSON what a file holds. Run with limits."""

import json
import sys
from pathlib import Path

import pikepdf

from documents.extraction import formats, hazards, texts


def examine(path: Path, extension: str) -> dict[str, object]:
    """`problem` is a word of `documents.enums.Unread`, or empty; the hazards are told also of what has no text."""
    found: set[str] = set()
    form = ""
    try:
        form = formats.format_of(path, extension)
        found = hazards.hazards_of(path, form)
        if form in {"", "zip", "picture"}:
            return _answer(form, found, problem="no_text")
        if hazards.ENCRYPTED in found and not _opens(path, form):
            return _answer(form, found, problem="locked")
        return _answer(form, found, pages=texts.cut(texts.pages_of(path, form)))
    except formats.Locked:
        return _answer(form, found | {hazards.ENCRYPTED}, problem="locked")
    except formats.TooLarge:
        return _answer(form, found, problem="too_large")
    except MemoryError:
        return _answer(form, found, problem="too_large")
    except Exception:  # noqa: BLE001 -- any file may break any reader; that is what this process is for
        return _answer(form, found, problem="broken")


def _opens(path: Path, form: str) -> bool:
    """Many a PDF is encrypted with an empty password, only to forbid printing."""
    if form != "pdf":
        return False
    try:
        pikepdf.open(path).close()
    except pikepdf.PasswordError:
        return False
    return True


def _answer(form: str, found: set[str], *, pages: list[str] | None = None, problem: str = "") -> dict[str, object]:
    return {"form": form, "pages": pages or [], "hazards": sorted(found), "problem": problem}


if __name__ == "__main__":
    json.dump(examine(Path(sys.argv[1]), sys.argv[2]), sys.stdout)
