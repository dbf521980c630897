"""A wrong file is refused with table, key and reason; the reason itself is for people and not compared word by word."""

import datetime as dt

import pytest
from django.conf import settings

from kog import network_checks
from kog.exceptions import LoadError

GOOD = """
[network]
name = "Netz"
short_name = "N"
place = "Ort"
founded = 2020-02-01
fields = ["Arbeit"]

[[level]]
key = "stadt"
name = "Stadt"

[[institution]]
key = "amt"
name = "Amt"
short_name = "A"
level = "stadt"
board = true

[[institution]]
key = "verein"
name = "Verein"
level = "stadt"

[board]
name = "Leitung"
short_name = "KOG"
chair_rotation = ["amt"]

[[group]]
key = "ag"
name = "Arbeitsgruppe"
short_name = "AG X"
kind = "working_group"
lead = "verein"
cadence = "monthly"
members = ["amt"]

[[sitting]]
body = "board"
month = "2020-04"
state = "cancelled"

[[matter]]
from = "ag"
kind = "need"
title = "Bedarf"
"""

WRONG = [
    ("not TOML at all", "[network", "[network", "TOML"),
    ("unknown table", "[board]", "[bord]", "bord"),
    ("unknown key", 'name = "Verein"', 'nane = "Verein"', 'institution "verein"'),
    ("missing key", 'name = "Verein"\n', "", 'institution "verein".name'),
    ("missing table", '[board]\nname = "Leitung"\nshort_name = "KOG"\nchair_rotation = ["amt"]\n', "", "board"),
    ("empty text", 'name = "Verein"', 'name = "  "', 'institution "verein".name'),
    ("number for a text", 'name = "Verein"', "name = 7", 'institution "verein".name'),
    ("text for yes or no", "board = true", 'board = "ja"', 'institution "amt".board'),
    ("number for yes or no", "board = true", "board = 1", 'institution "amt".board'),
    ("text for a list", 'members = ["amt"]', 'members = "amt"', 'group "ag".members'),
    ("text for a date", "founded = 2020-02-01", 'founded = "1.2.2020"', "network.founded"),
    ("moment for a date", "founded = 2020-02-01", "founded = 2020-02-01T10:00:00", "network.founded"),
    ("impossible date", "founded = 2020-02-01", "founded = 2020-02-31", "TOML"),
    ("month that is none", 'month = "2020-04"', 'month = "2020-13"', 'sitting "2020-13".month'),
    ("list for a table", "[board]", "[[board]]", "board"),
    ("key with capitals", 'key = "verein"', 'key = "Verein"', 'institution "Verein".key'),
    ("unknown kind", 'kind = "working_group"', 'kind = "club"', 'group "ag".kind'),
    ("the board among the groups", 'kind = "working_group"', 'kind = "board"', 'group "ag".kind'),
    ("unknown cadence", 'cadence = "monthly"', 'cadence = "daily"', 'group "ag".cadence'),
    ("unknown state", 'state = "cancelled"', 'state = "lost"', 'sitting "2020-04".state'),
    ("unknown kind of matter", 'kind = "need"', 'kind = "wish"', 'matter "Bedarf".kind'),
    ("unknown level", 'name = "Verein"\nlevel = "stadt"', 'name = "Verein"\nlevel = "x"', 'institution "verein".level'),
    ("unknown parent", 'name = "Verein"', 'name = "Verein"\nparent = "x"', 'institution "verein".parent'),
    ("own parent", 'name = "Verein"', 'name = "Verein"\nparent = "verein"', 'institution "verein".parent'),
    ("unknown field", 'name = "Verein"', 'name = "Verein"\nfields = ["X"]', 'institution "verein".fields'),
    ("unknown lead", 'lead = "verein"', 'lead = "x"', 'group "ag".lead'),
    ("unknown member", 'members = ["amt"]', 'members = ["x"]', 'group "ag".members'),
    ("member twice", 'members = ["amt"]', 'members = ["amt", "amt"]', 'group "ag".members'),
    ("unknown body", 'body = "board"', 'body = "x"', "sitting[1].body"),
    ("unknown origin", 'from = "ag"', 'from = "x"', 'matter "Bedarf".from'),
    ("chair without a seat", 'chair_rotation = ["amt"]', 'chair_rotation = ["verein"]', "board.chair_rotation"),
    ("chair twice", 'chair_rotation = ["amt"]', 'chair_rotation = ["amt", "amt"]', "board.chair_rotation"),
    ("institution twice", 'key = "verein"', 'key = "amt"', "institution.key"),
    ("short name twice", 'name = "Verein"', 'name = "Verein"\nshort_name = "A"', "institution.short_name"),
    ("group named like the board", 'short_name = "AG X"', 'short_name = "kog"', "group.short_name"),
    ("group with the key of the board", 'key = "ag"', 'key = "board"', "group.key"),
    ("group with the key of a page", 'key = "ag"', 'key = "aussen"', 'group "aussen".key'),
    ("board with the key of a page", 'short_name = "KOG"', 'short_name = "KOG"\nkey = "fruehere"', "board.key"),
    ("board named like a page", 'short_name = "KOG"', 'short_name = "Aussen"', "board.key"),
    ("house with the key of a page", 'key = "verein"', 'key = "matrix"', 'institution "matrix".key'),
    ("subgroup without its group", 'kind = "working_group"', 'kind = "subgroup"', 'group "ag".parent'),
    ("group below itself", 'kind = "working_group"', 'kind = "forum"\nparent = "ag"', 'group "ag".parent'),
    ("neither month nor date", 'month = "2020-04"\n', "", "sitting[1].month"),
]


def test_good_file_is_read_with_its_types():
    file = network_checks.read(GOOD)

    assert file.network.founded == dt.date(2020, 2, 1)
    assert [house.board for house in file.institution] == [True, False]
    assert file.group[0].houses == ("verein", "amt")
    assert file.matter[0].origin == "ag"
    assert network_checks.board_key(file) == "kog"


@pytest.mark.parametrize(("before", "after", "place"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_wrong_file_is_refused_at_its_place(before, after, place):
    assert before in GOOD
    text = GOOD.replace(before, after, 1) if before != "[network" else before

    with pytest.raises(LoadError) as refused:
        network_checks.read(text)

    assert refused.value.place == place
    assert str(refused.value.reason)


@pytest.mark.parametrize("name", ["leipzig", "landkreis"])
def test_networks_of_the_project_are_right(name):
    text = (settings.ROOT / "assets" / "networks" / f"{name}.toml").read_text(encoding="utf-8")

    file = network_checks.read(text)

    assert file.board.chair_rotation
    assert len({group.kind for group in file.group}) >= 2
