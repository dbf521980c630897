"""Bytes of a PUT on their way in: onto the disk in pieces, whatever their number."""

import tempfile
from collections.abc import Iterable

from django.conf import settings
from django.core.files import File
from wsgidav.dav_error import HTTP_BAD_REQUEST, DAVError

HTTP_TOO_LARGE = 413


class Incoming:
    """A file to write to that knows how much was announced; refused are too much, and less than announced."""

    def __init__(self, announced: int | None) -> None:
        if announced is not None and announced > settings.DRIVE_MAX_UPLOAD:
            raise DAVError(HTTP_TOO_LARGE)
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
