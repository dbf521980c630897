"""What an uploaded file really is: its size, its type by content, its hash, its name. Refuses what cannot be kept."""

import hashlib
from dataclasses import dataclass

import puremagic
from django.conf import settings
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from documents import naming
from kog.exceptions import NotPossibleNow

HEAD = 64 * 1024
UNKNOWN = "application/octet-stream"
# By their first bytes these are plain text; the name says which kind, and none of them is active in a browser.
TEXT_TYPES = {".md": "text/markdown", ".csv": "text/csv", ".ics": "text/calendar", ".vcf": "text/vcard"}
UTF_8, WINDOWS = "; charset=utf-8", "; charset=windows-1252"
MARKUP = (b"<html", b"<!doctype html", b"<svg", b"<?xml", b"<script", b"<body", b"<iframe")


@dataclass(frozen=True)
class Examined:
    filename: str
    mime: str
    size: int
    sha256: str


def examine(upload: File) -> Examined:
    """Read the file once, in pieces. Refused: an empty file, a file above `DRIVE_MAX_UPLOAD`."""
    name = naming.uploaded_name(upload.name or "")
    if not upload.size:
        raise NotPossibleNow("empty_file", _("“%(name)s” is empty. Please choose the file again.") % {"name": name})
    if upload.size > settings.DRIVE_MAX_UPLOAD:
        raise NotPossibleNow(
            "too_large",
            _("“%(name)s” has %(size)s; at most %(limit)s fit into the drive.")
            % {
                "name": name,
                "size": filesizeformat(upload.size),
                "limit": filesizeformat(settings.DRIVE_MAX_UPLOAD),
            },
        )
    digest, head = hashlib.sha256(), b""
    for chunk in upload.chunks():
        head = head or chunk[:HEAD]
        digest.update(chunk)
    upload.seek(0)
    return Examined(name, type_of(head, name), upload.size, digest.hexdigest())


def type_of(head: bytes, filename: str) -> str:
    """The MIME type by content; the extension decides only between types that begin alike."""
    extension = naming.split(filename)[1].lower()
    charset = _charset(head)
    if charset:
        start = head[:2048].lower()
        if any(mark in start for mark in MARKUP):
            return "image/svg+xml" if b"<svg" in start else "text/html"
        return TEXT_TYPES.get(extension, "text/plain") + charset
    try:
        return puremagic.from_string(head, mime=True, filename=f"file{extension}") or UNKNOWN
    except (puremagic.PureError, ValueError):
        return UNKNOWN


def _charset(head: bytes) -> str:
    """How the text is written, as a part of its type; empty when this is no text."""
    if head.startswith(b"%PDF") or any(byte < 9 or 13 < byte < 32 for byte in head):
        return ""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A character cut in two by the end of the head is none of the old Windows alphabet.
        if error.start < len(head) - 3:
            return WINDOWS
    return UTF_8
