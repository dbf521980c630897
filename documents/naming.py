"""Names of files: what people typed, made safe for every system, comparable and sortable by German rules.

Umlauts arrive in two spellings (macOS takes "ä" apart, Windows does not): everything is kept in NFC.
"""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST_TITLE = 200
LONGEST_FILENAME = 255
# Forbidden in names on Windows; a slash or a backslash would be a path.
FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
EXTENSION = re.compile(r"\.[0-9A-Za-z]{1,10}")


def tidy(text: str) -> str:
    """NFC, one line, no control and no invisible direction characters, single blanks."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if char.isspace() else char for char in text if _is_shown(char) or char.isspace())
    return " ".join(text.split())


def _is_shown(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def uploaded_name(name: str) -> str:
    """The last part of whatever path a browser or a script sent; never empty, never only dots."""
    last = tidy(re.split(r"[\\/]", name)[-1]).strip(". ") or "Datei"
    stem, extension = split(last)
    return stem[: LONGEST_FILENAME - len(extension)] + extension


def split(filename: str) -> tuple[str, str]:
    """Stem and extension with its dot; what does not look like an extension belongs to the stem."""
    extension = PurePosixPath(filename).suffix
    if not EXTENSION.fullmatch(extension):
        return filename, ""
    return filename[: -len(extension)], extension


def filename(title: str, extension: str) -> str:
    """The name under which a file is downloaded: its title, with what no file system takes replaced."""
    stem = FORBIDDEN.sub("-", tidy(title)).strip(". ")[:LONGEST_TITLE] or "Datei"
    return stem if stem.casefold().endswith(extension.casefold()) and extension else stem + extension


def same_name(name: str) -> str:
    """Two names that differ only in case are one name, as on Windows."""
    return unicodedata.normalize("NFC", name).casefold()[:LONGEST_FILENAME]


def sort_key(name: str) -> str:
    """DIN 5007-1: ä like a, ß like ss, case does not count; numbers by their value (TOP 2 before TOP 10)."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return re.sub(r"\d+", lambda match: match.group().zfill(6), plain)[:LONGEST_FILENAME]


def words(query: str) -> list[str]:
    """The words of a search, folded like the keys they are looked for in."""
    return [fold(word) for word in tidy(query).split()][:8]


def fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))
