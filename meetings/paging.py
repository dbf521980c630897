"""Long lists, newest first, without counting and without OFFSET: the address names the row the page begins behind."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

SIZE = 25


@dataclass(frozen=True)
class Page:
    """One screen of rows; `older` and `newer` are the addresses' values where there is more in that direction."""

    rows: list[Any] = field(default_factory=list)
    older: int | None = None
    newer: int | None = None


def newest_first(rows: QuerySet, request: HttpRequest, *, by: str = "pk", size: int = SIZE) -> Page:
    """The page that the address asks for: `vor` a row (older ones) or `nach` a row (newer ones), sorted by `by`.

    The row is looked up among those given, so that the place of an invisible one says nothing.
    """
    before, after = _row(rows, request.GET.get("vor"), by), _row(rows, request.GET.get("nach"), by)
    if after and not before:
        found = list(_beyond(rows, after, by, "gt").order_by(*dict.fromkeys([by, "pk"]))[: size + 1])
        more, found = len(found) > size, found[:size][::-1]
        return Page(found, older=found[-1].pk if found else None, newer=found[0].pk if more else None)
    if before:
        rows = _beyond(rows, before, by, "lt")
    found = list(rows.order_by(*dict.fromkeys([f"-{by}", "-pk"]))[: size + 1])
    more, found = len(found) > size, found[:size]
    newer = found[0].pk if before and found else None
    return Page(found, older=found[-1].pk if more else None, newer=newer)


def _row(rows: QuerySet, pk: str | None, by: str) -> tuple[Any, int] | None:
    if not (pk and pk.isdecimal() and len(pk) < 19):
        return None
    return rows.filter(pk=pk).order_by().values_list(by, "pk").first()


def _beyond(rows: QuerySet, row: tuple[Any, int], by: str, step: str) -> QuerySet:
    if by == "pk":
        return rows.filter(**{f"pk__{step}": row[1]})
    return rows.filter(Q(**{f"{by}__{step}": row[0]}) | Q(**{by: row[0], f"pk__{step}": row[1]}))
