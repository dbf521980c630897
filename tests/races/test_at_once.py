"""Two people do the same thing, or opposite things, in the same moment. What counts is the state in the end."""

import datetime as dt

import pytest
from django.utils import timezone

from kog.exceptions import Conflict
from kog.models import HistoryEntry
from meetings import sealing
from meetings.actions import agenda, assigning, conducting, convening, deciding, recording, reviewing
from meetings.actions.assigning import Order
from meetings.actions.convening import Arrangement
from meetings.actions.reviewing import Finding
from meetings.enums import Outcome, ProtocolState, ReviewResult
from meetings.models import AgendaItem, Assignment, Deferral, Meeting, Participation, Protocol, Resolution
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, protocol_in, raised
from tests.play import laws

MANY = 5


@pytest.fixture(autouse=True)
def nothing_is_lost(transactional_db):
    yield
    assert list(laws.closed_only_when_all_is_recorded()) == []
    assert list(laws.open_work_is_due_somewhere()) == []
    assert list(laws.postponed_items_return(set())) == []
    assert list(laws.unapproved_protocols_are_on_one_agenda()) == []
    assert list(laws.only_a_review_closes()) == []
    assert list(laws.records_stay_with_their_meeting()) == []
    assert list(laws.seals_hold()) == []
    assert list(laws.turns_follow_the_dates()) == []


@pytest.fixture
def following(running, secretary) -> Meeting:
    return MeetingFactory(committee=running.committee, by=secretary, date=running.date + dt.timedelta(days=30))


@pytest.fixture
def complete(running, following, secretary) -> Meeting:
    """A running meeting that could be closed, with one item to be carried over."""
    conducting.record_rest_present(running, by=secretary)
    item = AgendaItemFactory(meeting=running, title="Wohnen")
    conducting.set_outcome(item, Outcome.POSTPONED, by=secretary)
    conducting.treat_formal_items(running, by=secretary)
    return running


def test_two_closes_draft_one_protocol_and_carry_once(complete, following, secretary, at_once, codes):
    results = at_once(*[lambda: conducting.close_meeting(complete, by=secretary)] * 2)

    assert codes(results) == []
    assert Protocol.objects.filter(meeting=complete).count() == 1
    assert AgendaItem.objects.filter(title="Wohnen", meeting=following).count() == 1
    assert HistoryEntry.objects.filter(verb="closed").count() == 1


def test_assignments_get_different_numbers(running, afa, secretary, at_once):
    item = AgendaItemFactory(meeting=running)

    at_once(*[lambda n=n: assigning.assign(item, Order(afa, f"Bericht {n}"), by=secretary) for n in range(MANY)])

    numbers = sorted(Assignment.objects.values_list("number", flat=True))
    assert numbers == [f"{running.designation}/{number:02}" for number in range(1, MANY + 1)]


def test_resolutions_get_different_numbers(running, secretary, at_once):
    conducting.record_rest_present(running, by=secretary)
    item = AgendaItemFactory(meeting=running)

    wordings = [f"Punkt {number}" for number in range(MANY)]
    at_once(*[lambda w=w: deciding.record_resolution(item, w, deciding.Ballot(), by=secretary) for w in wordings])

    assert sorted(one[-2:] for one in Resolution.objects.values_list("number", flat=True)) == [
        f"{number:02}" for number in range(1, MANY + 1)
    ]


def test_matters_get_different_numbers(full_board, group, group_lead, at_once):
    facts = {"kind": "need", "text": "", "by": group_lead}

    matters = at_once(*[lambda n=n: raised(group, title=f"Bedarf {n}", **facts) for n in range(MANY)])

    assert sorted(one.number[-3:] for one in matters) == [f"{number:03}" for number in range(1, MANY + 1)]


def test_two_planners_of_a_year_plan_it_once(full_board, secretary, at_once, codes):
    year = timezone.localdate().year + 1
    days = [Arrangement(dt.date(year, month, 9)) for month in (2, 6, 10)]

    results = at_once(*[lambda: convening.plan_year(full_board, days, by=secretary)] * 2)

    assert codes(results) == ["planned_twice"]
    assert [one.number for one in Meeting.objects.in_order()] == [1, 2, 3]


def test_planners_of_different_days_get_different_numbers(full_board, secretary, at_once, codes):
    day = timezone.localdate()
    steps = [
        lambda days=days: convening.plan(full_board, Arrangement(day + dt.timedelta(days=days)), by=secretary)
        for days in range(1, MANY + 1)
    ]

    assert codes(at_once(*steps)) == []
    designations = set(Meeting.objects.values_list("designation", flat=True))
    assert len(designations) == MANY


def test_two_approvals_make_one_seal(running, following, secretary, at_once, codes):
    finish(running, by=secretary)
    protocol = protocol_in(ProtocolState.CIRCULATED, running, by=secretary)
    conducting.open_meeting(following, by=secretary)

    results = at_once(*[lambda: recording.approve(protocol, following, by=secretary)] * 2)

    assert codes(results) == ["protocol_not_circulated"]
    assert HistoryEntry.objects.filter(verb="approved").count() == 1
    protocol.refresh_from_db()
    assert (protocol.chain_position, list(sealing.verify(protocol.committee))) == (1, [])


def test_two_protocols_approved_at_once_form_one_chain(running, following, full_board, secretary, at_once, codes):
    last = MeetingFactory(committee=full_board, by=secretary, date=following.date + dt.timedelta(days=30))
    for meeting in (running, following):
        conducting.open_meeting(meeting, by=secretary)
        finish(meeting, by=secretary)
        protocol_in(ProtocolState.CIRCULATED, meeting, by=secretary)
    conducting.open_meeting(last, by=secretary)
    first, second = Protocol.objects.order_by("pk")

    results = at_once(
        lambda: recording.approve(first, last, by=secretary), lambda: recording.approve(second, last, by=secretary)
    )

    assert codes(results) == []
    assert set(Protocol.objects.values_list("chain_position", flat=True)) >= {1, 2}
    assert list(sealing.verify(full_board)) == []


def test_two_writers_of_one_text_lose_nothing(running, secretary, chair, at_once, codes):
    item = AgendaItemFactory(meeting=running)

    results = at_once(
        lambda: conducting.save_discussion(item, "Text der einen", based_on=0, by=secretary),
        lambda: conducting.save_discussion(item, "Text der anderen", based_on=0, by=chair),
    )

    assert codes(results) == ["conflict"]
    conflict = next(one for one in results if isinstance(one, Conflict))
    item.refresh_from_db()
    assert item.discussion == conflict.theirs
    assert {conflict.theirs, conflict.yours} == {"Text der einen", "Text der anderen"}


def test_closing_while_an_assignment_is_set_keeps_both_true(complete, following, afa, secretary, at_once, codes):
    item = complete.items.first()

    results = at_once(
        lambda: conducting.close_meeting(complete, by=secretary),
        lambda: assigning.assign(item, Order(afa, "Bericht"), by=secretary),
    )

    complete.refresh_from_db()
    assert complete.is_closed
    if codes(results) == ["meeting_not_running"]:
        assert Assignment.objects.count() == 0
    else:
        assignment = Assignment.objects.get()
        assert (codes(results), assignment.due_meeting) == ([], following)
        assert assignment.number in complete.protocol.sections.get(item=item).text


def test_cancelling_the_meeting_to_which_something_is_extended(running, following, afa, secretary, at_once, codes):
    assignment = AssignmentFactory(item__meeting=running, lead=afa, by=secretary)
    finish(running, by=secretary)
    last = MeetingFactory(committee=running.committee, by=secretary, date=following.date + dt.timedelta(days=30))
    conducting.open_meeting(following, by=secretary)

    results = at_once(
        lambda: convening.cancel(last, reason="Pandemie", by=secretary),
        lambda: reviewing.review(assignment, following, Finding(ReviewResult.EXTENDED, "Zeit"), by=secretary),
    )

    assignment.refresh_from_db()
    assert codes(results) == []
    assert (assignment.is_open, assignment.due_meeting) == (True, None)
    assert Deferral.objects.count() in (0, 1)


def test_cancelling_a_meeting_that_is_being_opened(running, following, secretary, at_once, codes):
    results = at_once(
        lambda: convening.cancel(following, reason="Pandemie", by=secretary),
        lambda: conducting.open_meeting(following, by=secretary),
    )

    following.refresh_from_db()
    assert codes(results) == ["meeting_not_open"]
    assert following.is_cancelled != following.is_running


def test_two_openings_seat_everybody_once(following, secretary, at_once, codes):
    results = at_once(*[lambda: conducting.open_meeting(following, by=secretary)] * 2)

    assert codes(results) == []
    seats = list(Participation.objects.filter(meeting=following).values_list("seat", flat=True))
    assert len(seats) == len(set(seats)) == 2


def test_two_answers_to_one_suggestion(following, board_member, secretary, at_once, codes):
    idea = agenda.suggest_item(following.committee, {"title": "Idee"}, by=board_member)

    results = at_once(
        lambda: agenda.accept_item(idea, meeting=following, by=secretary),
        lambda: agenda.decline_item(idea, reason="Nein", by=secretary),
    )

    assert codes(results) == ["not_a_suggestion"]


def test_two_reviews_of_one_assignment_leave_one(running, following, afa, secretary, at_once, codes):
    assignment = AssignmentFactory(item__meeting=running, lead=afa, by=secretary)
    finish(running, by=secretary)
    conducting.open_meeting(following, by=secretary)

    results = at_once(
        lambda: reviewing.review(assignment, following, Finding(ReviewResult.DONE), by=secretary),
        lambda: reviewing.review(assignment, following, Finding(ReviewResult.EXTENDED, "Zeit"), by=secretary),
    )

    assert codes(results) == []
    assert following.reviews.count() == 1
