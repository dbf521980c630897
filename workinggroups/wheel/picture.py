"""The wheel as lines and words a template can draw."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from textwrap import wrap

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kog.models import Committee
from workinggroups.flows import Flow

from .facts import Facts, Row
from .layout import FEW, Layout, Place, arrange, cog

LINE = 16  # from one line of words to the next
LETTER, BOLD_LETTER = 7.0, 8.3  # how wide a letter is on average
SIDE_BY_SIDE = 11  # between the lines of one spoke
SIGNS = {"up": "↑", "down": "↓", "back": "↩"}


@dataclass(frozen=True)
class Word:
    """A line of words in a cog; `style` names its class."""

    text: str
    y: int
    style: str


@dataclass(frozen=True)
class Stream:
    """One kind of flow between a cog and the board, from where it comes to where it goes."""

    kind: str
    count: int
    x1: int
    y1: int
    x2: int
    y2: int
    width: int


@dataclass(frozen=True)
class Cog:
    row: Row
    url: str
    x: int
    y: int
    shape: str
    title: str
    words: list[Word]
    spoke: tuple[int, int, int, int] | None = None
    streams: list[Stream] = field(default_factory=list)


@dataclass(frozen=True)
class Picture:
    size: int
    middle: int
    axle: int
    band: int
    shapes: dict[str, str]  # outlines by name, each drawn once and used many times
    board: Cog | None
    cogs: list[Cog]

    @property
    def kinds(self) -> list[str]:
        return list(SIGNS)

    @property
    def everything(self) -> list[Cog]:
        return [self.board, *self.cogs] if self.board else self.cogs

    @property
    def axle_left(self) -> int:
        return self.middle - self.axle

    @property
    def axle_right(self) -> int:
        return self.middle + self.axle


def draw(facts: Facts, address: Callable[[Committee], str] = Committee.get_absolute_url) -> Picture:
    """`address` says where a cog leads; nowhere when it is empty."""
    layout = arrange([row.members for row in facts.groups])
    board = layout.scale.board
    radii = {board, *(place.radius for place in layout.places)}
    pairs = zip(facts.groups, layout.places, strict=True)
    return Picture(
        size=layout.size,
        middle=layout.middle,
        axle=layout.axle,
        band=layout.scale.band,
        shapes={f"zahnrad-{radius}": cog(radius, layout.scale.tooth) for radius in sorted(radii)},
        board=facts.board and _board(facts.board, layout, address(facts.board.committee)),
        cogs=[_cog(row, place, layout, address(row.committee), roomy=len(facts.groups) <= FEW) for row, place in pairs],
    )


def _board(row: Row, layout: Layout, url: str) -> Cog:
    lines = [(text, "name") for text in _name(row.committee.short_name, layout.scale.board)]
    lines.append((_seats(row.members), "fact"))
    if row.flow.next_meeting:
        lines.append((_next(row.flow), "fact"))
    middle = layout.middle
    return Cog(row, url, middle, middle, f"zahnrad-{layout.scale.board}", title_of(row), _stacked(lines))


def _cog(row: Row, place: Place, layout: Layout, url: str, *, roomy: bool) -> Cog:
    lines = [(text, "name") for text in _name(row.committee.short_name, place.radius)]
    if roomy and row.committee.lead:
        lines.append((_short(str(row.committee.lead), _letters(place.radius)), "fact"))
    lines.append((_seats(row.members), "fact"))
    if roomy and row.flow.next_meeting:
        lines.append((_next(row.flow), "fact"))
    if counts := _counts(row.flow):
        lines.append((counts, "counts"))
    spoke = _between(place, layout, 0)
    streams = list(_streams(row.flow, place, layout))
    return Cog(row, url, place.x, place.y, f"zahnrad-{place.radius}", title_of(row), _stacked(lines), spoke, streams)


def title_of(row: Row) -> str:
    """The cog in one sentence, for those who hear it or hold the mouse over it."""
    parts = [row.committee.name, _seats(row.members)]
    if row.committee.lead:
        parts.append(_("lead: %(house)s") % {"house": row.committee.lead})
    if row.flow.next_meeting:
        parts.append(_("next meeting: %(day)s") % {"day": date_format(row.flow.next_meeting, "SHORT_DATE_FORMAT")})
    return ", ".join([*parts, *flow_words(row.flow)])


def flow_words(flow: Flow) -> list[str]:
    """What runs, in words; nothing for what does not."""
    words = []
    if flow.up:
        words.append(ngettext("%(count)d matter up", "%(count)d matters up", flow.up) % {"count": flow.up})
    if flow.down:
        given = ngettext("%(count)d assignment down", "%(count)d assignments down", flow.down)
        words.append(given % {"count": flow.down})
    if flow.back:
        words.append(ngettext("%(count)d answer back", "%(count)d answers back", flow.back) % {"count": flow.back})
    return words


def _seats(number: int) -> str:
    return ngettext("%(count)d seat", "%(count)d seats", number) % {"count": number}


def _next(flow: Flow) -> str:
    return date_format(flow.next_meeting, "SHORT_DATE_FORMAT")


def _counts(flow: Flow) -> str:
    """ "↑2 ↓1": what runs, with the signs of the legend."""
    return " ".join(f"{sign}{getattr(flow, kind)}" for kind, sign in SIGNS.items() if getattr(flow, kind))


def _letters(radius: int, letter: float = LETTER) -> int:
    """How many letters a line in a cog holds; towards its edge less than across its middle."""
    return int(2 * radius * 0.86 / letter)


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def _name(text: str, radius: int) -> list[str]:
    """A name on two lines at most."""
    letters = _letters(radius, BOLD_LETTER)
    lines = wrap(text, letters) or [text]
    return lines if len(lines) <= 2 else [lines[0], _short(" ".join(lines[1:]), letters)]


def _stacked(lines: list[tuple[str, str]]) -> list[Word]:
    """Lines around the middle of a cog; the baseline lies a little below it."""
    top = -LINE * (len(lines) - 1) / 2 + 4
    return [Word(text, round(top + LINE * number), style) for number, (text, style) in enumerate(lines)]


def _between(place: Place, layout: Layout, offset: int) -> tuple[int, int, int, int]:
    """From the edge of the cog to the edge of the board, moved aside by `offset`."""
    along, aside = (math.cos(place.angle), math.sin(place.angle)), (-math.sin(place.angle), math.cos(place.angle))
    reach = layout.scale.board + layout.scale.tooth + 2
    distance = math.hypot(place.x - layout.middle, place.y - layout.middle)
    edge = distance - place.radius - layout.scale.tooth - 2
    ends = []
    for length in (edge, reach):
        ends += [round(layout.middle + length * along[axis] + offset * aside[axis]) for axis in (0, 1)]
    return ends[0], ends[1], ends[2], ends[3]


def _streams(flow: Flow, place: Place, layout: Layout) -> Iterator[Stream]:
    for number, kind in enumerate(SIGNS):
        count = getattr(flow, kind)
        if count:
            x1, y1, x2, y2 = _between(place, layout, (number - 1) * SIDE_BY_SIDE)
            if kind != "up":
                x1, y1, x2, y2 = x2, y2, x1, y1
            yield Stream(kind, count, x1, y1, x2, y2, width=2 + min(count, 6) // 2)
