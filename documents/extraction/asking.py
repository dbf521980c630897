"""From stored bytes to what they say: the file is laid where a child process can open it, and the child is asked."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from documents import limited, naming
from documents.enums import Unread
from documents.models import Content


@dataclass(frozen=True)
class Findings:
    form: str = ""  # a word of formats.py
    pages: list[str] = field(default_factory=list)
    hazards: list[str] = field(default_factory=list)
    problem: str = ""


def examine(content: Content) -> Findings:
    """Text and hazards of a file; whatever it does, it is answered. FileNotFoundError when its bytes are missing."""
    extension = naming.split(content.file.name)[1]
    with on_disk(content) as path:
        try:
            printed = limited.python(
                "documents.extraction.child", str(path), extension, seconds=settings.DRIVE_READING_SECONDS
            )
            return Findings(**json.loads(printed))
        except limited.TookTooLong:
            return Findings(problem=Unread.TOO_LONG)
        except (limited.Broken, ValueError):
            return Findings(problem=Unread.BROKEN)


@contextmanager
def on_disk(content: Content) -> Iterator[Path]:
    """Where the bytes lie; a storage that is no folder has them copied for a while."""
    if (path := _own_path(content)) is not None:
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="kog-", suffix=naming.split(content.file.name)[1]) as copy:
        with content.file.storage.open(content.file.name, "rb") as file:
            shutil.copyfileobj(file, copy)
        copy.flush()
        yield Path(copy.name)


def _own_path(content: Content) -> Path | None:
    try:
        path = Path(content.file.path)
    except NotImplementedError:  # an object storage
        return None
    return path if path.exists() else None
