"""What the tables of a network file must say together: no key twice, no reference into nothing, no circle."""

from collections.abc import Iterable
from typing import TypeVar

from django.utils.text import slugify
from django.utils.translation import gettext as _

from kog.addresses import BESIDE_COMMITTEES, BESIDE_INSTITUTIONS
from kog.enums import CommitteeKind
from kog.exceptions import LoadError
from kog.network_file import BOARD, GroupTable, InstitutionTable, NetworkFile, parse

Table = TypeVar("Table", GroupTable, InstitutionTable)


def read(text: str) -> NetworkFile:
    """The checked file; whatever is wrong is a LoadError."""
    file = parse(text)
    _unique(file)
    _addresses(file)
    _institutions(file)
    _committees(file)
    _history(file)
    return file


def board_key(file: NetworkFile) -> str:
    return file.board.key or slugify(file.board.short_name) or BOARD


def committee_short_name(group: GroupTable) -> str:
    return group.short_name or group.name


def parents_first(tables: tuple[Table, ...]) -> list[Table]:
    """In the order of the file, but nothing before what it belongs to."""
    by_key = {table.key: table for table in tables}
    ordered: dict[str, Table] = {}

    def place(table: Table) -> None:
        if table.parent in by_key:
            place(by_key[table.parent])
        ordered.setdefault(table.key, table)

    for table in tables:
        place(table)
    return list(ordered.values())


def _unique(file: NetworkFile) -> None:
    _once("network.fields", file.network.fields)
    _once("level.key", (level.key for level in file.level))
    _once("institution.key", (house.key for house in file.institution))
    _once("institution.short_name", (house.short_name for house in file.institution if house.short_name))
    _once("group.key", [board_key(file), BOARD, *(group.key for group in file.group)])
    # Meetings are numbered by the short name, spaces written as hyphens: two that differ in that only would collide.
    names = [file.board.short_name, *(committee_short_name(group) for group in file.group)]
    _once("group.short_name", names, alike=lambda name: name.replace(" ", "-").casefold())


def _addresses(file: NetworkFile) -> None:
    """A key is the end of an address; it must not be that of another page."""
    _not_reserved("board.key", board_key(file), BESIDE_COMMITTEES)
    for group in file.group:
        _not_reserved(f'group "{group.key}".key', group.key, BESIDE_COMMITTEES)
    for house in file.institution:
        _not_reserved(f'institution "{house.key}".key', house.key, BESIDE_INSTITUTIONS)


def _not_reserved(place: str, key: str, reserved: Iterable[str]) -> None:
    if key in reserved:
        raise LoadError(place, _("“%(name)s” is the address of a page: choose another key") % {"name": key})


def _once(place: str, values: Iterable[str], alike=str) -> None:
    seen: set[str] = set()
    for one in values:
        if alike(one) in seen:
            raise LoadError(place, _("“%(name)s” is there twice") % {"name": one})
        seen.add(alike(one))


def _known(place: str, name: str | None, names: Iterable[str], table: str) -> None:
    if name is not None and name not in names:
        raise LoadError(place, _("“%(name)s” is not the key of any %(table)s") % {"name": name, "table": table})


def _fields(place: str, used: tuple[str, ...] | None, file: NetworkFile) -> None:
    _once(f"{place}.fields", used or ())
    for name in used or ():
        if name not in file.network.fields:
            raise LoadError(f"{place}.fields", _("“%(name)s” is not one of network.fields") % {"name": name})


def _institutions(file: NetworkFile) -> None:
    levels = {level.key for level in file.level}
    houses: dict[str, InstitutionTable] = {house.key: house for house in file.institution}
    for house in file.institution:
        place = f'institution "{house.key}"'
        _known(f"{place}.level", house.level, levels, "level")
        _known(f"{place}.parent", house.parent, houses, "institution")
        _fields(place, house.fields, file)
    _no_circle("institution", {house.key: house.parent for house in file.institution})


def _committees(file: NetworkFile) -> None:
    houses = {house.key: house for house in file.institution}
    groups = {group.key: group for group in file.group}
    _fields("board", file.board.fields, file)
    _rotation("board.chair_rotation", file.board.chair_rotation, [key for key, house in houses.items() if house.board])
    if file.secretariat:
        _known("secretariat.institution", file.secretariat.institution, houses, "institution")
        _known("secretariat.supported_by", file.secretariat.supported_by, houses, "institution")
    for group in file.group:
        place = f'group "{group.key}"'
        if group.kind == CommitteeKind.SUBGROUP and group.parent in {None, BOARD, board_key(file)}:
            raise LoadError(f"{place}.parent", _("a subgroup needs the key of its group"))
        _known(f"{place}.parent", group.parent, [BOARD, board_key(file), *groups], "group")
        _known(f"{place}.lead", group.lead, houses, "institution")
        _once(f"{place}.members", group.members)
        for member in group.members:
            _known(f"{place}.members", member, houses, "institution")
        _rotation(f"{place}.chair_rotation", group.chair_rotation, group.houses)
        _fields(place, group.fields, file)
        if group.founded and group.dissolved and group.dissolved < group.founded:
            raise LoadError(f"{place}.dissolved", _("lies before the day of founding"))
    _no_circle("group", {group.key: group.parent for group in file.group})


def _rotation(place: str, order: tuple[str, ...], seated: Iterable[str]) -> None:
    _once(place, order)
    for key in order:
        if key not in seated:
            raise LoadError(place, _("“%(name)s” has no seat there and cannot chair") % {"name": key})


def _no_circle(table: str, parents: dict[str, str | None]) -> None:
    for start, parent in parents.items():
        seen, key = {start}, parent
        while key in parents:
            if key in seen:
                raise LoadError(f'{table} "{start}".parent', _("leads in a circle back to itself"))
            seen.add(key)
            key = parents[key]


def _history(file: NetworkFile) -> None:
    bodies = [BOARD, board_key(file), *(group.key for group in file.group)]
    for number, sitting in enumerate(file.sitting, start=1):
        place = f"sitting[{number}]"
        _known(f"{place}.body", sitting.body, bodies, "group")
        if (sitting.month is None) == (sitting.date is None):
            raise LoadError(f"{place}.month", _("give either the month or the date"))
    for matter in file.matter:
        _known(f'matter "{matter.title}".from', matter.origin, bodies, "group")
    _once("matter.title", (f"{matter.origin}: {matter.title}" for matter in file.matter))
    days = (f"{sitting.body} {sitting.date or sitting.month}" for sitting in file.sitting)
    _once("sitting", days)
