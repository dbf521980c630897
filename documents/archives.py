"""An old network drive, read from outside: which files lie where, and from when each is."""

import datetime as dt
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

# What systems leave behind; nobody wrote it.
JUNK = re.compile(r"^(\.|~\$|~WRL|Thumbs\.db$|desktop\.ini$|ehthumbs)|\.(tmp|lnk)$", re.IGNORECASE)
EARLIEST = dt.date(1980, 1, 1)
NAMED = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_. ]?(?P<m>0[1-9]|1[0-2])[-_. ]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(
        r"(?<!\d)(?P<d>0?[1-9]|[12]\d|3[01])[-_. ]{1,2}(?P<m>0?[1-9]|1[0-2])[-_. ]{1,2}(?P<y>(?:19|20)\d\d)(?!\d)"
    ),
)
IN_PDF = re.compile(rb"/(?:ModDate|CreationDate)\s*\(D:(\d{4})(\d\d)(\d\d)")
IN_OFFICE = re.compile(rb"<(?:dcterms:modified|dc:date|meta:creation-date)[^>]*>(\d{4})-(\d\d)-(\d\d)")
METADATA = ("docProps/core.xml", "meta.xml")
LOOKED_AT = 1024 * 1024


@dataclass(frozen=True)
class Found:
    path: Path
    steps: tuple[str, ...]

    @property
    def name(self) -> str:
        """As text in any case: old drives hold names in alphabets nobody knows any more."""
        return shown("/".join([*self.steps, self.path.name]))


def shown(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "replace")


def files_in(root: Path, problem: "list[tuple[str, OSError]]") -> Iterator[Found]:
    """Every file, folder by folder in the order of the names; what cannot be opened is noted. Links lead nowhere."""
    for folder, below, names in os.walk(root, onerror=lambda error: problem.append((str(error.filename), error))):
        below[:] = sorted(name for name in below if not JUNK.search(name))
        steps = Path(folder).relative_to(root).parts
        for name in sorted(names):
            path = Path(folder, name)
            if not JUNK.search(name) and not path.is_symlink():
                yield Found(path, steps)


def moment_of(found: Found) -> dt.datetime:
    """From when a file is: its name says it best, then what the program that wrote it noted, then the disk."""
    day = _named(found.path.name) or _noted(found.path)
    if day is None:
        return dt.datetime.fromtimestamp(found.path.stat().st_mtime, tz=dt.UTC)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def _named(name: str) -> dt.date | None:
    for pattern in NAMED:
        if match := pattern.search(name):
            return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    return None


def _noted(path: Path) -> dt.date | None:
    """Looked for as text: no program that reads the file for good is needed, so none can be led astray by it."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                part = next((name for name in METADATA if name in archive.namelist()), None)
                match = IN_OFFICE.search(archive.open(part).read(LOOKED_AT)) if part else None
        else:
            with path.open("rb") as file:
                start = file.read(LOOKED_AT)
                file.seek(max(path.stat().st_size - LOOKED_AT, 0))
                match = IN_PDF.search(start + file.read(LOOKED_AT)) if start.startswith(b"%PDF") else None
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None
    return _day(*map(int, match.groups())) if match else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= timezone.localdate() else None
