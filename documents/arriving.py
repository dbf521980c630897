"""The bytes of uploads that are not complete yet, each in a file of its own. How long it is says how much arrived.

So there is nothing to agree with a row: whatever a process wrote before it was killed counts, and the browser goes on
from there. One request at a time writes; a second one is told to come back.
"""

import datetime as dt
import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.http import UnreadablePostError

from documents.models import Upload

PIECE = 256 * 1024
KEPT = dt.timedelta(days=3)


class Busy(Exception):
    """Another request is writing, most likely one whose connection broke a moment ago."""


class OtherOffset(Exception):
    """The sender believes another number of bytes to be here."""


class NoRoom(Exception):
    """The disk is full, or nearly: what arrived stays, and the rest may come later."""


class Sender(Protocol):
    def read(self, size: int) -> bytes: ...


def path_of(upload: Upload) -> Path:
    return settings.DRIVE_ARRIVING / upload.token


def received(upload: Upload) -> int:
    try:
        return path_of(upload).stat().st_size
    except FileNotFoundError:
        return 0


def append(upload: Upload, sender: Sender, *, offset: int) -> int:
    """Write what comes, in pieces, until it ends or breaks off; what arrived stays. Returns how much is here now."""
    with _alone(upload) as file:
        if file.tell() != offset:
            raise OtherOffset
        left = upload.size - offset
        try:
            while left > 0 and (piece := sender.read(min(PIECE, left))):
                file.write(piece)
                left -= len(piece)
                if not has_room(left):
                    raise NoRoom
        except (UnreadablePostError, OSError):
            pass  # the connection is gone; whoever comes back asks how much is here
        return file.tell()


def forget(upload: Upload) -> None:
    path_of(upload).unlink(missing_ok=True)


def has_room(size: int) -> bool:
    """Twice, because a complete file is copied into the drive; and the database needs room, too."""
    settings.DRIVE_ARRIVING.mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(settings.DRIVE_ARRIVING).free > 2 * size + 500 * 1024 * 1024


@contextmanager
def _alone(upload: Upload) -> Iterator[BinaryIO]:
    path_of(upload).parent.mkdir(parents=True, exist_ok=True)
    with path_of(upload).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy
        yield file
