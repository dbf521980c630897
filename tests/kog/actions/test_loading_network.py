import datetime as dt

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import loading, network_checks
from kog.actions.appointing import occupy, open_seat
from kog.actions.loading_network import load_network
from kog.enums import Cadence, CommitteeKind, Majority, SeatFunction
from kog.exceptions import LoadError
from kog.loading import Counts
from kog.models import Committee, Field, HistoryEntry, Institution, Level, Network, RotationPlace, Rules, Seat
from tests.factories.kog import CommitteeFactory, InstitutionFactory, UserFactory
from tests.kog.test_network_file import GOOD

pytestmark = pytest.mark.django_db
TABLES = (Level, Field, Institution, Network, Committee, Seat, RotationPlace, Rules)


def load(text: str = GOOD) -> Counts:
    return load_network(network_checks.read(text))


def rows() -> dict[str, list[dict]]:
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in (*TABLES, HistoryEntry)}


def changed(before: str, after: str) -> str:
    assert before in GOOD
    return GOOD.replace(before, after, 1)


def test_load_makes_the_network_with_vacant_seats():
    load()

    board, group = Committee.objects.get(key="kog"), Committee.objects.get(key="ag")
    assert (board.kind, board.cadence, board.founded) == (
        CommitteeKind.BOARD,
        Cadence.THREE_A_YEAR,
        dt.date(2020, 2, 1),
    )
    assert (group.parent, group.lead.key, group.cadence) == (board, "verein", Cadence.MONTHLY)
    seats = {(s.committee.key, s.institution.key): s for s in Seat.objects.all()}
    assert set(seats) == {("kog", "amt"), ("ag", "verein"), ("ag", "amt")}
    assert seats["ag", "verein"].function == SeatFunction.LEAD
    assert all(seat.valid_from == dt.date(2020, 2, 1) and not seat.occupancies.exists() for seat in seats.values())
    assert [place.seat for place in board.rotation.all()] == [seats["kog", "amt"]]


def test_second_load_changes_nothing():
    load()
    before = rows()

    counts = load()

    assert rows() == before
    assert (counts.created.total(), counts.changed.total()) == (0, 0)


def test_counts_say_what_was_made():
    counts = load()

    assert counts.created["institutions"] == 2
    assert counts.created["seats"] == 3
    assert counts.created["committees"] == 2
    assert counts.changed.total() == 0
    assert list(counts.sentences())[-1].startswith(f"{counts.created.total()} ")


def test_changed_texts_are_taken_over_and_silence_keeps_what_was_written():
    load()
    Institution.objects.filter(key="amt").update(tasks="Im Portal geschrieben", name="Alter Name")

    counts = load(changed('name = "Verein"', 'name = "Verein e. V."'))

    assert Institution.objects.get(key="verein").name == "Verein e. V."
    assert Institution.objects.get(key="amt").name == "Amt"
    assert Institution.objects.get(key="amt").tasks == "Im Portal geschrieben"
    assert counts.changed["institutions"] == 2


def test_member_that_is_added_later_sits_from_today():
    load(changed('members = ["amt"]', "members = []"))

    counts = load()

    seat = Seat.objects.get(committee__key="ag", institution__key="amt")
    assert seat.valid_from == timezone.localdate()
    assert counts.created["seats"] == 1


def test_member_that_is_left_out_loses_the_seat_today():
    load()
    seat = Seat.objects.get(committee__key="ag", institution__key="amt")
    held = occupy(seat, UserFactory(), since=dt.date(2021, 1, 1), by=None)

    counts = load(changed('members = ["amt"]', "members = []"))

    seat.refresh_from_db()
    held.refresh_from_db()
    assert seat.valid_until == held.valid_until == timezone.localdate()
    assert counts.changed["seats"] == 1
    assert load(changed('members = ["amt"]', "members = []")).changed["seats"] == 0


def test_member_that_comes_back_on_the_same_day_keeps_the_seat():
    load()
    load(changed('members = ["amt"]', "members = []"))

    load()

    assert Seat.objects.get(committee__key="ag", institution__key="amt").valid_until is None


def test_seat_opened_in_the_portal_is_not_ended_by_the_file():
    load()
    seat = open_seat(Committee.objects.get(key="ag"), InstitutionFactory(), since=dt.date(2022, 1, 1), by=None)

    load()

    seat.refresh_from_db()
    assert seat.valid_until is None


def test_other_lead_changes_the_functions_of_the_seats():
    load()

    load(changed('lead = "verein"', 'lead = "amt"').replace('members = ["amt"]', 'members = ["verein"]'))

    functions = dict(Seat.objects.filter(committee__key="ag").values_list("institution__key", "function"))
    assert functions == {"verein": SeatFunction.MEMBER, "amt": SeatFunction.LEAD}


def test_rules_begin_with_the_committee():
    load(GOOD + '\n[rules]\nmajority = "two_thirds"\nnotice_days = 10\n')

    rules = Rules.objects.get()
    assert (rules.committee.key, rules.valid_from) == ("kog", dt.date(2020, 2, 1))
    assert (rules.majority, rules.notice_days, rules.minutes_days) == (Majority.TWO_THIRDS, 10, 28)


def test_rules_in_force_are_not_rewritten():
    load(GOOD + "\n[rules]\nnotice_days = 10\n")

    with pytest.raises(LoadError) as refused:
        load(GOOD + "\n[rules]\nnotice_days = 20\n")

    assert refused.value.place == "rules"
    assert Rules.objects.get().notice_days == 10


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ('name = "Verein"', f'name = "{"x" * 201}"', 'institution "verein".name'),
        ('name = "Verein"', 'name = "Verein"\nwebsite = "nirgends"', 'institution "verein".website'),
        ('name = "Verein"', 'name = "Verein"\nemail = "niemand"', 'institution "verein".email'),
        ('short_name = "N"', 'short_name = "N"\nstate = "SACHSEN"', "network.state"),
        ('members = ["amt"]', f'members = ["amt"]\nmandate = "x"\nshort_name_ = "{"x" * 61}"', 'group "ag"'),
        ('short_name = "AG X"', f'short_name = "{"x" * 61}"', 'group "ag".short_name'),
    ],
)
def test_what_the_database_would_not_take_is_refused_and_nothing_stays(before, after, place):
    with pytest.raises(LoadError) as refused:
        load(changed(before, after))

    assert refused.value.place == place
    assert not any(table.objects.exists() for table in TABLES)


def test_short_name_of_a_committee_outside_the_file_is_refused():
    CommitteeFactory(board=True)
    taken = CommitteeFactory(key="alt", short_name="ag-x")

    with pytest.raises(LoadError) as refused:
        load()

    assert (refused.value.place, refused.value.reason) == (
        'group "ag"',
        _("The numbers of another committee's meetings begin with this short name already."),
    )
    assert list(Committee.objects.exclude(kind=CommitteeKind.BOARD)) == [taken]


def test_loader_of_another_app_takes_everything_back(monkeypatch):
    def fails(file, by):
        raise LoadError("matter", "no")

    monkeypatch.setattr(loading, "_loaders", [fails])

    with pytest.raises(LoadError):
        load()

    assert not any(table.objects.exists() for table in TABLES)


def test_loader_of_another_app_is_counted(monkeypatch):
    def counts(file, by):
        return Counts(created={"sittings": len(file.sitting)})

    monkeypatch.setattr(loading, "_loaders", [counts])

    assert load().created["sittings"] == 1


def test_subgroup_named_before_its_group_hangs_below_it():
    subgroup = '[[group]]\nkey = "sub"\nname = "Unter"\nkind = "subgroup"\nparent = "ag"\n\n[[group]]\nkey = "ag"'

    load(changed('[[group]]\nkey = "ag"', subgroup))

    sub = Committee.objects.get(key="sub")
    assert (sub.parent.key, sub.short_name, sub.position) == ("ag", "Unter", 1)
