"""What a file is by what it holds, whatever its name says: the extension decides only between kinds of plain text."""

import zipfile
from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OOXML = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
ODF = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
OLD_OFFICE = {".doc": "doc", ".xls": "xls", ".ppt": "ppt", ".msg": "msg"}
PLAIN = {".eml": "eml", ".html": "html", ".htm": "html", ".svg": "html", ".xml": "html"}
MIMES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
    "rtf": "application/rtf",
    "eml": "message/rfc822",
    "html": "text/html",
}
# Packed office files that unpack to more than this, or to so much more than they are, are made to choke a reader.
LARGEST_INSIDE, STRONGEST_PACKING = 400 * 1024 * 1024, 300


class BrokenFile(Exception):
    pass


class TooLarge(BrokenFile):
    pass


class Locked(BrokenFile):
    """Opens with a password only."""


def format_of(path: Path, extension: str) -> str:
    """One of the words above, "zip", "picture", "text", or "" for whatever else."""
    with path.open("rb") as file:
        head = file.read(4096)
    extension = extension.lower()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    if head.startswith(OLE):
        return _old_office(path, extension)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "picture"
    if any(byte < 9 or 13 < byte < 32 for byte in head):
        return ""
    return PLAIN.get(extension, "text")


def _packed(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            refuse_bomb(parts)
            names = [part.filename for part in parts]
            if "mimetype" in names:
                kind = archive.open("mimetype").read(200).decode("ascii", "replace")
                return next((word for part, word in ODF.items() if part in kind), "zip")
    except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
        raise BrokenFile from error
    return next((word for start, word in OOXML.items() if any(name.startswith(start) for name in names)), "zip")


def refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    inside = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if inside > LARGEST_INSIDE or (inside > 10 * 1024 * 1024 and inside / packed > STRONGEST_PACKING):
        raise TooLarge


def _old_office(path: Path, extension: str) -> str:
    """A new office file with a password is an old one outside."""
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise Locked
    return OLD_OFFICE.get(extension, "doc")
