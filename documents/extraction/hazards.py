"""What can do harm in a file that is opened outside of the portal: macros, scripts, parts that start a program."""

import re
import zipfile
from pathlib import Path

import pikepdf

MACROS, ACTIVE, EMBEDDED, ENCRYPTED = "macros", "active", "embedded", "encrypted"
# Enough for every honest file; who hides a script behind a hundred thousand objects is stopped by the clock.
MOST_OBJECTS = 200_000
ACTIONS = {"/JavaScript", "/Launch"}


def hazards_of(path: Path, form: str) -> set[str]:
    if form == "pdf":
        return _of_pdf(path)
    if form in {"docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"}:
        return _of_packed(path)
    if form in {"doc", "xls", "ppt"}:
        return {MACROS} if "_VBA_PROJECT".encode("utf-16-le") in path.read_bytes() else set()
    if form == "rtf":
        return {EMBEDDED} if b"\\objdata" in path.read_bytes() else set()
    if form == "html":
        return {ACTIVE} if re.search(rb"<script|\son[a-z]+\s*=", path.read_bytes(), re.IGNORECASE) else set()
    return set()


def _of_pdf(path: Path) -> set[str]:
    try:
        with pikepdf.open(path) as pdf:
            found = {ENCRYPTED} if pdf.is_encrypted else set()
            for number, thing in enumerate(pdf.objects):
                if number > MOST_OBJECTS:
                    break
                if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                    found |= _of_pdf_object(thing)
            return found
    except pikepdf.PasswordError:
        return {ENCRYPTED}
    except pikepdf.PdfError:
        return set()


def _of_pdf_object(thing: pikepdf.Object) -> set[str]:
    """Actions stand in dictionaries of their own or within the page, annotation or catalogue that starts them."""
    found = set()
    for holder in (thing, thing.get("/A"), thing.get("/OpenAction"), *_values(thing.get("/AA"))):
        if isinstance(holder, pikepdf.Dictionary) and str(holder.get("/S", "")) in ACTIONS:
            found.add(ACTIVE)
    if "/JavaScript" in thing or "/XFA" in thing:
        found.add(ACTIVE)
    if str(thing.get("/Type", "")) == "/EmbeddedFile":
        found.add(EMBEDDED)
    return found


def _values(thing: pikepdf.Object | None) -> list[pikepdf.Object]:
    return [thing[key] for key in thing.keys()] if isinstance(thing, pikepdf.Dictionary) else []  # noqa: SIM118 -- no dict


def _of_packed(path: Path) -> set[str]:
    found = set()
    with zipfile.ZipFile(path) as archive:
        for part in archive.infolist():
            name = part.filename.lower()
            if part.flag_bits & 1:
                found.add(ENCRYPTED)
            if name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")):
                found.add(MACROS)
            if "/activex/" in name:
                found.add(ACTIVE)
            if "/embeddings/" in name and name.endswith((".bin", ".exe", ".ole")):
                found.add(EMBEDDED)
        if "META-INF/manifest.xml" in archive.namelist():
            manifest = archive.open("META-INF/manifest.xml").read(4 * 1024 * 1024)
            if b"encryption-data" in manifest:
                found.add(ENCRYPTED)
    return found
