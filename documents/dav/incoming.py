"""Bytes of a PUT on their way in: onto the disk in pieces, whatever their number."""

import tempfile
from collections.abc import Iterable

from django.conf import settings
from django.core.files import File
from wsgidav.dav_error import HTTP_BAD_REQUEST, DAVError

from documents import arriving

HTTP_TOO_LARGE, HTTP_NO_ROOM = 413, 507
LOOK_EVERY = 16 * 1024 * 1024


class Incoming:
    """A file to write to that knows how much was announced; refused are too much, and less than announced."""

    def __init__(self, announced: int | None) -> None:
        if announced is not None and announced > settings.DRIVE_MAX_UPLOAD:
            raise DAVError(HTTP_TOO_LARGE)
        _ask_for_room(announced or 0)
        self.announced = announced
        self.size = 0
        # On the disk of the drive, where there is room for what is to lie there.
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        self.file = tempfile.TemporaryFile(dir=settings.MEDIA_ROOT)  # noqa: SIM115 -- closed in `done`

    def writelines(self, pieces: Iterable[bytes]) -> None:
        for piece in pieces:
            self.size += len(piece)
            if self.size > settings.DRIVE_MAX_UPLOAD:
                raise DAVError(HTTP_TOO_LARGE)
            if self.size // LOOK_EVERY != (self.size - len(piece)) // LOOK_EVERY:
                _ask_for_room(0)  # others fill the disk meanwhile
            self.file.write(piece)

    def close(self) -> None:
        """Called by WsgiDAV when the body ends: a connection that broke is no end."""
        if self.announced is not None and self.size != self.announced:
            raise DAVError(HTTP_BAD_REQUEST, "The connection broke before the file was complete.")

    def as_upload(self, name: str) -> File:
        self.file.seek(0)
        upload = File(self.file, name=name)
        upload.size = self.size
        return upload

    def head(self, limit: int) -> bytes:
        self.file.seek(0)
        return self.file.read(limit)

    def done(self) -> None:
        self.file.close()


def _ask_for_room(size: int) -> None:
    if not arriving.has_room(size):
        raise DAVError(HTTP_NO_ROOM)
