"""Files that go along with a mail. The outbox keeps which ones, not their bytes; they are fetched at delivery.

An app registers a source in its `AppConfig.ready()`: `register("documents.version", fetch)`. The action that writes the
mail asks whether this person may have the file; `fetch(id)` hands out what was promised then, and raises `Gone` when it
is not there any more.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from kog.models import OutboxMail


class Gone(Exception):
    """The file cannot be sent any more; the message says which and why, for the secretariat."""


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
    """Name, bytes and type of every file of this mail."""
    return [(file["name"], *_sources[file["source"]](file["id"])) for file in mail.files]
