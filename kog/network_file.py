"""The file that describes a network: tables, keys and what they may hold. Reading it changes nothing.

Each table is a dataclass: its fields are the allowed keys, a field without a default must be there, the annotation says
what the value has to be. `None` means that the file is silent. What the tables say about one another is checked in
`kog.network_checks`. The first thing that is wrong is refused with table, key and reason.
"""

import datetime as dt
import re
import tomllib
import types
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kog.enums import Cadence, CommitteeKind, Majority, TieRule
from kog.exceptions import LoadError

Key = NewType("Key", str)
Month = NewType("Month", str)
BOARD = Key("board")  # how the file names the board, whatever its key in the database is


class GroupKind(TextChoices):
    """Every kind of committee but the board, which has a table of its own."""

    WORKING_GROUP = CommitteeKind.WORKING_GROUP.value
    SUBGROUP = CommitteeKind.SUBGROUP.value
    FORUM = CommitteeKind.FORUM.value
    TASK_FORCE = CommitteeKind.TASK_FORCE.value
    FIELD = CommitteeKind.FIELD.value
    CASE_ROUND = CommitteeKind.CASE_ROUND.value
    CIRCLE = CommitteeKind.CIRCLE.value
    ADVISORY_COUNCIL = CommitteeKind.ADVISORY_COUNCIL.value
    NETWORK = CommitteeKind.NETWORK.value


class SittingState(TextChoices):
    HELD = "held"
    CANCELLED = "cancelled"


class SittingFormat(TextChoices):
    ON_SITE = "on_site"
    ONLINE = "online"
    HYBRID = "hybrid"


class MatterKind(TextChoices):
    NEED = "need"
    RECOMMENDATION = "recommendation"
    RESULT = "result"
    INQUIRY = "inquiry"


@dataclass(frozen=True)
class NetworkTable:
    name: str
    short_name: str
    place: str
    state: str | None = None
    founded: dt.date | None = None
    founding_act: str | None = None
    purpose: str | None = None
    drive_name: str | None = None
    sittings_a_year: int | None = None
    fields: tuple[str, ...] = ()
    contact_email: str | None = None
    color_primary: str | None = None
    color_accent: str | None = None


@dataclass(frozen=True)
class LevelTable:
    key: Key
    name: str


@dataclass(frozen=True)
class InstitutionTable:
    key: Key
    name: str
    level: Key
    short_name: str | None = None
    board: bool = False
    parent: Key | None = None
    fields: tuple[str, ...] | None = None
    tasks: str | None = None
    website: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class RulesTable:
    valid_from: dt.date | None = None
    basis: str | None = None
    notice_days: int | None = None
    item_deadline_days: int | None = None
    quorum_min: int | None = None
    quorum_share: int | None = None
    majority: Majority | None = None
    tie_rule: TieRule | None = None
    minutes_days: int | None = None
    objection_days: int | None = None
    confirmation_days: int | None = None
    circular_working_days: int | None = None
    silence_is_consent: bool | None = None
    call_share: int | None = None
    full_form: bool | None = None


@dataclass(frozen=True)
class BoardTable:
    name: str
    short_name: str
    key: Key | None = None
    chair_rotation: tuple[Key, ...] = ()
    cadence: Cadence | None = None
    mandate: str | None = None
    founded: dt.date | None = None
    fields: tuple[str, ...] | None = None


@dataclass(frozen=True)
class SecretariatTable:
    name: str
    institution: Key | None = None
    supported_by: Key | None = None


@dataclass(frozen=True)
class GroupTable:
    key: Key
    name: str
    kind: GroupKind
    short_name: str | None = None
    parent: Key | None = None
    lead: Key | None = None
    members: tuple[Key, ...] = ()
    chair_rotation: tuple[Key, ...] = ()
    cadence: Cadence | None = None
    mandate: str | None = None
    founded: dt.date | None = None
    dissolved: dt.date | None = None
    fields: tuple[str, ...] | None = None
    rules: RulesTable | None = None

    @property
    def houses(self) -> tuple[Key, ...]:
        """Every institution with a seat: the lead first, whether it is listed among the members or not."""
        return tuple(dict.fromkeys([*([self.lead] if self.lead else []), *self.members]))


@dataclass(frozen=True)
class SittingTable:
    """A meeting of the past: `body` is "board" or the key of a group; the day may be unknown, the month is not."""

    body: Key
    state: SittingState
    month: Month | None = None
    date: dt.date | None = None
    format: SittingFormat | None = None
    reason: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class MatterTable:
    """A concern of the past with what came of it. `origin` is the key `from`: "board" or the key of a group."""

    origin: Key = field(metadata={"key": "from"})
    kind: MatterKind
    title: str
    result: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class NetworkFile:
    """The whole file. `sitting` and `matter` are loaded by the apps that know meetings."""

    network: NetworkTable
    board: BoardTable
    level: tuple[LevelTable, ...]
    institution: tuple[InstitutionTable, ...]
    secretariat: SecretariatTable | None = None
    rules: RulesTable | None = None
    group: tuple[GroupTable, ...] = ()
    sitting: tuple[SittingTable, ...] = ()
    matter: tuple[MatterTable, ...] = ()


Table = TypeVar("Table")
WANTED: dict[object, str | Promise] = {
    str: gettext_lazy("a text in quotation marks"),
    int: gettext_lazy("a whole number, not negative"),
    bool: gettext_lazy("true or false"),
    dt.date: gettext_lazy("a date such as 2018-10-01"),
    Key: gettext_lazy("a key of small letters, digits and hyphens"),
    Month: gettext_lazy("a month such as “2020-04”"),
}


def parse(text: str) -> NetworkFile:
    """The tables of a file, each checked by itself."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LoadError("TOML", _("This is not TOML: %(error)s") % {"error": error})
    return table(NetworkFile, content, "")


def table(kind: type[Table], content: object, place: str) -> Table:
    if not isinstance(content, dict):
        raise LoadError(place, _("a table is wanted here"))
    hints = get_type_hints(kind)
    keys = {entry.metadata.get("key", entry.name): entry for entry in fields(kind)}
    place = named(place, content)
    for key in content:
        if key not in keys:
            kinds = _("unknown key “%(key)s”; allowed are: %(keys)s") % {"key": key, "keys": ", ".join(keys)}
            raise LoadError(place or key, kinds)
    values = {}
    for key, entry in keys.items():
        if key in content:
            values[entry.name] = value(hints[entry.name], content[key], f"{place}.{key}".strip("."))
        elif entry.default is MISSING and entry.default_factory is MISSING:
            raise LoadError(f"{place}.{key}".strip("."), _("is missing"))
    return kind(**values)


def named(place: str, content: dict[str, Any]) -> str:
    """A list's table is called by its key, so that a person finds it: `group "feg"`."""
    name = next((content[key] for key in ("key", "title", "month") if isinstance(content.get(key), str)), "")
    return f'{place.partition("[")[0]} "{name}"' if "[" in place and name else place


def value(wanted: Any, given: object, place: str) -> Any:
    """The value in the form of the annotation, or a refusal that says what is wanted."""
    if get_origin(wanted) in {Union, types.UnionType}:
        wanted = next(part for part in get_args(wanted) if part is not types.NoneType)
    if get_origin(wanted) is tuple:
        if not isinstance(given, list):
            raise LoadError(place, _("a list in square brackets is wanted"))
        part = get_args(wanted)[0]
        return tuple(value(part, one, f"{place}[{number}]") for number, one in enumerate(given, start=1))
    if hasattr(wanted, "__dataclass_fields__"):
        return table(wanted, given, place)
    if isinstance(wanted, type) and issubclass(wanted, TextChoices):
        if given not in wanted.values:
            choices = ", ".join(wanted.values)
            raise LoadError(place, _("“%(given)s” is not one of: %(choices)s") % {"given": given, "choices": choices})
        return wanted(given)
    if not fits(wanted, given):
        facts = {"given": given, "wanted": WANTED[wanted]}
        raise LoadError(place, _("“%(given)s” does not fit; wanted is %(wanted)s") % facts)
    return given.strip() if isinstance(given, str) else given


def fits(wanted: object, given: object) -> bool:
    if wanted is Key:
        return isinstance(given, str) and bool(re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", given))
    if wanted is Month:
        return isinstance(given, str) and bool(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", given))
    if wanted is str:
        return isinstance(given, str) and bool(given.strip())
    if wanted is int:
        return type(given) is int and given >= 0
    if wanted is dt.date:
        return type(given) is dt.date  # a moment with a clock is not a day
    return isinstance(given, wanted)  # type: ignore[arg-type]  # -- what is left is bool
