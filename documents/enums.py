"""Words of the drive. What a folder is for decides who reads it; the area (network, committee, public) is inherited."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FolderKind(models.TextChoices):
    NETWORK = "network", _("Folder of the network")
    COMMITTEE = "committee", _("Folder of a committee")
    MEETING = "meeting", _("Folder of a meeting")
    PUBLIC = "public", _("Files of the public pages")
    PLAIN = "plain", _("Folder")


class OnDuplicate(models.TextChoices):
    """What to do when a file of this name lies in the folder already. A new version says why there is one."""

    NUMBER = "number", _("Keep both and number the new one")
    VERSION = "version", _("Make it the new version of that file")
    REFUSE = "refuse", _("Do not file it and tell me")


class FileKind(models.TextChoices):
    """What a person would call the file."""

    PDF = "pdf", _("PDF")
    TEXT_DOCUMENT = "text_document", _("Text document")
    SPREADSHEET = "spreadsheet", _("Spreadsheet")
    SLIDES = "slides", _("Slides")
    PICTURE = "picture", _("Picture")
    TEXT = "text", _("Plain text")
    MAIL = "mail", _("E-mail")
    ARCHIVE = "archive", _("Archive")
    OTHER = "other", _("File")


# Parts of MIME types and whole extensions; the first that fits decides.
KINDS_BY_MIME = (
    ("application/pdf", FileKind.PDF),
    ("spreadsheet", FileKind.SPREADSHEET),
    ("ms-excel", FileKind.SPREADSHEET),
    ("presentation", FileKind.SLIDES),
    ("powerpoint", FileKind.SLIDES),
    ("wordprocessing", FileKind.TEXT_DOCUMENT),
    ("msword", FileKind.TEXT_DOCUMENT),
    ("opendocument.text", FileKind.TEXT_DOCUMENT),
    ("image/", FileKind.PICTURE),
    ("message/", FileKind.MAIL),
    ("zip", FileKind.ARCHIVE),
    ("compressed", FileKind.ARCHIVE),
    ("text/", FileKind.TEXT),
)
KINDS_BY_EXTENSION = {
    "csv": FileKind.SPREADSHEET,
    "xls": FileKind.SPREADSHEET,
    "xlsx": FileKind.SPREADSHEET,
    "ods": FileKind.SPREADSHEET,
    "ppt": FileKind.SLIDES,
    "pptx": FileKind.SLIDES,
    "odp": FileKind.SLIDES,
    "doc": FileKind.TEXT_DOCUMENT,
    "docx": FileKind.TEXT_DOCUMENT,
    "odt": FileKind.TEXT_DOCUMENT,
    "msg": FileKind.MAIL,
    "eml": FileKind.MAIL,
}


# What people write as plain text; a program whose first bytes happen to be letters is none.
TEXT_EXTENSIONS = {
    "",
    "txt",
    "md",
    "csv",
    "log",
    "json",
    "toml",
    "yaml",
    "yml",
    "ini",
    "ics",
    "vcf",
    "tex",
    "bib",
    "ris",
    "rst",
}
MARKUP_EXTENSIONS = {"html", "htm", "xml", "svg", "xhtml"}


def kind_of(mime: str, extension: str) -> FileKind:
    """Office formats are archives inside, so the extension is asked first."""
    if kind := KINDS_BY_EXTENSION.get(extension.lower()):
        return kind
    if mime.startswith("text/") and extension.lower() not in TEXT_EXTENSIONS | MARKUP_EXTENSIONS:
        return FileKind.OTHER
    return next((kind for part, kind in KINDS_BY_MIME if part in mime), FileKind.OTHER)


class Hazard(models.TextChoices):
    """What people are warned of before they open a file outside of the portal."""

    MACROS = "macros", _("contains macros")
    ACTIVE = "active", _("contains scripts")
    EMBEDDED = "embedded", _("contains other files")
    ENCRYPTED = "encrypted", _("encrypted")


class Unread(models.TextChoices):
    """Why the search does not know the text of a file; the sentence goes on from "could not be read: "."""

    NO_TEXT = "no_text", _("there is no text in it")
    LOCKED = "locked", _("it opens only with a password.")
    TOO_LARGE = "too_large", _("it holds too much.")
    TOO_LONG = "too_long", _("it took too long.")
    BROKEN = "broken", _("it is damaged or not what its name says.")


class PublicationKind(models.TextChoices):
    STUDY = "study", _("Study or report")
    BOOK = "book", _("Book")
    ARTICLE = "article", _("Article")
    GUIDE = "guide", _("Guide")
    STATISTICS = "statistics", _("Statistics")
    OTHER = "other", _("Other")


class PublicationState(models.TextChoices):
    """Members propose, the secretariat lists; what was taken out is kept and no longer shown to members."""

    PROPOSED = "proposed", _("proposed")
    LISTED = "listed", _("in the library")
    TAKEN_OUT = "taken_out", _("taken out")


class Step(models.TextChoices):
    """What happened to a file or a folder, as the history names it."""

    CREATE = "create", _("Folder created")
    FILE = "file", _("Filed")
    REPLACE = "replace", _("New version uploaded")
    RESTORE_VERSION = "restore_version", _("Earlier version made current again")
    RENAME = "rename", _("Renamed")
    MOVE = "move", _("Moved to another folder")
    CLOSE = "close", _("Marked as confidential")
    OPEN = "open", _("Confidentiality lifted")
    OPEN_FOR_MEMBERS = "open_for_members", _("Opened for uploads by members")
    CLOSE_FOR_MEMBERS = "close_for_members", _("Closed for uploads by members")
    HAND_OUT = "hand_out", _("Handed to somebody outside")
    QUARANTINE = "quarantine", _("Closed because of malware")
    PROPOSE = "propose", _("Proposed for the library")
    ENTER = "enter", _("Entered in the library")
    CHANGE = "change", _("Changed")
    TAKE_OUT = "take_out", _("Taken out of the library")
    REMOVE = "remove", _("Moved into the trash")
    RESTORE = "restore", _("Brought back from the trash")
    LET_GO = "let_go", _("Gone from the trash for good")
