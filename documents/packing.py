"""Several files as one ZIP, written while it is sent: nothing of it lies in memory or on the disk.

What is packed was asked for with the rights of the person; malware stays where it is. Names are those of the drive, in
its order, made safe for every system.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from zipstream import ZipStream

from documents import naming
from documents.models import Document, DocumentVersion

PIECE = 256 * 1024
LONGEST_PATH = 240  # what Windows unpacks


@dataclass(frozen=True)
class Packed:
    """One file, the names of the folders in which it lies in the ZIP, and its name there when it has another one."""

    file: Document | DocumentVersion
    steps: tuple[str, ...] = ()
    name: str = ""


def response(files: Iterable[Packed], name: str) -> StreamingHttpResponse:
    """The ZIP, with its size told before the first byte, so that the browser shows how long it takes."""
    archive = ZipStream(sized=True)
    taken: set[str] = set()
    missing = []
    for one in files:
        stored = one.file.file.name
        if default_storage.exists(stored):
            path = _free(one, taken)
            archive.add(_pieces(stored), path, size=default_storage.size(stored))
        else:
            missing.append(one.file.filename)
    if missing:
        archive.add("\r\n".join(missing), _("Missing in the storage") + ".txt")
    answer = StreamingHttpResponse(archive, content_type="application/zip")
    answer["Content-Length"] = len(archive)
    answer["Content-Disposition"] = content_disposition_header(True, naming.filename(name, ".zip")) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _pieces(stored: str) -> Iterator[bytes]:
    with default_storage.open(stored, "rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _free(one: Packed, taken: set[str]) -> str:
    """Two names that differ on the drive can be one name on a disk."""
    stem, extension = naming.split(one.name or one.file.filename)
    folders = [naming.filename(step, "") for step in one.steps]
    room = max(LONGEST_PATH - sum(len(step) + 1 for step in folders) - len(extension) - 6, 20)
    number, numbered = 1, stem[:room]
    while (path := "/".join([*folders, numbered + extension])).casefold() in taken:
        number += 1
        numbered = f"{stem[:room]} ({number})"
    taken.add(path.casefold())
    return path
