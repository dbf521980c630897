"""Keeping the entries true. Every action writes history, and history touches the search: a row in the same transaction.

The worker takes the rows in a lane of its own, a moment later. `rebuild_search` builds everything; what is missing, the
worker adds when it starts.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, Model, OuterRef

from kog import claiming
from kog.models import SearchEntry, SearchUpdate, SearchWord

from . import registry, words
from .engines import engine
from .registry import Description, Kind

LONGEST_PART = 500_000  # characters; PostgreSQL takes no more than a megabyte of stems
BATCH = 200  # records
PORTION = 300_000  # characters in one transaction


def touch(*records: Model) -> None:
    """These records changed. Called by `history.record`; by an app only for a change without history."""
    found: dict[tuple[str, int], None] = {}
    for record in records:
        model = record._meta.concrete_model
        for kind in registry.kinds().values():
            if kind.model is model:
                found[kind.name, record.pk] = None
            elif model in kind.follows:
                found.update(dict.fromkeys((kind.name, pk) for pk in kind.follows[model](record)))
    SearchUpdate.objects.bulk_create([SearchUpdate(kind=kind, object_id=pk) for kind, pk in found])


def refresh_next() -> int:
    """Write the entries of the record that waits longest; 0 when none does."""
    update = claiming.claim(SearchUpdate.objects.all())
    if update is None:
        return 0
    try:
        refresh(update.kind, update.object_id)
    except Exception as error:  # noqa: BLE001 -- a record that cannot be described must not stop the others
        claiming.fail(update, f"{type(error).__name__}: {error}")
    return 1


def catch_up() -> int:
    """Everything that waits, at once (demo, tests)."""
    number = 0
    while refresh_next():
        number += 1
    return number


def refresh(kind_name: str, object_id: int) -> None:
    kind = registry.kinds().get(kind_name)
    ready = _ready(_changes(kind_name, _found(kind, [object_id])))
    with transaction.atomic():
        engine().lock(kind_name, object_id)
        # What is touched from here on has not been read here and stays.
        read = list(SearchUpdate.objects.filter(kind=kind_name, object_id=object_id).values_list("pk", flat=True))
        _replace(kind_name, _found(kind, [object_id]), ready)
        SearchUpdate.objects.filter(pk__in=read).delete()


def rebuild(kinds: Iterable[Kind]) -> Iterator[tuple[Kind, int]]:
    """All entries of these kinds anew, kind by kind, in small transactions: people go on searching meanwhile."""
    for kind in kinds:
        yield kind, _described(kind, kind.model._default_manager.order_by("pk").values_list("pk", flat=True))
        _sweep(kind)


def complete(kinds: Iterable[Kind]) -> Iterator[tuple[Kind, int]]:
    """Only what is missing, and what is there without a record."""
    for kind in kinds:
        known = SearchEntry.objects.filter(kind=kind.name, object_id=OuterRef("pk"))
        missing = kind.model._default_manager.filter(~Exists(known)).order_by("pk")
        yield kind, _described(kind, missing.values_list("pk", flat=True))
        _sweep(kind)


def _described(kind: Kind, ids: Iterable[int]) -> int:
    """In the order of their ids, so that two who do this at once wait for each other instead of for ever."""
    number = 0
    waiting = iter(list(ids))
    while batch := list(islice(waiting, BATCH)):
        found = _found(kind, batch)
        number += sum(one is not None for one in found.values())
        for portion in _portions(_changes(kind.name, found)):
            ready = _ready(portion)
            with transaction.atomic():
                for pk in portion:
                    engine().lock(kind.name, pk)
                _replace(kind.name, _found(kind, portion), ready)
    return number


def _sweep(kind: Kind) -> None:
    """Entries whose record is gone. Nobody found them any more: the join with the rights is by record."""
    there = kind.model._default_manager.filter(pk=OuterRef("object_id"))
    gone = SearchEntry.objects.filter(~Exists(there), kind=kind.name)
    _described(kind, gone.order_by("object_id").values_list("object_id", flat=True).distinct())


def _found(kind: Kind | None, ids: Collection[int]) -> dict[int, Description | None]:
    """What there is to be found now. Read twice: to work out the words, and under the lock, to write what is true."""
    records = kind.all_records().filter(pk__in=ids) if kind else ()
    return {**dict.fromkeys(ids), **{record.pk: kind.describe(record) for record in records}}


class _Words(dict[str, tuple[str, set[str]]]):
    """The stems and the words of texts, each worked out once: this takes longer than all the writing."""

    def __missing__(self, text: str) -> tuple[str, set[str]]:
        folded = words.folded_words(text)
        self[text] = " ".join(map(words.stem, folded)), set(folded)
        return self[text]


class _Change(NamedTuple):
    known: list[SearchEntry]
    wanted: list[SearchEntry]


def _changes(kind: str, found: dict[int, Description | None]) -> dict[int, _Change]:
    known: dict[int, list[SearchEntry]] = {}
    for entry in SearchEntry.objects.filter(kind=kind, object_id__in=found).prefetch_related("fields"):
        known.setdefault(entry.object_id, []).append(entry)
    changes = {pk: _Change(known.get(pk, []), _entries(kind, pk, one) if one else []) for pk, one in found.items()}
    return {pk: change for pk, change in changes.items() if not _same(*change, found[pk])}


def _portions(changes: dict[int, _Change]) -> Iterator[dict[int, _Change]]:
    """What may be written in one go while others wait for SQLite."""
    portion: dict[int, _Change] = {}
    size = 0
    for pk, change in changes.items():
        length = sum(len(entry.text) for entry in change.wanted)
        if portion and size + length > PORTION:
            yield portion
            portion, size = {}, 0
        portion[pk] = change
        size += length
    if portion:
        yield portion


def _ready(changes: dict[int, _Change]) -> _Words:
    ready = _Words()
    for text in {text for change in changes.values() for entry in change.wanted for text in (entry.title, entry.text)}:
        ready[text]
    return ready


def _replace(kind: str, found: dict[int, Description | None], ready: _Words) -> None:
    changes = _changes(kind, found)
    old = [entry.pk for change in changes.values() for entry in change.known]
    if old:
        engine().remove(old)
        SearchEntry.objects.filter(pk__in=old).delete()
    fresh = SearchEntry.objects.bulk_create([entry for change in changes.values() for entry in change.wanted])
    through = SearchEntry.fields.through
    through.objects.bulk_create(
        through(searchentry_id=entry.pk, field_id=field)
        for entry in fresh
        for field in found[entry.object_id].field_ids
    )
    engine().write((entry.pk, ready[entry.title][0], ready[entry.text][0]) for entry in fresh)
    _learn({word for entry in fresh for text in (entry.title, entry.text) for word in ready[text][1]})


def _entries(kind: str, object_id: int, found: Description) -> list[SearchEntry]:
    def entry(part: int, text: str, url: str) -> SearchEntry:
        return SearchEntry(
            kind=kind,
            object_id=object_id,
            part=part,
            title=found.title[:300],
            text=text[:LONGEST_PART],
            url=url[:500],
            committee_id=found.committee_id,
            date=found.date,
            file_type=found.file_type,
        )

    pages = [entry(one.number, one.text, one.url or f"{found.url}#page={one.number}") for one in found.parts]
    return [entry(0, found.text, found.url), *pages] if found.text or not pages else pages


def _same(known: list[SearchEntry], wanted: list[SearchEntry], found: Description | None) -> bool:
    """A sign-in or a link is history of a person as well; then nothing is written."""

    def facts(entry: SearchEntry) -> tuple:
        return (entry.part, entry.title, entry.text, entry.url, entry.committee_id, entry.date, entry.file_type)

    if sorted(map(facts, known), key=str) != sorted(map(facts, wanted), key=str):
        return False
    fields = set(found.field_ids) if found else set()
    return all({field.pk for field in entry.fields.all()} == fields for entry in known)


def _learn(seen: set[str]) -> None:
    """Words once seen stay in the vocabulary: it is asked for stems only, and one that finds nothing costs nothing."""
    fresh = [SearchWord(word=word, stem=words.stem(word)) for word in sorted(seen) if _worth_knowing(word)]
    SearchWord.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=400)


def _worth_knowing(word: str) -> bool:
    return 3 <= len(word) < words.LONGEST and not word.isdecimal()
