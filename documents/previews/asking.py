"""From stored bytes to pictures in a folder, which the caller keeps."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from documents import limited
from documents.extraction.asking import on_disk
from documents.models import Content
from documents.previews import office

DRAWN = {"pdf", "picture"}
OFFICE = {"docx", "xlsx", "pptx", "odt", "ods", "odp", "doc", "xls", "ppt", "rtf"}


@dataclass(frozen=True)
class Drawn:
    folder: Path
    sizes: list[list[int]]
    page_count: int


def can_be_drawn(form: str) -> bool:
    return form in DRAWN or (form in OFFICE and office.is_installed())


@contextmanager
def drawn(content: Content, form: str) -> Iterator[Drawn]:
    """Raises `limited.Broken` for what cannot be drawn."""
    seconds = settings.DRIVE_DRAWING_SECONDS
    with tempfile.TemporaryDirectory(prefix="kog-") as folder, on_disk(content) as path:
        pictures = Path(folder, "pictures")
        pictures.mkdir()
        source = office.to_pdf(path, Path(folder), seconds=seconds) if form in OFFICE else path
        printed = limited.python("documents.previews.child", str(source), str(pictures), seconds=seconds)
        yield Drawn(pictures, **json.loads(printed))
