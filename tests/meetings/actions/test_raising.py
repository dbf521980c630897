import datetime as dt

import pytest

from meetings.enums import ItemKind, ItemState, MatterKind
from meetings.models import AgendaItem, Matter
from tests.factories.meetings import raised

from .conftest import NOW


def test_matter_has_a_number_for_life_and_is_suggested(full_board, group, group_lead, secretary, last_entry, mails):
    matter = raised(group, kind=MatterKind.NEED, title=" Sprachkurse ", text=" *Abends* ", by=group_lead)

    assert (matter.number, matter.slug, matter.kind) == ("V-2026-001", "v-2026-001", MatterKind.NEED)
    assert (matter.title, matter.text, matter.text_html) == ("Sprachkurse", "*Abends*", "<p><em>Abends</em></p>")
    assert (matter.origin, matter.addressee, matter.raised_by) == (group, full_board, group_lead)
    assert matter.raised_at == NOW
    item = AgendaItem.objects.get(matter=matter)
    assert (item.state, item.committee, item.meeting) == (ItemState.SUGGESTED, full_board, None)
    assert (item.title, item.kind, item.presenter) == ("Sprachkurse", ItemKind.DECISION, "AG FEG")
    assert (item.suggested_from, item.suggested_by) == (group, group_lead)
    assert last_entry(matter) == ("raised", group_lead, {"origin": "AG FEG", "addressee": "KOG"})
    assert mails() == [("item_suggested", secretary.email)]


def test_matters_are_numbered_by_year(group, group_lead, now):
    facts = {"kind": MatterKind.NEED, "text": "", "by": group_lead}
    numbers = [raised(group, title=title, **facts).number for title in "xy"]
    now.shift(dt.timedelta(days=365))

    assert [*numbers, raised(group, title="x", **facts).number] == [
        "V-2026-001",
        "V-2026-002",
        "V-2027-001",
    ]


def test_the_same_matter_is_not_raised_twice_within_a_day(group, group_lead, refused, now):
    facts = {"kind": MatterKind.NEED, "title": "Sprachkurse", "text": "", "by": group_lead}
    raised(group, **facts)
    now.shift(dt.timedelta(hours=23))
    with refused("raised_already"):
        raised(group, **facts | {"title": " Sprachkurse "})
    assert Matter.objects.count() == AgendaItem.objects.filter(matter__isnull=False).count() == 1

    now.shift(dt.timedelta(hours=2))

    assert raised(group, **facts).number == "V-2026-002"


def test_the_board_has_nobody_above_it(full_board, secretary, refused):
    with refused("no_addressee"):
        raised(full_board, kind=MatterKind.NEED, title="x", text="", by=secretary)


def test_a_matter_needs_a_title_and_takes_no_number_without(group, group_lead, refused):
    with refused("matter_without_title"):
        raised(group, kind=MatterKind.NEED, title=" ", text="x", by=group_lead)

    assert Matter.objects.count() == 0
    assert raised(group, kind="need", title="x", text="", by=group_lead).number == "V-2026-001"


@pytest.mark.parametrize("kind", ["", "wunsch"])
def test_a_kind_nobody_knows_is_refused(group, group_lead, refused, kind):
    with refused("no_such_kind"):
        raised(group, kind=kind, title="x", text="", by=group_lead)
