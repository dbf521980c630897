"""ClamAV, where an installation has one (`CLAMD_URL`): asked once for all bytes that come into the drive."""

from urllib.parse import urlsplit

import clamd
from django.conf import settings

from documents.models import Content


class ScannerAway(Exception):
    """Nobody answers, or answers nonsense: the file is asked about again later."""


def infection_of(content: Content) -> str:
    """What the scanner calls the thing it found; empty for a clean file, or without a scanner."""
    if not settings.CLAMD_URL:
        return ""
    try:
        with content.file.storage.open(content.file.name, "rb") as file:
            verdict, name = _scanner().instream(file)["stream"]
    except (clamd.ClamdError, OSError, KeyError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise ScannerAway(str(error) or type(error).__name__)
    if verdict == "ERROR":
        raise ScannerAway(name)
    return name or verdict if verdict == "FOUND" else ""


def _scanner() -> clamd.ClamdNetworkSocket:
    address = urlsplit(settings.CLAMD_URL)
    if address.scheme == "unix":
        return clamd.ClamdUnixSocket(address.path, timeout=120)
    return clamd.ClamdNetworkSocket(address.hostname or "localhost", address.port or 3310, timeout=120)
