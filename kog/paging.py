"""Long lists by name, without counting and without OFFSET: the address carries the last row that was seen."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet

SIZE = 40


@dataclass(frozen=True)
class Page:
    rows: list[Any] = field(default_factory=list)
    next: int | None = None
    first: bool = True


def by_name(rows: QuerySet, after: str | None, size: int | None = None) -> Page:
    """The rows after the one whose id is given (the first ones for nonsense), sorted by name."""
    size = size or SIZE
    rows = rows.order_by("sort_name", "pk")
    last = _row(rows.model, after)
    if last:
        rows = rows.filter(Q(sort_name__gt=last.sort_name) | Q(sort_name=last.sort_name, pk__gt=last.pk))
    found = list(rows[: size + 1])
    more = found[size - 1].pk if len(found) > size else None
    return Page(found[:size], more, first=last is None)


def newest_first(rows: QuerySet, before: str | None, size: int | None = None) -> Page:
    """The rows written before the one whose id is given (the latest for nonsense)."""
    size = size or SIZE
    number = int(before) if before and before.isdecimal() and len(before) < 19 else None
    if number is not None:
        rows = rows.filter(pk__lt=number)
    found = list(rows.order_by("-pk")[: size + 1])
    return Page(found[:size], found[size - 1].pk if len(found) > size else None, first=number is None)


def _row(model: type[Model], pk: str | None) -> Any:
    return model.objects.only("sort_name").filter(pk=pk).first() if pk and pk.isdecimal() and len(pk) < 19 else None
