import datetime as dt

import pytest

from meetings.actions import agenda, conducting, inviting
from meetings.enums import Answer, MeetingState
from meetings.models import Participation
from tests.factories.kog import OccupancyFactory, RulesFactory, SeatFactory
from tests.factories.meetings import MeetingFactory, finish

from .conftest import NOW, TODAY

JUNE = dt.date(2026, 6, 8)


def test_invite_reaches_every_seat_of_the_day(planned, chair_seat, board_seat, chair, board_member, secretary, mails):
    vacant = SeatFactory(committee=planned.committee)
    SeatFactory(committee=planned.committee, valid_until=TODAY)
    agenda.release(planned, by=secretary)

    meeting = inviting.invite(planned, by=secretary)

    rows = {row.seat: row.person for row in Participation.objects.filter(meeting=meeting)}
    assert rows == {chair_seat: chair, board_seat: board_member, vacant: None}
    assert mails() == [("invitation", board_member.email), ("invitation", chair.email)]


def test_invite_sets_state_and_history(planned, secretary, last_entry):
    agenda.release(planned, by=secretary)

    meeting = inviting.invite(planned, by=secretary)

    assert (meeting.state, meeting.invited_at) == (MeetingState.INVITED, NOW)
    assert last_entry(meeting) == ("invited", secretary, {"seats": 2, "notice": 98, "reason": ""})


def test_invite_again_reaches_only_new_seats(planned, secretary, mails, now):
    agenda.release(planned, by=secretary)
    inviting.invite(planned, by=secretary)
    newcomer = OccupancyFactory(seat=SeatFactory(committee=planned.committee)).person
    mails()
    now.shift(dt.timedelta(days=1))

    meeting = inviting.invite(planned, by=secretary)

    assert mails() == [("invitation", newcomer.email)]
    assert meeting.invited_at == NOW


def test_invite_of_the_board_without_a_released_agenda_is_refused(planned, secretary, refused):
    with refused("not_released"):
        inviting.invite(planned, by=secretary)
    assert Participation.objects.count() == 0


def test_invite_of_a_group_needs_no_release_and_no_notice(network, group, lead_seat, group_lead, secretary, mails):
    meeting = MeetingFactory(committee=group, by=secretary, date=TODAY)

    inviting.invite(meeting, by=secretary)

    assert mails() == [("invitation", group_lead.email)]


@pytest.mark.parametrize(("days", "enough"), [(21, True), (20, False)])
def test_invite_at_short_notice_needs_the_reason(full_board, secretary, refused, days, enough):
    RulesFactory(committee=full_board, notice_days=21)
    day = TODAY + dt.timedelta(days=days)
    meeting = MeetingFactory(committee=full_board, by=secretary, date=day, released=True)

    if enough:
        assert inviting.invite(meeting, by=secretary).short_notice_reason == ""
        return
    with refused("short_notice"):
        inviting.invite(meeting, by=secretary, short_notice_reason=" ")
    assert inviting.invite(meeting, by=secretary, short_notice_reason="Eilt").short_notice_reason == "Eilt"


@pytest.mark.parametrize("phase", ["running", "closed", "cancelled"])
def test_invite_after_the_beginning_is_refused(full_board, secretary, refused, phase):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    with refused("meeting_not_open"):
        inviting.invite(meeting, by=secretary)


def test_a_new_holder_takes_over_the_invitation(full_board, board_seat, board_member, secretary):
    meeting = MeetingFactory(committee=full_board, by=secretary, invited=True)
    board_member.occupancies.update(valid_until=TODAY)
    successor = OccupancyFactory(seat=board_seat, valid_from=TODAY + dt.timedelta(days=1)).person

    inviting.invite(meeting, by=secretary)

    assert meeting.participations.get(seat=board_seat).person == successor


def test_answer_is_kept_with_reason_and_substitute(full_board, board_seat, board_member, secretary, last_entry):
    meeting = MeetingFactory(committee=full_board, by=secretary, invited=True)

    row = inviting.answer(
        meeting.participations.get(seat=board_seat),
        Answer.DECLINED,
        by=board_member,
        reason=" Urlaub ",
        substitute=" Frau Beispiel ",
    )

    row.refresh_from_db()
    facts = (row.answer, row.answer_reason, row.substitute, row.answered_at)
    assert facts == (Answer.DECLINED, "Urlaub", "Frau Beispiel", NOW)
    assert last_entry(row)[:2] == ("answered", board_member)


def test_answer_may_change_until_the_meeting_begins(full_board, board_seat, board_member, secretary, refused):
    meeting = MeetingFactory(committee=full_board, by=secretary, invited=True)
    row = meeting.participations.get(seat=board_seat)
    inviting.answer(row, Answer.DECLINED, by=board_member)
    assert inviting.answer(row, Answer.ACCEPTED, by=board_member).answer == Answer.ACCEPTED

    conducting.open_meeting(meeting, by=secretary)
    conducting.record_attendance(row, conducting.Presence("represented", "Frau Beispiel"), by=secretary)

    with refused("meeting_not_open"):
        inviting.answer(row, Answer.DECLINED, by=board_member)
    row.refresh_from_db()
    assert (row.attendance, row.substitute) == ("represented", "Frau Beispiel")


def test_minute_taker_need_not_be_a_member(planned, stranger, secretary, last_entry):
    meeting = inviting.name_minute_taker(planned, stranger, by=secretary)

    assert meeting.minute_taker == stranger
    assert last_entry(meeting) == ("minute_taker_named", secretary, {"person": "Stranger"})


def test_minute_taker_can_be_taken_back_but_not_after_the_end(full_board, stranger, secretary, refused):
    meeting = MeetingFactory(committee=full_board, by=secretary, running=True)
    inviting.name_minute_taker(meeting, stranger, by=secretary)
    assert inviting.name_minute_taker(meeting, None, by=secretary).minute_taker is None

    finish(meeting, by=secretary)

    with refused("meeting_is_over"):
        inviting.name_minute_taker(meeting, stranger, by=secretary)
