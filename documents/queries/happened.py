"""What happened to a file, for its page."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from documents.enums import Step
from documents.models import Document
from documents.queries import Person, folders_visible_to
from kog import history
from kog.models import HistoryEntry

ENDS = ("before_folder", "after_folder")


def happened_to(user: Person, document: Document) -> list[tuple[HistoryEntry, str, str]]:
    """Each entry with its word and what was changed. Folders are called as they are now, and only for those who open
    them: what a folder was called then may have become confidential. Two queries at most.
    """
    entries, words = list(history.of(document)), dict(Step.choices)
    names = _names(user, entries)
    return [(entry, words.get(entry.verb, entry.verb), _change(entry, names)) for entry in entries]


def _names(user: Person, entries: Iterable[HistoryEntry]) -> dict[int, str]:
    folders = {entry.facts[end] for entry in entries for end in ENDS if entry.facts.get(end)}
    return dict(folders_visible_to(user).filter(pk__in=folders).values_list("pk", "name")) if folders else {}


def _change(entry: HistoryEntry, names: dict[int, str]) -> str:
    facts = entry.facts
    if facts.get("after_folder"):
        return " → ".join(names.get(facts[end], _("another folder")) for end in ENDS)
    if entry.verb != Step.RENAME:
        return ""
    return facts.get("renamed") or "{before} → {after}".format(**facts)
