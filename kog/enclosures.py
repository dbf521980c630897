"""Files that go along with a mail. The outbox keeps which ones, not their bytes; they are fetched at delivery.

An app registers a source in its `AppConfig.ready()`: `register("documents.version", fetch)`. The action that writes the
mail asks whether this person may have the file; `fetch(id)` hands out what was promised then, and raises `Gone` when
the mail makes no sense without it any more, `LeftOut` when it goes without it.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from kog.models import OutboxMail


class Gone(Exception):
    """The file cannot be sent any more, nor the mail; the message says which and why, for the secretariat."""


class LeftOut(Exception):
    """This file cannot be sent any more; the mail can, and a note stands in its place."""


@dataclass(frozen=True)
class Enclosure:
    """A reference: where the file comes from, which one it is there, and how it is called in the mail."""

    source: str
    id: int
    name: str


Fetch = Callable[[int], tuple[bytes, str]]
_sources: dict[str, Fetch] = {}


def register(source: str, fetch: Fetch) -> None:
    """`fetch` returns the bytes and the type, such as `application/pdf`."""
    _sources[source] = fetch


def stored(files: Iterable[Enclosure]) -> list[dict[str, object]]:
    unknown = {file.source for file in files} - _sources.keys()
    if unknown:
        raise LookupError(f"Nobody registered {unknown} as a source of attachments.")
    return [asdict(file) for file in files]


def fetched(mail: OutboxMail) -> list[tuple[str, bytes, str]]:
    """Name, bytes and type of every file of this mail; of those that are closed since, only that some are."""
    found, closed = [], False
    for file in mail.files:
        try:
            found.append((file["name"], *_sources[file["source"]](file["id"])))
        except LeftOut:
            closed = True
    return [*found, _note(mail)] if closed else found


def _note(mail: OutboxMail) -> tuple[str, bytes, str]:
    """Names nothing: what was closed may have become confidential."""
    with translation.override(mail.person.locale if mail.person else settings.LANGUAGE_CODE):
        text = _(
            "Not all papers named in this mail are attached: some were closed or removed after it was written. "
            "The portal shows those that you may read."
        )
        return _("Not attached.txt"), f"{text}\n".encode(), "text/plain"
