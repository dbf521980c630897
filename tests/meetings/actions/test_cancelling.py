import datetime as dt

import pytest

from meetings.actions import agenda, conducting, convening, recording, reviewing
from meetings.actions.convening import Arrangement
from meetings.enums import ItemState, MeetingState, Outcome, ProtocolState, ReviewResult, Standing
from meetings.models import AgendaItem, Deferral
from tests.factories.kog import RotationPlaceFactory
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, protocol_in

from .conftest import NOW

JUNE = dt.date(2026, 6, 8)


def test_cancel_moves_everything_to_the_next_meeting(planned, later, running, afa, secretary, board_member):
    due = AssignmentFactory(item__meeting=running, lead=afa, by=secretary)
    finish(running, by=secretary)
    topic = AgendaItemFactory(meeting=planned, title="Wohnen")
    idea = agenda.suggest_item(planned.committee, {"title": "Idee"}, by=board_member, meeting=planned)

    convening.cancel(planned, reason="Pandemie", by=secretary)

    due.refresh_from_db()
    idea.refresh_from_db()
    topic.refresh_from_db()
    assert due.due_meeting == later
    assert (idea.meeting, idea.state) == (later, ItemState.SUGGESTED)
    assert (topic.outcome, topic.outcome_reason, topic.carried_to.meeting) == (Outcome.POSTPONED, "Pandemie", later)
    assert later.items.get(protocol=running.protocol).outcome == Outcome.OPEN
    deferral = Deferral.objects.get()
    assert (deferral.assignment, deferral.from_meeting, deferral.to_meeting) == (due, planned, later)
    assert deferral.reason == "Pandemie"


def test_cancel_without_a_next_meeting_lets_everything_wait(planned, running, afa, secretary):
    due = AssignmentFactory(item__meeting=running, lead=afa, by=secretary)
    finish(running, by=secretary)
    topic = AgendaItemFactory(meeting=planned, title="Wohnen")

    convening.cancel(planned, reason="Pandemie", by=secretary)

    due.refresh_from_db()
    topic.refresh_from_db()
    assert due.due_meeting is None
    assert topic.carried_to.meeting is None
    assert not AgendaItem.objects.filter(protocol=running.protocol).exclude(meeting=planned).exists()


def test_cancel_takes_no_turn_and_keeps_the_number(planned, later, board_seat, chair_seat, secretary, last_entry):
    RotationPlaceFactory(seat=board_seat, position=1)

    cancelled = convening.cancel(planned, reason="Pandemie", by=secretary)

    later.refresh_from_db()
    assert (cancelled.state, cancelled.turn, cancelled.number) == (MeetingState.CANCELLED, None, 1)
    assert (cancelled.cancelled_at, cancelled.cancel_reason) == (NOW, "Pandemie")
    assert (later.turn, later.chair_seat) == (0, chair_seat)
    assert last_entry(cancelled) == ("cancelled", secretary, {"reason": "Pandemie", "items": 0, "assignments": 0})


def test_cancel_tells_those_invited(full_board, secretary, chair, board_member, mails):
    meeting = MeetingFactory(committee=full_board, by=secretary, invited=True)
    mails()

    convening.cancel(meeting, reason="Pandemie", by=secretary)

    assert mails() == [("meeting_cancelled", board_member.email), ("meeting_cancelled", chair.email)]


def test_cancel_before_the_invitation_tells_nobody(planned, secretary, mails):
    convening.cancel(planned, reason="Pandemie", by=secretary)

    assert mails() == []


def test_cancel_without_a_reason_is_refused(planned, secretary, refused):
    with refused("cancel_without_reason"):
        convening.cancel(planned, reason="  ", by=secretary)


def test_cancel_twice_is_refused(planned, secretary, refused):
    convening.cancel(planned, reason="Pandemie", by=secretary)

    with refused("meeting_not_open"):
        convening.cancel(planned, reason="Pandemie", by=secretary)


@pytest.mark.parametrize("phase", ["running", "closed"])
def test_cancel_after_the_beginning_is_refused(full_board, secretary, refused, phase):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    with refused("meeting_not_open"):
        convening.cancel(meeting, reason="Pandemie", by=secretary)


def test_two_cancellations_in_a_row_lose_nothing(planned, later, running, afa, secretary):
    due = AssignmentFactory(item__meeting=running, lead=afa, by=secretary)
    finish(running, by=secretary)
    AgendaItemFactory(meeting=planned, title="Wohnen")
    convening.cancel(planned, reason="Pandemie", by=secretary)
    convening.cancel(later, reason="Hochwasser", by=secretary)

    meeting = convening.plan(planned.committee, Arrangement(dt.date(2026, 12, 7)), by=secretary)

    due.refresh_from_db()
    assert due.due_meeting == meeting
    assert [one.reason for one in Deferral.objects.all()] == ["Pandemie", "Hochwasser"]
    assert list(meeting.items.filter(standing="").values_list("title", flat=True)) == ["Wohnen"]
    assert meeting.items.filter(protocol=running.protocol).count() == 1


def test_an_omitted_approval_returns_to_the_agenda_when_a_protocol_waits(running, planned, secretary):
    item = planned.items.get(standing=Standing.PROTOCOL, protocol=None)
    agenda.omit_standing_item(item, by=secretary)

    finish(running, by=secretary)

    item = planned.items.get(protocol=running.protocol)
    assert item.outcome == Outcome.OPEN


def test_what_a_protocol_waits_for_moves_with_each_cancellation(running, planned, secretary):
    finish(running, by=secretary)
    protocol_in(ProtocolState.CIRCULATED, running, by=secretary)
    convening.cancel(planned, reason="Pandemie", by=secretary)

    nxt = MeetingFactory(committee=running.committee, by=secretary, running=True)

    recording.approve(running.protocol, nxt, by=secretary)
    assert nxt.items.get(protocol=running.protocol).outcome == Outcome.RESOLVED


def test_extended_assignment_follows_its_meeting_when_that_is_cancelled(running, planned, later, afa, secretary):
    assignment = AssignmentFactory(item__meeting=running, lead=afa, by=secretary)
    finish(running, by=secretary)
    conducting.open_meeting(planned, by=secretary)
    finding = reviewing.Finding(ReviewResult.EXTENDED, "Braucht Zeit", next_meeting=later)
    reviewing.review(assignment, planned, finding, by=secretary)
    finish(planned, by=secretary)

    convening.cancel(later, reason="Pandemie", by=secretary)

    assignment.refresh_from_db()
    assert (assignment.due_meeting, assignment.is_open) == (None, True)
