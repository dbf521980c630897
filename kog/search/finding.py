"""Asking. What a person finds is what they may read: the list permission of each kind stands in the query itself."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from kog.models import SearchEntry, User

from . import registry, snippets, words
from .engines import Candidate, candidates, engine

PAGE = 20
RANKED = 500
MOST_STEMS = 60  # that one word may stand for
SHORTEST_PART = 4  # letters of a word that is looked for inside others


@dataclass(frozen=True)
class Hit:
    entry: SearchEntry
    label: str | Promise
    title: SafeString
    snippet: SafeString
    pages: list[SearchEntry]  # further places in the same file


@dataclass(frozen=True)
class Results:
    hits: list[Hit] = field(default_factory=list)
    number: int = 0  # of records found; at least so many when bounded
    next: int | None = None
    first: bool = True
    bounded: bool = False  # there were more than are ranked


def visible_entries(user: User, *, only: str = "") -> QuerySet[SearchEntry]:
    """Of every kind, or of one: writing down the rights of a dozen kinds takes longer than looking them up."""
    allowed = Q(pk__in=[])
    for kind in registry.kinds().values():
        if only not in {"", kind.name}:
            continue
        readable = kind.visible_to(user).order_by().filter(pk=OuterRef("object_id"))
        # The kind first: databases go from left to right, and ask the rights of one kind per entry instead of all.
        allowed |= Q(kind=kind.name) & Q(Exists(readable))
    return SearchEntry.objects.filter(allowed)


def find(entries: QuerySet[SearchEntry], question: str, *, page: int = 1) -> Results:
    """The best of these entries for the question, one hit per record."""
    groups = _alternatives(words.terms(question))
    if not groups:
        return Results()
    found, more = candidates(entries, groups, limit=RANKED)
    records = _by_record(found)
    start = (page - 1) * PAGE
    shown = records[start : start + PAGE]
    return Results(
        _hits(shown, {one for group in groups for words_ in group for one in words_}),
        number=len(records),
        next=page + 1 if len(records) > start + PAGE else None,
        first=page == 1,
        bounded=more,
    )


def _alternatives(terms: list[words.Term]) -> list[list[tuple[str, ...]]]:
    """For each term what will do: the stem first, then stems of longer words that contain it or begin with it."""
    asked = {term: _fragments(term) for term in terms}
    fragments = {one for some in asked.values() for one in some}
    inside = [one for one in fragments if len(one) >= SHORTEST_PART]
    begins = [one for one in fragments if len(one) < SHORTEST_PART]
    longer: dict[str, list[str]] = {}
    for fragment, stem in engine().stems_within(inside, begins, MOST_STEMS):
        longer.setdefault(fragment, []).append(stem)
    return [
        list(dict.fromkeys([term.stems, *((stem,) for one in asked[term] for stem in longer.get(one, ()))]))
        for term in terms
    ]


def _fragments(term: words.Term) -> list[str]:
    """What is looked for inside other words: the word as typed, and without its ending (Ausschüsse → …ausschuss…)."""
    if not term.open or len(term.words[0]) < 2:
        return []
    word, stem = term.words[0], term.stems[0]
    near = stem != word and len(stem) >= SHORTEST_PART and len(word) - len(stem) <= 3
    return [word, stem] if near else [word]


def _by_record(found: list[Candidate]) -> list[list[Candidate]]:
    """The places of each record, the best first; the newest first where they are equally good."""
    places: dict[tuple[str, int], dict[int, Candidate]] = {}
    for one in sorted(found, key=_order):
        places.setdefault((one.kind, one.object_id), {}).setdefault(one.id, one)
    return [list(of_record.values()) for of_record in places.values()]


def _order(one: Candidate) -> tuple[bool, float, int]:
    """Ranks are negative: the smaller, the better."""
    is_longer, rank = one.rank
    return is_longer, rank * registry.kinds()[one.kind].weight, -one.id


def _hits(records: list[list[Candidate]], stems: set[str]) -> list[Hit]:
    ids = [place.id for places in records for place in places[:4]]
    entries = SearchEntry.objects.select_related("committee").in_bulk(ids)
    hits = []
    for places in records:
        there = [entries[place.id] for place in places[:4] if place.id in entries]
        if there:  # not written anew a moment ago
            best, *others = there
            kind = registry.kinds()[best.kind]
            title, snippet = snippets.marked(best.title, stems), snippets.cut(best.text, stems)
            hits.append(Hit(best, kind.label, title, snippet, [one for one in others if one.part]))
    return hits
