"""ClamAV, where an installation has one (`CLAMD_URL`): asked once for all bytes that come into the drive."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

import clamd
from django.conf import settings
from django.utils.translation import gettext as _

from documents.models import Content, Reading

Answer = TypeVar("Answer")


class ScannerAway(Exception):
    """Nobody answers: the file is asked about again and again until somebody does."""


class CannotScan(Exception):
    """The scanner is there and will not take this file, most often because it is larger than its limit."""


def infection_of(content: Content) -> str:
    """What the scanner calls the thing it found; empty for a clean file, or without a scanner."""
    if not settings.CLAMD_URL:
        return ""
    try:
        with content.file.storage.open(content.file.name, "rb") as file:
            verdict, name = _ask(lambda scanner: scanner.instream(file)["stream"])
    except FileNotFoundError:
        raise
    except (clamd.ClamdError, OSError, KeyError, ValueError) as error:
        raise (CannotScan if _answers() else ScannerAway)(str(error) or type(error).__name__)
    if verdict == "ERROR":
        raise CannotScan(name)
    return name or verdict if verdict == "FOUND" else ""


def _answers() -> bool:
    """A file that is too large makes clamd hang up in the middle; then it is the file, not the scanner."""
    try:
        return _ask(lambda scanner: scanner.ping()) == "PONG"
    except (clamd.ClamdError, OSError):
        return False


def note(reading: Reading | None) -> str:
    """What people are told of a file that a scanner should have looked at and did not."""
    if not settings.CLAMD_URL or (reading and reading.infection):
        return ""
    if reading is None or reading.scanned_at is None:
        return _("not yet checked for malware")
    return _("not checked for malware, because the scanner did not take it") if reading.scan_failed else ""


def _ask(question: Callable[[clamd.ClamdNetworkSocket], Answer]) -> Answer:
    """The library leaves its socket open when nobody answers."""
    scanner = _scanner()
    try:
        return question(scanner)
    finally:
        if socket := getattr(scanner, "clamd_socket", None):
            socket.close()


def _scanner() -> clamd.ClamdNetworkSocket:
    address = urlsplit(settings.CLAMD_URL)
    if address.scheme == "unix":
        return clamd.ClamdUnixSocket(address.path, timeout=120)
    return clamd.ClamdNetworkSocket(address.hostname or "localhost", address.port or 3310, timeout=120)
