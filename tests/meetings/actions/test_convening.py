import datetime as dt

import pytest
from django.utils.translation import gettext as _

from kog.models import OutboxMail
from meetings.actions import agenda, assigning, conducting, convening
from meetings.actions.assigning import Order
from meetings.actions.convening import Arrangement
from meetings.enums import MeetingState, Outcome, Standing
from meetings.models import AgendaItem, Assignment, Meeting
from tests.factories.kog import CommitteeFactory, RotationPlaceFactory
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish

from .conftest import NOW

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
    assert planned.steps.get(title=_("Send the invitation with agenda and papers")).due == dt.date(2026, 5, 18)


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


@pytest.mark.parametrize(("starts", "ends"), [(9, 11), (11, 12), (12, 14), (9, 15)])
def test_plan_of_a_meeting_that_overlaps_is_refused(planned, secretary, refused, starts, ends):
    with refused("planned_twice"):
        convening.plan(planned.committee, Arrangement(planned.date, dt.time(starts), dt.time(ends)), by=secretary)


@pytest.mark.parametrize(("starts", "ends"), [(dt.time(8), dt.time(10)), (dt.time(12, 30), dt.time(14))])
def test_plan_of_a_meeting_that_ends_or_begins_next_to_another_is_possible(planned, secretary, starts, ends):
    assert convening.plan(planned.committee, Arrangement(planned.date, starts, ends), by=secretary).number == 2


def test_rearrange_that_only_ends_later_is_refused_when_it_runs_into_another(planned, secretary, refused):
    convening.plan(planned.committee, Arrangement(planned.date, dt.time(13), dt.time(14)), by=secretary)

    with refused("planned_twice"):
        convening.rearrange(planned, Arrangement(planned.date, ends=dt.time(13, 30), place="Rathaus"), by=secretary)


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
    assert moved.steps.get(title=_("Send the invitation with agenda and papers")).due == dt.date(2026, 6, 1)
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


def test_assignment_due_at_a_moved_meeting_stays_due_there(running, planned, afa, secretary):
    assignment = AssignmentFactory(item__meeting=running, by=secretary, lead=afa)

    convening.rearrange(planned, Arrangement(dt.date(2026, 11, 9)), by=secretary)

    assert Assignment.objects.get(pk=assignment.pk).due_meeting == planned
    assert assigning.assign(assignment.item, Order(afa, "Noch einer"), by=secretary).due_meeting == planned
