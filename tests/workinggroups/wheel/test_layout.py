import itertools
import math
import random
import re

import pytest

from workinggroups.wheel.layout import arrange, cog

NUMBERS = [*range(31), 47, 60, 99, 120]


def sizes(number: int, seed: int) -> list[int]:
    pick = random.Random(seed)
    return [pick.choice((0, 1, 3, 9, 24, 60)) for _one in range(number)]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("number", NUMBERS)
def test_no_cog_touches_another_the_axle_or_the_edge(number, seed):
    layout = arrange(sizes(number, seed))
    tooth = layout.scale.tooth

    assert len(layout.places) == number
    for one, other in itertools.combinations(layout.places, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius + 2 * tooth
    for place in layout.places:
        outside = place.radius + tooth
        assert math.hypot(place.x - layout.middle, place.y - layout.middle) > (
            layout.axle + layout.scale.band / 2 + outside
        )
        for position in (place.x, place.y):
            assert outside <= position <= layout.size - outside


def test_axle_lies_around_the_board():
    layout = arrange([1, 2, 3])

    assert layout.axle - layout.scale.band / 2 > layout.scale.board + layout.scale.tooth


def test_more_members_never_make_a_smaller_cog():
    radii = [place.radius for place in arrange([0, 1, 5, 9, 30]).places]

    assert radii == sorted(radii)
    assert radii[0] < radii[-1]


@pytest.mark.parametrize(("number", "widest"), [(5, 880), (8, 880), (12, 1210), (20, 1210), (60, 1500)])
def test_picture_stays_readable_on_a_page(number, widest):
    """Beyond this the words would shrink below what can be read."""
    assert arrange([9] * number).size <= widest


def test_first_cog_stands_on_top():
    first = arrange([5, 5, 5, 5]).places[0]

    assert first.x == arrange([5, 5, 5, 5]).middle
    assert first.y < arrange([5, 5, 5, 5]).middle


def test_rings_are_filled_alike():
    rings = [place.ring for place in arrange([9] * 60).places]

    counts = [rings.count(ring) for ring in sorted(set(rings))]
    assert counts == sorted(counts)
    assert rings == sorted(rings)


@pytest.mark.parametrize("radius", [47, 56, 66, 82, 88])
def test_cog_has_teeth_between_its_radius_and_their_tips(radius):
    outline = cog(radius, 9)

    corners = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", outline)]
    distances = {round(math.hypot(x, y)) for x, y in corners}
    assert distances == {radius, radius + 9}
    assert len(corners) % 4 == 0
    assert outline.endswith("Z")
