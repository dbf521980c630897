import datetime as dt

import pytest
from django.utils import timezone

from tests.factories.kog import FOUNDED, CommitteeFactory, SeatFactory
from workinggroups import flows
from workinggroups.flows import Flow
from workinggroups.wheel import facts

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LONG_AGO = FOUNDED - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def told(monkeypatch):
    """Nobody above tells of flows unless a test says so."""
    monkeypatch.setattr(flows, "_tellers", [])


def test_rows_are_the_committees_of_the_day_with_their_seats(board, group, other_group, ihk, board_member):
    SeatFactory(committee=group, institution=ihk)
    SeatFactory(committee=group, valid_until=FOUNDED)
    SeatFactory.create_batch(2, committee=board)
    CommitteeFactory(dissolved=TODAY)
    CommitteeFactory(founded=TODAY + dt.timedelta(days=1))

    found = facts.seen_by(board_member, TODAY)

    assert (found.board.committee, found.board.members) == (board, 3)
    assert [(row.committee, row.members) for row in found.groups] == [(group, 1), (other_group, 0)]
    assert [row.committee for row in found.rows] == [board, group, other_group]
    assert found.members == 1


def test_as_of_another_day(board, group, secretary):
    seat = SeatFactory(committee=group, valid_until=FOUNDED)
    former = CommitteeFactory(dissolved=TODAY)

    then = facts.seen_by(secretary, FOUNDED)

    assert [(row.committee, row.members) for row in then.groups] == [(group, 1), (former, 0)]
    assert seat.committee == group
    assert facts.seen_by(secretary, LONG_AGO).rows == []


def test_subgroups_stand_beside_their_group(board, group, other_group, secretary):
    below = CommitteeFactory(parent=group)

    assert [row.committee for row in facts.seen_by(secretary, TODAY).groups] == [group, below, other_group]


def test_flows_are_added_up_for_who_looks(board, group, other_group, board_member):
    asked = []

    def meetings(committees, day, user):
        asked.append((list(committees), day, user))
        return {group.pk: Flow(1, 2, 0, TODAY), other_group.pk: Flow(0, 1, 3)}

    flows.register_flows(meetings)
    flows.register_flows(lambda committees, day, user: {group.pk: Flow(up=1, next_meeting=FOUNDED)})

    found = facts.seen_by(board_member, TODAY)

    assert [row.flow for row in found.groups] == [Flow(2, 2, 0, FOUNDED), Flow(0, 1, 3)]
    assert found.total == Flow(2, 3, 3)
    assert asked == [([board, group, other_group], TODAY, board_member)]


def test_public_is_told_of_what_is_shown_and_nothing_of_flows(board, group, other_group):
    flows.register_flows(lambda committees, day, user: {group.pk: Flow(9, 9, 9, TODAY)})

    assert [(row.committee, row.flow) for row in facts.public(TODAY, {group.pk}).rows] == [
        (board, Flow()),
        (group, Flow()),
    ]
    assert [row.committee for row in facts.public(TODAY, set()).rows] == [board]
