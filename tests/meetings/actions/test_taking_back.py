import datetime as dt

import pytest

from meetings.actions import agenda, assigning, circulating, conducting, deciding, inviting
from meetings.actions.assigning import Order
from meetings.actions.conducting import Presence
from meetings.enums import Attendance, CircularAnswer, MeetingState, Outcome
from meetings.models import Meeting
from tests.factories.circulars import circular_in
from tests.factories.kog import OccupancyFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory

from .conftest import NOW


def test_opening_taken_back_leaves_the_meeting_as_planned(planned, secretary, last_entry, mails):
    conducting.open_meeting(planned, by=secretary)

    meeting = conducting.take_back_opening(planned, by=secretary)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.opened_at, meeting.released_at) == (MeetingState.PLANNED, None, None)
    assert (meeting.current_item, meeting.participations.count()) == (None, 0)
    assert last_entry(meeting) == ("opening_taken_back", secretary, {})


def test_a_release_before_the_opening_stays(planned, secretary, now):
    agenda.release(planned, by=secretary)
    conducting.open_meeting(planned, by=secretary)

    assert conducting.take_back_opening(planned, by=secretary).released_at == NOW


def test_those_invited_stay_invited_and_a_seat_that_came_since_is_still_to_be_invited(
    full_board, planned, secretary, now, mails
):
    agenda.release(planned, by=secretary)
    inviting.invite(planned, by=secretary)
    invited = set(planned.participations.values_list("pk", flat=True))
    new = OccupancyFactory(seat__committee=full_board).person
    conducting.open_meeting(planned, by=secretary)
    assert planned.participations.count() == len(invited) + 1

    meeting = conducting.take_back_opening(planned, by=secretary)
    mails()
    inviting.invite(meeting, by=secretary)

    assert meeting.state == MeetingState.INVITED
    assert invited < set(meeting.participations.values_list("pk", flat=True))
    assert ("invitation", new.email) in mails()


def test_it_can_be_opened_again_on_its_day(planned, secretary, now):
    conducting.open_meeting(planned, by=secretary)
    conducting.take_back_opening(planned, by=secretary)
    now.shift(dt.timedelta(days=98))

    assert conducting.open_meeting(planned, by=secretary).is_running


def attendance(meeting: Meeting, item, by):
    conducting.record_attendance(meeting.participations.first(), Presence(Attendance.EXCUSED), by=by)


def outcome(meeting: Meeting, item, by):
    conducting.set_outcome(item, Outcome.NOTED, by=by)


def notes(meeting: Meeting, item, by):
    conducting.save_discussion(item, "Notiz", based_on=0, by=by)


def assignment(meeting: Meeting, item, by):
    assigning.assign(item, Order(meeting.chair_seat.institution, "Prüfen"), by=by)


@pytest.mark.parametrize("record", [attendance, outcome, notes, assignment])
def test_once_something_is_recorded_the_opening_stays(planned, secretary, refused, record):
    item = AgendaItemFactory(meeting=planned)
    conducting.open_meeting(planned, by=secretary)
    record(planned, item, secretary)

    with refused("something_recorded"):
        conducting.take_back_opening(planned, by=secretary)


def test_a_resolution_keeps_it_open_in_a_group_too(group, lead_seat, secretary, refused):
    meeting = MeetingFactory(committee=group, by=secretary, running=True)
    deciding.record_resolution(AgendaItemFactory(meeting=meeting), "Ja", deciding.Ballot(), by=secretary)

    with refused("something_recorded"):
        conducting.take_back_opening(meeting, by=secretary)


@pytest.mark.parametrize("phase", ["planned", "closed", "cancelled"])
def test_only_a_running_meeting_is_taken_back(full_board, secretary, refused, phase):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    with refused("meeting_not_running"):
        conducting.take_back_opening(meeting, by=secretary)


def test_what_began_to_wait_while_it_ran_is_on_its_agenda_again(running, full_board, secretary, board_member, chair):
    """Nothing else was planned, so that the result of a circular procedure waited in the topic pool."""
    procedure = circular_in(full_board, by=secretary)
    for person in (board_member, chair):
        seat = person.occupancies.get().seat
        circulating.vote(procedure, seat, CircularAnswer.AGREE, by=person)
    circulating.finish(procedure, by=secretary)
    assert procedure.items.get().meeting is None

    conducting.take_back_opening(running, by=secretary)

    assert procedure.items.get().meeting == running
