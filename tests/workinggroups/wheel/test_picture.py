import datetime as dt

import pytest
from django.utils import translation
from django.utils.formats import date_format

from kog.models import Committee, Institution
from workinggroups.flows import Flow
from workinggroups.wheel.facts import Facts, Row
from workinggroups.wheel.layout import FEW
from workinggroups.wheel.picture import draw

DAY = dt.date(2026, 6, 12)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def row(name: str = "AG FEG", members: int = 9, kind: str = "working_group", **flow: object) -> Row:
    lead = Institution(name="Industrie- und Handelskammer", short_name="IHK")
    committee = Committee(
        key="feg", name=f"{name} (lang)", short_name=name, kind=kind, lead=None if kind == "board" else lead
    )
    return Row(committee, members, Flow(**flow))


def facts(*groups: Row) -> Facts:
    return Facts(DAY, row("KOG", 16, "board"), list(groups))


def words(cog) -> list[str]:
    return [word.text for word in cog.words]


def test_cog_says_name_lead_size_date_and_what_runs():
    [cog] = draw(facts(row(up=2, down=1, next_meeting=DAY))).cogs

    day = date_format(DAY, "SHORT_DATE_FORMAT")
    assert words(cog) == ["AG FEG", "IHK", "9 seats", day, "↑2 ↓1"]
    assert cog.title == f"AG FEG (lang), 9 seats, lead: IHK, next meeting: {day}, 2 matters up, 1 assignment down"


def test_in_a_large_network_a_cog_says_less_and_its_title_the_same():
    cog = draw(facts(*[row(up=1, next_meeting=DAY) for _one in range(FEW + 1)])).cogs[0]

    assert words(cog) == ["AG FEG", "9 seats", "↑1"]
    assert "next meeting:" in cog.title


def test_matters_run_up_and_the_rest_down():
    picture = draw(facts(row(up=1, down=1, back=1)))
    [cog] = picture.cogs

    upwards = {stream.kind: stream.y1 < stream.y2 for stream in cog.streams}
    assert upwards == {"up": True, "down": False, "back": False}  # the cog stands above the board
    assert len({stream.x1 for stream in cog.streams}) == 3


def test_what_does_not_run_is_not_drawn():
    [cog] = draw(facts(row())).cogs

    assert cog.streams == []
    assert cog.spoke


def test_cogs_lead_where_one_says():
    picture = draw(facts(row()), lambda committee: "" if committee.is_board else "/gruppen/feg/")

    assert [cog.url for cog in picture.everything] == ["", "/gruppen/feg/"]


def test_more_makes_a_broader_line():
    one, many = draw(facts(row(up=1), row(up=6))).cogs

    assert one.streams[0].width < many.streams[0].width


@pytest.mark.parametrize(
    "name", ["A", "AG Berufschancen von Frauen mit Migrationsbiografie", "Donaudampfschifffahrtsgesellschaft"]
)
def test_names_take_two_lines_at_most(name):
    [cog] = draw(facts(row(name))).cogs

    names = [word.text for word in cog.words if word.style == "name"]
    assert 1 <= len(names) <= 2
    assert all(len(text) <= 20 for text in names)


def test_words_stand_in_their_cog():
    picture = draw(facts(*[row("AG Eins Zwei", up=1, down=1, back=1, next_meeting=DAY) for _one in range(5)]))

    for cog in picture.cogs:
        assert all(abs(word.y) < 62 for word in cog.words)


def test_without_a_board_the_groups_are_drawn():
    picture = draw(Facts(DAY, None, [row()]))

    assert picture.board is None
    assert len(picture.everything) == 1


def test_numbers_are_whole_so_that_no_comma_gets_into_the_picture():
    picture = draw(facts(*[row(up=1) for _one in range(7)]))

    for cog in picture.everything:
        assert all(isinstance(number, int) for number in (cog.x, cog.y, *(cog.spoke or ())))
        for stream in cog.streams:
            assert all(isinstance(number, int) for number in (stream.x1, stream.y1, stream.x2, stream.y2, stream.width))
