"""Keeping the entries true. Every action writes history, and history touches the search: a row in the same transaction.

The worker takes the rows in a lane of its own, a moment later. `rebuild_search` builds everything; what is missing, the
worker adds when it starts.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.db.models import Exists, Model, OuterRef

from kog import claiming
from kog.models import SearchEntry, SearchUpdate, SearchWord

from . import registry, words
from .engines import engine
from .registry import Description, Kind

LONGEST_PART = 500_000  # characters; PostgreSQL takes no more than a megabyte of stems
BATCH = 200


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
    with transaction.atomic():
        engine().lock(kind_name, object_id)
        # What is touched from here on has not been read here and stays.
        read = list(SearchUpdate.objects.filter(kind=kind_name, object_id=object_id).values_list("pk", flat=True))
        record = kind.all_records().filter(pk=object_id).first() if kind else None
        _replace(kind_name, {object_id: kind.describe(record) if record else None})
        SearchUpdate.objects.filter(pk__in=read).delete()


def rebuild(kinds: Iterable[Kind]) -> Iterator[tuple[Kind, int]]:
    """All entries of these kinds anew, kind by kind, in small transactions: people go on searching meanwhile."""
    for kind in kinds:
        yield kind, sum(_described(kind, ids) for ids in _batches(kind.model._default_manager.order_by("pk")))
        _sweep(kind)


def complete(kinds: Iterable[Kind]) -> Iterator[tuple[Kind, int]]:
    """Only what is missing, and what is there without a record."""
    for kind in kinds:
        known = SearchEntry.objects.filter(kind=kind.name, object_id=OuterRef("pk"))
        missing = kind.model._default_manager.filter(~Exists(known)).order_by("pk")
        yield kind, sum(_described(kind, ids) for ids in _batches(missing))
        _sweep(kind)


def _batches(rows: object) -> Iterator[list[int]]:
    ids = iter(list(rows.values_list("pk", flat=True)))
    while batch := list(islice(ids, BATCH)):
        yield batch


def _described(kind: Kind, ids: Sequence[int]) -> int:
    with transaction.atomic():
        records = {record.pk: record for record in kind.all_records().filter(pk__in=ids)}
        found = {pk: kind.describe(records[pk]) if pk in records else None for pk in ids}
        _replace(kind.name, found)
    return sum(one is not None for one in found.values())


def _sweep(kind: Kind) -> None:
    """Entries whose record is gone. Nobody found them any more: the join with the rights is by record."""
    there = kind.model._default_manager.filter(pk=OuterRef("object_id"))
    gone = SearchEntry.objects.filter(~Exists(there), kind=kind.name)
    with transaction.atomic():
        _replace(kind.name, dict.fromkeys(gone.values_list("object_id", flat=True)))


def _replace(kind: str, found: dict[int, Description | None]) -> None:
    known: dict[int, list[SearchEntry]] = {}
    for entry in SearchEntry.objects.filter(kind=kind, object_id__in=found).prefetch_related("fields"):
        known.setdefault(entry.object_id, []).append(entry)
    wanted = {pk: _entries(kind, pk, one) if one else [] for pk, one in found.items()}
    changed = [pk for pk in found if not _same(known.get(pk, []), wanted[pk], found[pk])]
    old = [entry.pk for pk in changed for entry in known.get(pk, [])]
    if old:
        engine().remove(old)
        SearchEntry.objects.filter(pk__in=old).delete()
    fresh = SearchEntry.objects.bulk_create([entry for pk in changed for entry in wanted[pk]])
    through = SearchEntry.fields.through
    through.objects.bulk_create(
        through(searchentry_id=entry.pk, field_id=field)
        for entry in fresh
        for field in found[entry.object_id].field_ids
    )
    engine().write((entry.pk, words.stems(entry.title), words.stems(entry.text)) for entry in fresh)
    _learn(fresh)


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


def _learn(entries: list[SearchEntry]) -> None:
    """Words once seen stay in the vocabulary: it is asked for stems only, and one that finds nothing costs nothing."""
    seen = {word for entry in entries for word in words.folded_words(f"{entry.title} {entry.text}")}
    fresh = [SearchWord(word=word, stem=words.stem(word)) for word in sorted(seen) if _worth_knowing(word)]
    SearchWord.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=400)


def _worth_knowing(word: str) -> bool:
    return 3 <= len(word) < words.LONGEST and not word.isdecimal()
