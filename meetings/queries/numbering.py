"""The numbers printed before agenda items: 1, 2, 2.1, 2.2, 3 … follow from their order."""

from collections import defaultdict
from collections.abc import Iterable

from meetings.models import AgendaItem


def numbered(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The items in reading order, each with `label` ("4.1") and `level` (0, 1, …). Takes one meeting's items.

    An item whose parent is not among them (it may be hidden from the reader) stands on the first level.
    """
    items = list(items)
    below: dict[int | None, list[AgendaItem]] = defaultdict(list)
    known = {item.pk for item in items}
    for item in items:
        below[item.parent_id if item.parent_id in known else None].append(item)
    ordered: list[AgendaItem] = []

    def walk(parent: int | None, prefix: str, level: int) -> None:
        for place, item in enumerate(sorted(below[parent], key=lambda item: (item.position, item.pk)), start=1):
            item.label, item.level = f"{prefix}{place}", level
            ordered.append(item)
            walk(item.pk, f"{item.label}.", level + 1)

    walk(None, "", 0)
    return ordered


def visible_numbered(all_items: Iterable[AgendaItem], visible: set[int]) -> list[AgendaItem]:
    """Numbers as on the full agenda, then only the visible ones, so that a hidden item shifts no number."""
    return [item for item in numbered(all_items) if item.pk in visible]
