"""Where cogs stand: rings around the board, so that none touches another, with five groups as with a hundred.

Whole numbers throughout: a template may not write a decimal comma into a picture.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

FEW = 20  # up to here there is room for every word in a cog
ONE_RING = 8  # up to here there is room for what runs between, too
GAP = 14
MARGIN = 12


@dataclass(frozen=True)
class Scale:
    """Radii of cogs without their teeth, from the smallest group to the largest; the board's; the width of the axle's
    band, and how far from it the first ring begins.
    """

    smallest: int
    largest: int
    board: int
    tooth: int
    band: int
    away: int = GAP


SPACIOUS = Scale(smallest=62, largest=96, board=88, tooth=9, band=30, away=64)
ROOMY = Scale(smallest=62, largest=96, board=88, tooth=9, band=30)
DENSE = Scale(smallest=47, largest=56, board=70, tooth=7, band=26)


@dataclass(frozen=True)
class Place:
    """A cog: its middle, its radius without teeth, which ring it stands in, and where it is seen from the board."""

    x: int
    y: int
    radius: int
    ring: int
    angle: float


@dataclass(frozen=True)
class Layout:
    size: int  # of the square picture
    scale: Scale
    axle: int  # radius of the middle of the axle's band
    places: list[Place]

    @property
    def middle(self) -> int:
        return self.size // 2


def arrange(sizes: Sequence[int]) -> Layout:
    """Places for cogs of these sizes (members), in their order: clockwise from the top, the inner ring first."""
    scale = SPACIOUS if len(sizes) <= ONE_RING else ROOMY if len(sizes) <= FEW else DENSE
    radii = _radii(sizes, scale)
    reach = scale.largest + scale.tooth
    axle = scale.board + scale.tooth + GAP + scale.band // 2
    first = axle + scale.band // 2 + scale.away + reach
    rings = _rings(len(sizes), first, reach)
    outermost = first + (len(rings) - 1) * (2 * reach + GAP) if rings else axle
    size = 2 * (outermost + reach + MARGIN)
    places = []
    for number, (count, before) in enumerate(zip(rings, accumulate(rings, initial=0), strict=False)):
        distance = first + number * (2 * reach + GAP)
        shift = 0.5 * (number % 2)
        for index in range(count):
            angle = 2 * math.pi * (index + shift) / count - math.pi / 2
            x, y = (round(size / 2 + distance * part(angle)) for part in (math.cos, math.sin))
            places.append(Place(x, y, radii[before + index], number, angle))
    return Layout(size, scale, axle, places)


def _radii(sizes: Sequence[int], scale: Scale) -> list[int]:
    """The area grows with the members, within what can be read and what fits."""
    most = max(sizes, default=0) or 1
    span = scale.largest - scale.smallest
    return [scale.smallest + round(span * math.sqrt(max(size, 0) / most)) for size in sizes]


def _rings(number: int, first: int, reach: int) -> list[int]:
    """How many cogs stand in each ring: as few rings as hold them all, each filled alike."""
    room: list[int] = []
    while sum(room) < number:
        distance = first + len(room) * (2 * reach + GAP)
        room.append(int(math.pi / math.asin((reach + GAP / 2) / distance)))
    filled = [number * places // sum(room) for places in room]
    for index in range(number - sum(filled)):
        filled[-1 - index % len(filled)] += 1
    return filled


def cog(radius: int, tooth: int) -> str:
    """The outline of a cog around (0, 0) as the commands of an SVG path: flat teeth with slanted sides."""
    teeth = max(10, round(2 * math.pi * radius / (tooth * 3.6)))
    step = 2 * math.pi / teeth
    corners = []
    for number in range(teeth):
        for share, distance in ((-0.30, radius), (-0.17, radius + tooth), (0.17, radius + tooth), (0.30, radius)):
            angle = (number + share) * step
            corners.append(f"{distance * math.cos(angle):.1f} {distance * math.sin(angle):.1f}")
    return "M" + "L".join(corners) + "Z"
