"""What can be found. Each app registers its kinds of records in `AppConfig.ready()`."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from django.db.models import Model, QuerySet, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kog.models import User


class FileType(TextChoices):
    PDF = "pdf", _("PDF")
    TEXT = "text", _("Text (Word, ODT, Markdown)")
    TABLE = "table", _("Table (Excel, ODS, CSV)")
    SLIDES = "slides", _("Slides (PowerPoint, ODP)")
    IMAGE = "image", _("Picture")
    MAIL = "mail", _("E-mail")
    OTHER = "other", _("Other")


_ENDINGS = {
    FileType.PDF: "pdf",
    FileType.TEXT: "doc docx docm dotx odt ott rtf txt md html htm",
    FileType.TABLE: "xls xlsx xlsm ods csv tsv",
    FileType.SLIDES: "ppt pptx odp",
    FileType.IMAGE: "jpg jpeg png gif webp svg tif tiff bmp heic",
    FileType.MAIL: "eml msg",
}
_TYPES = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()}


def file_type(name: str) -> FileType:
    """The group a file belongs to by the ending of its name."""
    return _TYPES.get(PurePath(name).suffix.lower().lstrip("."), FileType.OTHER)


@dataclass(frozen=True)
class Part:
    """A page of a file. `url` leads to it; empty: the address of the whole with `#page=`."""

    number: int
    text: str
    url: str = ""


@dataclass(frozen=True)
class Description:
    """What is found of a record: its words, and what people filter by."""

    title: str
    url: str
    text: str = ""
    committee_id: int | None = None
    date: dt.date | None = None
    field_ids: Sequence[int] = ()
    file_type: str = ""
    parts: Sequence[Part] = ()


@dataclass(frozen=True)
class Kind:
    """`visible_to(user)` is the list permission of the model, joined in the query: nothing else decides who finds what.

    What only some readers of a record may read is a kind of its own over a model of its own. `describe(record)` answers
    None for what is not to be found by anybody. `follows` names the other models whose history changes a description:
    for one of their records it gives the ids of ours. `weight` lets a whole stand before its parts.
    """

    name: str
    label: str | Promise
    model: type[Model]
    visible_to: Callable[[User], QuerySet]
    describe: Callable[[Model], Description | None]
    records: Callable[[], QuerySet] | None = None
    follows: Mapping[type[Model], Callable[[Model], Iterable[int]]] = field(default_factory=dict)
    weight: float = 1.0

    def all_records(self) -> QuerySet:
        """With what `describe` reads beside the record, so that building the index takes no query per row."""
        return self.records() if self.records else self.model._default_manager.all()


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def kinds() -> dict[str, Kind]:
    return _kinds
