import datetime as dt

import pytest

from kog.models import OutboxMail
from meetings.actions import agenda, assigning, conducting, convening, recording, reviewing
from meetings.actions.assigning import Order
from meetings.actions.convening import Arrangement
from meetings.enums import Answer, ItemState, MeetingState, Outcome, ProtocolState, ReviewResult, Standing
from meetings.models import AgendaItem, Assignment, Deferral, Meeting, Participation
from tests.factories.kog import CommitteeFactory, OccupancyFactory, RotationPlaceFactory, RulesFactory, SeatFactory
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, protocol_in

from .conftest import NOW, TODAY

JUNE = dt.date(2026, 6, 8)


def test_plan_gives_number_chair_and_history(full_board, chair_seat, secretary, last_entry, mails):
    meeting = convening.plan(full_board, Arrangement(JUNE, place="Rathaus"), by=secretary)

    assert (meeting.designation, meeting.slug, meeting.year, meeting.number) == ("KOG 2026-1", "kog-2026-1", 2026, 1)
    assert (meeting.state, meeting.turn, meeting.chair_seat) == (MeetingState.PLANNED, 0, chair_seat)
    assert last_entry(meeting) == ("planned", secretary, {"date": "2026-06-08", "chair": str(chair_seat)})
    assert mails() == []


def test_plan_of_first_board_meeting_has_the_frame_without_protocol(planned):
    assert list(planned.items.values_list("standing", flat=True)) == [
        Standing.OPENING,
        Standing.AGENDA,
        Standing.REVIEW,
        Standing.MISCELLANEOUS,
        Standing.NEXT_MEETING,
    ]


def test_plan_of_later_board_meeting_has_the_approval_of_the_last_protocol(later):
    item = later.items.get(standing=Standing.PROTOCOL)

    assert (item.position, item.protocol) == (2, None)


def test_plan_of_group_meeting_has_the_light_frame(group, lead_seat, secretary):
    first = convening.plan(group, Arrangement(JUNE), by=secretary)
    second = convening.plan(group, Arrangement(dt.date(2026, 7, 6)), by=secretary)

    assert list(first.items.values_list("standing", flat=True)) == [Standing.REVIEW, Standing.MISCELLANEOUS]
    assert list(second.items.values_list("standing", flat=True)) == [
        Standing.PROTOCOL,
        Standing.REVIEW,
        Standing.MISCELLANEOUS,
    ]
    assert (first.designation, first.chair_seat, first.turn) == ("AG-FEG 2026-1", lead_seat, None)


def test_plan_draws_up_the_preparation_of_a_board_meeting(planned):
    assert planned.steps.count() == 17
    assert planned.steps.get(title__startswith="Send the invitation").due == dt.date(2026, 5, 18)


def test_plan_gathers_what_waited(running, afa, secretary):
    assignment = AssignmentFactory(item__meeting=running, lead=afa, by=secretary)
    item = AgendaItemFactory(meeting=running, title="Wohnen")
    conducting.set_outcome(item, Outcome.POSTPONED, by=secretary)
    finish(running, by=secretary)

    meeting = convening.plan(running.committee, Arrangement(JUNE), by=secretary)

    assert list(meeting.due_assignments.all()) == [assignment]
    assert [one.carried_from for one in meeting.items.filter(standing="")] == [item]
    assert meeting.items.get(standing=Standing.PROTOCOL).protocol == running.protocol


def test_plan_gives_what_waited_to_the_earliest_open_meeting(planned, secretary):
    waiting = agenda.add_item(planned, {"title": "Wohnen"}, by=secretary)
    agenda.schedule_item(waiting, meeting=None, by=secretary)
    AgendaItem.objects.filter(pk=waiting.pk).update(carried_from=planned.items.first())

    convening.plan(planned.committee, Arrangement(dt.date(2026, 12, 7)), by=secretary)

    waiting.refresh_from_db()
    assert waiting.meeting == planned


def test_plan_leaves_fresh_topics_in_the_pool(planned, secretary):
    topic = agenda.add_item(planned, {"title": "Wohnen"}, by=secretary)
    agenda.schedule_item(topic, meeting=None, by=secretary)

    convening.plan(planned.committee, Arrangement(dt.date(2026, 12, 7)), by=secretary)

    topic.refresh_from_db()
    assert topic.meeting is None


def test_plan_twice_at_the_same_hour_is_refused(planned, secretary, refused):
    with refused("planned_twice"):
        convening.plan(planned.committee, Arrangement(planned.date), by=secretary)
    assert Meeting.objects.count() == 1


def test_plan_at_the_hour_of_a_cancelled_meeting_is_possible_and_takes_a_new_number(planned, secretary):
    convening.cancel(planned, reason="Pandemie", by=secretary)

    again = convening.plan(planned.committee, Arrangement(planned.date), by=secretary)

    assert (again.designation, again.turn) == ("KOG 2026-2", 0)


def test_plan_in_a_dissolved_committee_is_refused(db, secretary, refused):
    gone = CommitteeFactory(dissolved=JUNE)

    with refused("dissolved"):
        convening.plan(gone, Arrangement(JUNE), by=secretary)
    assert convening.plan(gone, Arrangement(JUNE - dt.timedelta(days=1)), by=secretary).pk


@pytest.mark.parametrize("ends", [dt.time(9), dt.time(10)])
def test_plan_that_ends_before_it_begins_is_refused(full_board, secretary, refused, ends):
    with refused("ends_before_it_begins"):
        convening.plan(full_board, Arrangement(JUNE, dt.time(10), ends), by=secretary)


def test_plan_year_numbers_by_date_and_takes_turns(full_board, board_seat, chair_seat, secretary):
    RotationPlaceFactory(seat=board_seat, position=1)
    days = [dt.date(2026, 9, 14), dt.date(2026, 4, 13), dt.date(2026, 6, 8)]

    meetings = convening.plan_year(full_board, [Arrangement(day) for day in days], by=secretary)

    facts = [(one.designation, one.date, one.turn, one.chair_seat) for one in Meeting.objects.in_order()]
    assert facts == [
        ("KOG 2026-1", days[1], 0, chair_seat),
        ("KOG 2026-2", days[2], 1, board_seat),
        ("KOG 2026-3", days[0], 2, chair_seat),
    ]
    assert [one.date for one in meetings] == sorted(days)


def test_plan_year_is_all_or_nothing(full_board, secretary, refused):
    with refused("planned_twice"):
        convening.plan_year(full_board, [Arrangement(JUNE), Arrangement(JUNE)], by=secretary)
    assert Meeting.objects.count() == 0


def test_numbers_begin_anew_each_year_and_in_each_committee(full_board, group, secretary):
    for committee, day in [(full_board, JUNE), (full_board, dt.date(2027, 1, 11)), (group, JUNE)]:
        convening.plan(committee, Arrangement(day), by=secretary)

    assert set(Meeting.objects.values_list("designation", flat=True)) == {"KOG 2026-1", "KOG 2027-1", "AG-FEG 2026-1"}


def test_rearrange_moves_date_steps_and_keeps_the_number(planned, secretary, last_entry, mails):
    day = dt.date(2026, 6, 22)

    moved = convening.rearrange(planned, Arrangement(day, place="Rathaus"), by=secretary)

    assert (moved.date, moved.designation) == (day, "KOG 2026-1")
    assert moved.steps.get(title__startswith="Send the invitation").due == dt.date(2026, 6, 1)
    assert last_entry(moved) == ("moved", secretary, {"reason": "", "date": "2026-06-08 → 2026-06-22"})
    assert mails() == []


def test_rearrange_leaves_ticked_steps(planned, secretary):
    step = planned.steps.first()
    step.done_at = NOW
    step.save()

    convening.rearrange(planned, Arrangement(dt.date(2026, 6, 22), place="Rathaus"), by=secretary)

    assert planned.steps.get(pk=step.pk).due == step.due


def test_rearrange_of_the_place_alone_is_not_a_move(planned, secretary, last_entry):
    moved = convening.rearrange(planned, Arrangement(planned.date, place="Volkshochschule"), by=secretary)

    assert last_entry(moved) == ("rearranged", secretary, {"reason": "", "place": "Rathaus → Volkshochschule"})


def test_rearrange_to_the_same_changes_nothing(planned, secretary, last_entry):
    before = last_entry(planned)

    convening.rearrange(planned, Arrangement(planned.date, place="Rathaus"), by=secretary)

    assert last_entry(planned) == before


def test_rearrange_may_change_whose_turn_it_is(planned, later, board_seat, chair_seat, secretary):
    RotationPlaceFactory(seat=board_seat, position=1)

    convening.rearrange(planned, Arrangement(dt.date(2026, 11, 9)), by=secretary)

    assert [(one, one.turn, one.chair_seat) for one in Meeting.objects.in_order()] == [
        (later, 0, chair_seat),
        (planned, 1, board_seat),
    ]


def test_rearrange_of_an_invited_meeting_needs_a_reason(full_board, secretary, refused):
    meeting = MeetingFactory(committee=full_board, by=secretary, invited=True)

    with refused("move_without_reason"):
        convening.rearrange(meeting, Arrangement(JUNE), by=secretary, reason=" ")
    meeting.refresh_from_db()
    assert meeting.date != JUNE


def test_rearrange_of_an_invited_meeting_tells_those_invited(
    full_board, secretary, chair, board_member, mails, last_entry
):
    meeting = MeetingFactory(committee=full_board, by=secretary, invited=True)
    mails()

    convening.rearrange(meeting, Arrangement(JUNE), by=secretary, reason="Raum vergeben")

    assert mails() == [("meeting_changed", board_member.email), ("meeting_changed", chair.email)]
    assert "Raum vergeben" in OutboxMail.objects.filter(kind="meeting_changed").first().text
    assert last_entry(meeting)[2]["reason"] == "Raum vergeben"


def test_rearrange_tells_nobody_who_has_left(full_board, secretary, chair, board_member, mails):
    meeting = MeetingFactory(committee=full_board, by=secretary, invited=True)
    board_member.is_active = False
    board_member.save()
    mails()

    convening.rearrange(meeting, Arrangement(JUNE), by=secretary, reason="Raum vergeben")

    assert mails() == [("meeting_changed", chair.email)]


def test_rearrange_to_the_hour_of_another_is_refused(planned, later, secretary, refused):
    with refused("planned_twice"):
        convening.rearrange(planned, Arrangement(later.date), by=secretary)


def test_rearrange_beyond_the_dissolution_is_refused(planned, secretary, refused):
    planned.committee.dissolved = dt.date(2026, 7, 1)
    planned.committee.save()

    with refused("dissolved"):
        convening.rearrange(planned, Arrangement(dt.date(2026, 8, 3)), by=secretary)


@pytest.mark.parametrize("phase", ["running", "closed", "cancelled"])
def test_rearrange_after_the_beginning_is_refused(full_board, secretary, refused, phase):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    with refused("meeting_not_open"):
        convening.rearrange(meeting, Arrangement(JUNE), by=secretary, reason="Raum vergeben")


def test_rearrange_that_ends_before_it_begins_is_refused(planned, secretary, refused):
    with refused("ends_before_it_begins"):
        convening.rearrange(planned, Arrangement(JUNE, dt.time(12), dt.time(11)), by=secretary)


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


def test_invite_reaches_every_seat_of_the_day(planned, chair_seat, board_seat, chair, board_member, secretary, mails):
    vacant = SeatFactory(committee=planned.committee)
    SeatFactory(committee=planned.committee, valid_until=TODAY)
    agenda.release(planned, by=secretary)

    meeting = convening.invite(planned, by=secretary)

    rows = {row.seat: row.person for row in Participation.objects.filter(meeting=meeting)}
    assert rows == {chair_seat: chair, board_seat: board_member, vacant: None}
    assert mails() == [("invitation", board_member.email), ("invitation", chair.email)]


def test_invite_sets_state_and_history(planned, secretary, last_entry):
    agenda.release(planned, by=secretary)

    meeting = convening.invite(planned, by=secretary)

    assert (meeting.state, meeting.invited_at) == (MeetingState.INVITED, NOW)
    assert last_entry(meeting) == ("invited", secretary, {"seats": 2, "notice": 98, "reason": ""})


def test_invite_again_reaches_only_new_seats(planned, secretary, mails, now):
    agenda.release(planned, by=secretary)
    convening.invite(planned, by=secretary)
    newcomer = OccupancyFactory(seat=SeatFactory(committee=planned.committee)).person
    mails()
    now.shift(dt.timedelta(days=1))

    meeting = convening.invite(planned, by=secretary)

    assert mails() == [("invitation", newcomer.email)]
    assert meeting.invited_at == NOW


def test_invite_of_the_board_without_a_released_agenda_is_refused(planned, secretary, refused):
    with refused("not_released"):
        convening.invite(planned, by=secretary)
    assert Participation.objects.count() == 0


def test_invite_of_a_group_needs_no_release_and_no_notice(network, group, lead_seat, group_lead, secretary, mails):
    meeting = MeetingFactory(committee=group, by=secretary, date=TODAY)

    convening.invite(meeting, by=secretary)

    assert mails() == [("invitation", group_lead.email)]


@pytest.mark.parametrize(("days", "enough"), [(21, True), (20, False)])
def test_invite_at_short_notice_needs_the_reason(full_board, secretary, refused, days, enough):
    RulesFactory(committee=full_board, notice_days=21)
    day = TODAY + dt.timedelta(days=days)
    meeting = MeetingFactory(committee=full_board, by=secretary, date=day, released=True)

    if enough:
        assert convening.invite(meeting, by=secretary).short_notice_reason == ""
        return
    with refused("short_notice"):
        convening.invite(meeting, by=secretary, short_notice_reason=" ")
    assert convening.invite(meeting, by=secretary, short_notice_reason="Eilt").short_notice_reason == "Eilt"


@pytest.mark.parametrize("phase", ["running", "closed", "cancelled"])
def test_invite_after_the_beginning_is_refused(full_board, secretary, refused, phase):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    with refused("meeting_not_open"):
        convening.invite(meeting, by=secretary)


def test_a_new_holder_takes_over_the_invitation(full_board, board_seat, board_member, secretary):
    meeting = MeetingFactory(committee=full_board, by=secretary, invited=True)
    board_member.occupancies.update(valid_until=TODAY)
    successor = OccupancyFactory(seat=board_seat, valid_from=TODAY + dt.timedelta(days=1)).person

    convening.invite(meeting, by=secretary)

    assert meeting.participations.get(seat=board_seat).person == successor


def test_answer_is_kept_with_reason_and_substitute(full_board, board_seat, board_member, secretary, last_entry):
    meeting = MeetingFactory(committee=full_board, by=secretary, invited=True)

    row = convening.answer(
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


def test_answer_may_change_until_the_meeting_is_over(full_board, board_seat, board_member, secretary, refused):
    meeting = MeetingFactory(committee=full_board, by=secretary, running=True)
    row = meeting.participations.get(seat=board_seat)
    convening.answer(row, Answer.DECLINED, by=board_member)
    assert convening.answer(row, Answer.ACCEPTED, by=board_member).answer == Answer.ACCEPTED

    finish(meeting, by=secretary)

    with refused("meeting_is_over"):
        convening.answer(row, Answer.DECLINED, by=board_member)


def test_minute_taker_need_not_be_a_member(planned, stranger, secretary, last_entry):
    meeting = convening.name_minute_taker(planned, stranger, by=secretary)

    assert meeting.minute_taker == stranger
    assert last_entry(meeting) == ("minute_taker_named", secretary, {"person": "Stranger"})


def test_minute_taker_can_be_taken_back_but_not_after_the_end(full_board, stranger, secretary, refused):
    meeting = MeetingFactory(committee=full_board, by=secretary, running=True)
    convening.name_minute_taker(meeting, stranger, by=secretary)
    assert convening.name_minute_taker(meeting, None, by=secretary).minute_taker is None

    finish(meeting, by=secretary)

    with refused("meeting_is_over"):
        convening.name_minute_taker(meeting, stranger, by=secretary)


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


def test_assignment_due_at_a_moved_meeting_stays_due_there(running, planned, afa, secretary):
    assignment = AssignmentFactory(item__meeting=running, by=secretary, lead=afa)

    convening.rearrange(planned, Arrangement(dt.date(2026, 11, 9)), by=secretary)

    assert Assignment.objects.get(pk=assignment.pk).due_meeting == planned
    assert assigning.assign(assignment.item, Order(afa, "Noch einer"), by=secretary).due_meeting == planned
