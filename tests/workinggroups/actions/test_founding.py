import datetime as dt

import pytest

from kog import history, queries
from kog.enums import Cadence, CommitteeKind, SeatFunction
from kog.exceptions import NotPossibleNow
from kog.models import Committee, OutboxMail, Seat
from tests.factories.kog import (
    FOUNDED,
    CommitteeFactory,
    FieldFactory,
    OccupancyFactory,
    RotationPlaceFactory,
    SeatFactory,
)
from tests.factories.workinggroups import charter
from workinggroups.actions import founding
from workinggroups.actions.founding import Charter
from workinggroups.models import Succession
from workinggroups.queries import successors_for

from .conftest import TODAY, TOMORROW, WHY, YESTERDAY, refused, verbs

pytestmark = pytest.mark.django_db


# ---------------------------------------------------------------------- founding


def test_found_opens_vacant_seats_for_lead_and_members(board, ihk, fizu, afa, secretary):
    field = FieldFactory()

    group = founding.found(
        board,
        Charter(
            name="AG Wohnen & Ankommen",
            short_name="AG  Wohnen",
            lead=ihk,
            aim="Wohnraum finden",
            fields=[field],
            members=[ihk, fizu, afa],
            since=TOMORROW,
            cadence=Cadence.MONTHLY,
        ),
        by=secretary,
    )

    group.refresh_from_db()
    assert (group.key, group.name, group.short_name) == ("ag-wohnen", "AG Wohnen & Ankommen", "AG Wohnen")
    assert (group.kind, group.parent, group.lead) == (CommitteeKind.WORKING_GROUP, board, ihk)
    assert (group.aim, group.cadence, group.founded) == ("Wohnraum finden", Cadence.MONTHLY, TOMORROW)
    assert list(group.fields.all()) == [field]
    assert {(seat.institution, seat.function, seat.valid_from) for seat in group.seats.all()} == {
        (ihk, SeatFunction.LEAD, TOMORROW),
        (fizu, SeatFunction.MEMBER, TOMORROW),
        (afa, SeatFunction.MEMBER, TOMORROW),
    }
    assert [(entry.verb, entry.by) for entry in history.of(group)] == [("founded", secretary)]


def test_found_today_without_a_day(board, secretary):
    assert founding.found(board, charter(), by=secretary).founded == TODAY


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"name": "  "}, "name_missing"),
        ({"short_name": " "}, "name_missing"),
        ({"kind": CommitteeKind.BOARD}, "board_kind"),
        ({"kind": CommitteeKind.SUBGROUP}, "subgroup_of_board"),
        ({"until": TODAY}, "end_before_beginning"),
        ({"short_name": "ag-fEG"}, "short_name_taken"),
        ({"name": "ag fachkräfteeinwanderung"}, "name_taken"),
    ],
)
def test_found_is_refused(board, group, secretary, facts, code):
    assert refused(founding.found, board, charter(**facts), by=secretary) == code
    assert Committee.objects.count() == 2


def test_found_without_a_lead_is_refused(board, secretary):
    assert refused(founding.found, board, Charter("AG Neu", "AG Neu", lead=None), by=secretary) == "lead_missing"


def test_found_twice_is_refused(board, secretary):
    founding.found(board, charter(), by=secretary)

    assert refused(founding.found, board, charter(), by=secretary) == "short_name_taken"


def test_short_name_of_a_dissolved_group_stays_taken_its_name_is_free(board, secretary):
    CommitteeFactory(name="Task Force Alt", short_name="TF Alt", dissolved=YESTERDAY)

    assert refused(founding.found, board, charter("Neu", "TF Alt"), by=secretary) == "short_name_taken"
    assert founding.found(board, charter("Task Force Alt", "TF Neu"), by=secretary).name == "Task Force Alt"


def test_found_below_a_dissolved_group_is_refused_from_that_day_on(board, secretary):
    parent = CommitteeFactory(dissolved=TOMORROW)

    assert refused(founding.found, parent, charter(since=TOMORROW), by=secretary) == "parent_dissolved"
    assert founding.found(parent, charter(since=TODAY), by=secretary).parent == parent


def test_subgroup_belongs_to_a_group(group, secretary):
    assert founding.found(group, charter(kind=CommitteeKind.SUBGROUP), by=secretary).parent == group


@pytest.mark.parametrize(
    ("short_name", "key"),
    [("TF Öl/Gas", "tf-oel-gas"), ("gründen", "gruenden-2"), ("AG feg", "ag-feg-2"), ("§§", "gruppe")],
)
def test_keys_are_free_and_no_address_of_their_own(board, secretary, short_name, key):
    CommitteeFactory(key="ag-feg")

    assert founding.found(board, charter(short_name=short_name), by=secretary).key == key


def test_planned_end_is_told_to_who_keeps_it(board, secretary, hooks):
    told = []
    hooks.register_starter(lambda *facts: told.append(facts))

    founding.found(board, charter(), by=secretary)
    planned = charter("Auf Zeit", "TF Zeit", until=TOMORROW)
    group = founding.found(board, planned, by=secretary)

    assert told == [(group, planned, secretary)]


# ---------------------------------------------------------------------- dissolving


def test_dissolve_ends_seats_and_people_and_keeps_them(group, group_member, lead_seat, secretary):
    ended = SeatFactory(committee=group, valid_until=FOUNDED)
    RotationPlaceFactory(seat=lead_seat)

    founding.dissolve(group, on=YESTERDAY, reason=WHY, by=secretary)

    group.refresh_from_db()
    assert group.dissolved == YESTERDAY
    held = group_member.occupancies.get()
    assert (held.valid_until, held.seat.valid_until) == (YESTERDAY, YESTERDAY)
    assert Seat.objects.get(pk=ended.pk).valid_until == FOUNDED
    assert not queries.committees_of(group_member).exists()
    entry = history.of(group).get(verb="dissolved")
    assert (entry.by, entry.facts["reason"], entry.facts["successor"]) == (secretary, WHY, "")
    assert [(mail.kind, mail.person) for mail in OutboxMail.objects.all()] == [("group_dissolved", group_member)]
    assert WHY in OutboxMail.objects.get().text


def test_dissolve_twice_is_refused(group, secretary):
    founding.dissolve(group, on=YESTERDAY, reason=WHY, by=secretary)

    assert refused(founding.dissolve, group, on=TODAY, reason=WHY, by=secretary) == "dissolved_already"
    assert verbs(group) == ["dissolved"]


@pytest.mark.parametrize(
    ("on", "reason", "code"),
    [
        (TOMORROW, WHY, "day_to_come"),
        (FOUNDED - dt.timedelta(days=1), WHY, "before_founding"),
        (TODAY, "  ", "reason_missing"),
    ],
)
def test_dissolve_is_refused(group, secretary, on, reason, code):
    assert refused(founding.dissolve, group, on=on, reason=reason, by=secretary) == code
    group.refresh_from_db()
    assert group.dissolved is None


def test_board_is_never_dissolved(board, secretary):
    assert refused(founding.dissolve, board, on=TODAY, reason=WHY, by=secretary) == "board"


def test_everything_that_stands_in_the_way_is_said_at_once(group, secretary, hooks):
    CommitteeFactory(name="UAG Visa", parent=group)
    SeatFactory(committee=group, institution__name="Haus Morgen", valid_from=TOMORROW)
    OccupancyFactory(seat=SeatFactory(committee=group, institution__name="Haus Später"), valid_from=TOMORROW)
    hooks.register_check(lambda committee, successor: ["AG FEG 2026-3 is planned."])

    with pytest.raises(NotPossibleNow) as refusal:
        founding.dissolve(group, on=TODAY, reason=WHY, by=secretary)

    assert refusal.value.code == "not_free"
    found = " ".join(refusal.value.missing)
    assert [word in found for word in ("UAG Visa", "Haus Morgen", "Haus Später", "2026-3")] == [True] * 4
    assert len(refusal.value.missing) == 4
    assert founding.obstacles(group) == refusal.value.missing
    assert not Seat.objects.filter(valid_until=TODAY).exists()


def test_successor_takes_subgroups_and_what_apps_above_move(board, group, other_group, secretary, hooks):
    below = CommitteeFactory(parent=group)
    moved = []
    hooks.register_follow_up(lambda *facts: moved.append(facts))

    founding.dissolve(group, on=TODAY, reason=WHY, by=secretary, successor=other_group)

    below.refresh_from_db()
    assert below.parent == other_group
    assert verbs(below) == ["moved_below"]
    assert moved == [(group, other_group, TODAY, secretary)]
    entry = Succession.objects.get()
    assert (entry.predecessor, entry.successor, entry.on, entry.reason) == (group, other_group, TODAY, WHY)


def test_board_takes_over_what_a_group_leaves(board, group, secretary):
    below = CommitteeFactory(parent=group, kind=CommitteeKind.TASK_FORCE)
    over = CommitteeFactory(dissolved=YESTERDAY)
    offered = list(successors_for(group))
    assert offered[0] == board
    assert not {group, over} & set(offered)

    founding.dissolve(group, on=TODAY, reason=WHY, by=secretary, successor=board)

    below.refresh_from_db()
    assert below.parent == board
    assert Succession.objects.get().successor == board


def test_refusal_of_a_follow_up_takes_everything_back(group, secretary, hooks):
    def refuse(*_facts):
        raise NotPossibleNow("no", "Nein.")

    hooks.register_follow_up(refuse)

    assert refused(founding.dissolve, group, on=TODAY, reason=WHY, by=secretary) == "no"
    group.refresh_from_db()
    assert group.dissolved is None


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"dissolved": YESTERDAY}, "successor_dissolved"),
        ({"founded": TOMORROW}, "successor_later"),
        ({"below": True}, "successor_below"),
    ],
)
def test_successor_that_is_none_is_refused(group, secretary, facts, code):
    below = facts.pop("below", False)
    successor = CommitteeFactory(parent=CommitteeFactory(parent=group) if below else None, **facts)

    assert refused(founding.dissolve, group, on=TODAY, reason=WHY, by=secretary, successor=successor) == code


def test_group_does_not_go_on_in_itself(group, secretary):
    assert refused(founding.dissolve, group, on=TODAY, reason=WHY, by=secretary, successor=group) == "into_itself"
    assert refused(founding.merge, [group], group, on=TODAY, reason=WHY, by=secretary) == "into_itself"
