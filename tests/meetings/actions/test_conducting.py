import datetime as dt

import pytest

from kog.exceptions import Conflict
from meetings.actions import agenda, conducting, deciding, inviting, recording, reviewing
from meetings.actions.conducting import Presence
from meetings.actions.reviewing import Finding
from meetings.enums import Answer, Attendance, ItemState, MeetingState, Outcome, ProtocolState, ReviewResult, Standing
from meetings.models import AgendaItem, Meeting, Participation, Protocol
from tests.factories.kog import OccupancyFactory, SeatFactory
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, protocol_in
from tests.replay import replayed

from .conftest import NOW, TODAY


def test_open_makes_it_run_with_a_row_for_every_seat(planned, chair_seat, board_seat, secretary, last_entry):
    meeting = conducting.open_meeting(planned, by=secretary)

    assert (meeting.state, meeting.opened_at, meeting.released_at) == (MeetingState.RUNNING, NOW, NOW)
    assert meeting.current_item == planned.items.first()
    assert {row.seat for row in meeting.participations.all()} == {chair_seat, board_seat}
    assert last_entry(meeting) == ("opened", secretary, {})


def test_open_keeps_the_moment_of_release(planned, secretary, now):
    agenda.release(planned, by=secretary)
    now.shift(dt.timedelta(days=98))

    assert conducting.open_meeting(planned, by=secretary).released_at == NOW


def test_open_twice_changes_nothing(planned, secretary, last_entry, now):
    conducting.open_meeting(planned, by=secretary)
    now.shift(60)

    again = conducting.open_meeting(planned, by=secretary)

    assert again.opened_at == NOW
    assert planned.participations.count() == 2


@pytest.mark.parametrize("phase", ["closed", "cancelled"])
def test_open_of_a_meeting_that_is_over_is_refused(full_board, secretary, refused, phase):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    with refused("meeting_not_open"):
        conducting.open_meeting(meeting, by=secretary)


def test_open_seats_the_holders_of_the_day(planned, board_seat, board_member, secretary):
    board_member.occupancies.update(valid_until=planned.date - dt.timedelta(days=1))
    successor = OccupancyFactory(seat=board_seat, valid_from=planned.date).person

    meeting = conducting.open_meeting(planned, by=secretary)

    assert meeting.participations.get(seat=board_seat).person == successor


@pytest.mark.parametrize(
    "presence",
    [
        Presence(Attendance.PRESENT),
        Presence(Attendance.REMOTE, arrived_at=dt.time(10, 20)),
        Presence(Attendance.REPRESENTED, substitute="Frau Beispiel"),
        Presence(Attendance.EXCUSED),
        Presence(Attendance.ABSENT),
        Presence(Attendance.PRESENT, arrived_at=dt.time(10, 20), left_at=dt.time(11)),
        Presence(Attendance.UNKNOWN),
    ],
)
def test_attendance_is_recorded_as_given(running, board_seat, secretary, last_entry, presence):
    row = conducting.record_attendance(running.participations.get(seat=board_seat), presence, by=secretary)

    row.refresh_from_db()
    assert Presence(row.attendance, row.substitute, row.arrived_at, row.left_at) == presence
    assert last_entry(row) == ("attendance_recorded", secretary, {"attendance": presence.attendance})


def test_representation_names_the_substitute(running, board_seat, secretary, refused):
    row = running.participations.get(seat=board_seat)

    with refused("substitute_unnamed"):
        conducting.record_attendance(row, Presence(Attendance.REPRESENTED, substitute=" "), by=secretary)


def test_nobody_leaves_before_arriving(running, board_seat, secretary, refused):
    row = running.participations.get(seat=board_seat)

    with refused("left_before_arriving"):
        conducting.record_attendance(row, Presence(Attendance.PRESENT, "", dt.time(11), dt.time(10)), by=secretary)


def test_rest_present_follows_the_answers(full_board, chair_seat, board_seat, secretary, last_entry):
    extra = OccupancyFactory(seat__committee=full_board).seat
    vacant = SeatFactory(committee=full_board)
    running = MeetingFactory(committee=full_board, by=secretary, date=TODAY, invited=True)
    inviting.answer(running.participations.get(seat=chair_seat), Answer.DECLINED, by=secretary)
    represented = running.participations.get(seat=extra)
    inviting.answer(represented, Answer.DECLINED, by=secretary, substitute="Herr Muster")
    conducting.open_meeting(running, by=secretary)

    assert conducting.record_rest_present(running, by=secretary) == 4

    assert dict(running.participations.values_list("seat", "attendance")) == {
        chair_seat.pk: Attendance.EXCUSED,
        extra.pk: Attendance.REPRESENTED,
        vacant.pk: Attendance.ABSENT,
        board_seat.pk: Attendance.PRESENT,
    }
    assert last_entry(running) == ("attendance_completed", secretary, {"recorded": 4})


def test_rest_present_leaves_what_is_recorded(running, board_seat, secretary):
    conducting.record_attendance(running.participations.get(seat=board_seat), Presence(Attendance.ABSENT), by=secretary)

    assert conducting.record_rest_present(running, by=secretary) == 1
    assert conducting.record_rest_present(running, by=secretary) == 0
    assert running.participations.get(seat=board_seat).attendance == Attendance.ABSENT


def test_show_makes_an_item_the_current_one(running, secretary):
    item = running.items.last()

    assert conducting.show_item(running, item, by=secretary).current_item == item


def test_show_refuses_an_item_of_another_meeting(running, planned, secretary, refused):
    with refused("foreign_item"):
        conducting.show_item(running, planned.items.first(), by=secretary)


def test_discussion_counts_its_versions(running, secretary):
    item = running.items.first()

    conducting.save_discussion(item, "Erstens", based_on=0, by=secretary)
    saved = conducting.save_discussion(item, "Erstens **und**", based_on=1, by=secretary)

    facts = (saved.discussion, saved.discussion_html, saved.discussion_version, saved.discussion_by)
    assert facts == ("Erstens **und**", "<p>Erstens <strong>und</strong></p>", 2, secretary)


def test_the_same_discussion_again_is_no_new_version_even_from_an_old_page(running, secretary):
    item = running.items.first()
    conducting.save_discussion(item, "Erstens", based_on=0, by=secretary)

    assert conducting.save_discussion(item, "Erstens", based_on=0, by=secretary).discussion_version == 1


def test_a_text_somebody_changed_is_not_overwritten(running, chair, secretary):
    item = running.items.first()
    conducting.save_discussion(item, "Ihre Fassung", based_on=0, by=chair)

    with pytest.raises(Conflict) as conflict:
        conducting.save_discussion(item, "Meine Fassung", based_on=0, by=secretary)

    assert (conflict.value.theirs, conflict.value.yours) == ("Ihre Fassung", "Meine Fassung")
    assert "Chair" in str(conflict.value)
    item.refresh_from_db()
    assert item.discussion == "Ihre Fassung"


@pytest.mark.parametrize("outcome", [Outcome.TREATED, Outcome.NOTED, Outcome.POSTPONED, Outcome.OPEN])
def test_outcome_is_kept_with_its_reason(running, secretary, last_entry, outcome):
    item = AgendaItemFactory(meeting=running)

    saved = conducting.set_outcome(item, outcome, by=secretary, reason=" Zeit ")

    assert (saved.outcome, saved.outcome_reason) == (outcome, "Zeit")
    assert last_entry(item) == ("outcome_set", secretary, {"outcome": outcome, "reason": " Zeit "})


def test_outcome_nobody_knows_is_refused(running, secretary, refused):
    with refused("no_such_outcome"):
        conducting.set_outcome(AgendaItemFactory(meeting=running), "vergessen", by=secretary)


def test_resolved_needs_a_resolution(running, secretary, refused):
    with refused("resolved_without_resolution"):
        conducting.set_outcome(AgendaItemFactory(meeting=running), Outcome.RESOLVED, by=secretary)


@pytest.mark.parametrize("outcome", [Outcome.POSTPONED, Outcome.OMITTED])
def test_an_item_with_a_resolution_is_not_postponed(running, chair, secretary, refused, outcome):
    item = running.items.get(standing=Standing.NEXT_MEETING)
    conducting.record_rest_present(running, by=secretary)
    deciding.record_resolution(item, "Am 8. Juni", deciding.Ballot(), by=secretary)

    with refused("has_a_resolution"):
        conducting.set_outcome(item, outcome, by=secretary)
    assert conducting.set_outcome(item, Outcome.RESOLVED, by=secretary).outcome == Outcome.RESOLVED


def test_only_standing_items_are_omitted(running, secretary, refused):
    with refused("only_standing_is_omitted"):
        conducting.set_outcome(AgendaItemFactory(meeting=running), Outcome.OMITTED, by=secretary)
    standing = running.items.get(standing=Standing.MISCELLANEOUS)
    assert conducting.set_outcome(standing, Outcome.OMITTED, by=secretary).outcome == Outcome.OMITTED


@pytest.mark.parametrize("outcome", [Outcome.POSTPONED, Outcome.TREATED, Outcome.OPEN])
def test_the_outcome_of_an_approval_stays(running, planned, secretary, refused, outcome):
    finish(running, by=secretary)
    protocol_in(ProtocolState.CIRCULATED, running, by=secretary)
    conducting.open_meeting(planned, by=secretary)
    recording.approve(running.protocol, planned, by=secretary)

    with refused("protocol_approved"):
        conducting.set_outcome(planned.items.get(protocol=running.protocol), outcome, by=secretary)


@pytest.mark.parametrize("where", ["pool", "suggested", "declined"])
def test_nothing_happens_to_what_is_on_no_agenda(running, planned, afa, secretary, refused, where):
    if where == "pool":
        item = agenda.schedule_item(AgendaItemFactory(meeting=running), meeting=None, by=secretary)
    else:
        item = agenda.suggest_item(planned.committee, {"title": "Idee"}, by=secretary, meeting=planned)
        if where == "declined":
            agenda.decline_item(item, reason="Nein", by=secretary)
        conducting.open_meeting(planned, by=secretary)

    for step in (
        lambda: conducting.save_discussion(item, "x", based_on=0, by=secretary),
        lambda: conducting.set_outcome(item, Outcome.TREATED, by=secretary),
        lambda: deciding.record_resolution(item, "x", deciding.Ballot(), by=secretary),
        lambda: AssignmentFactory(item=item, lead=afa),
    ):
        with refused("not_on_an_agenda"):
            step()


def test_formal_items_are_dealt_with_at_once(running, secretary, last_entry):
    item = AgendaItemFactory(meeting=running)

    assert conducting.treat_formal_items(running, by=secretary) == 5
    assert conducting.treat_formal_items(running, by=secretary) == 0

    assert list(AgendaItem.objects.without_outcome().filter(meeting=running)) == [item]
    assert last_entry(running) == ("formal_items_treated", secretary, {"items": 0})


def test_formal_items_leave_the_review_and_the_approval(running, planned, afa, secretary):
    AssignmentFactory(item__meeting=running, lead=afa, by=secretary)
    finish(running, by=secretary)
    conducting.open_meeting(planned, by=secretary)

    conducting.treat_formal_items(planned, by=secretary)

    left = AgendaItem.objects.without_outcome().filter(meeting=planned).values_list("standing", flat=True)
    assert set(left) == {Standing.REVIEW, Standing.PROTOCOL}


@pytest.fixture
@replayed
def complete(running, planned, afa, secretary) -> Meeting:
    """`planned` runs, has something due, and everything is recorded: it could be closed."""
    AssignmentFactory(item__meeting=running, lead=afa, by=secretary)
    finish(running, by=secretary)
    meeting = conducting.open_meeting(planned, by=secretary)
    AgendaItemFactory(meeting=meeting, title="Wohnen")
    conducting.record_rest_present(meeting, by=secretary)
    reviewing.review(meeting.due_assignments.get(), meeting, Finding(ReviewResult.EXTENDED, "Zeit"), by=secretary)
    for item in AgendaItem.objects.without_outcome().filter(meeting=meeting):
        conducting.set_outcome(item, Outcome.TREATED, by=secretary)
    return meeting


def test_close_ends_the_meeting_and_drafts_its_protocol(complete, secretary, last_entry):
    meeting = conducting.close_meeting(complete, by=secretary)

    assert (meeting.state, meeting.closed_at, meeting.current_item) == (MeetingState.CLOSED, NOW, None)
    assert meeting.protocol.state == ProtocolState.DRAFT
    assert last_entry(meeting) == ("closed", secretary, {"carried": 0})
    assert last_entry(meeting.protocol) == ("drafted", secretary, {})


def test_close_twice_changes_nothing(complete, secretary, now):
    conducting.close_meeting(complete, by=secretary)
    now.shift(60)

    assert conducting.close_meeting(complete, by=secretary).closed_at == NOW
    assert Protocol.objects.filter(meeting=complete).count() == 1


def test_close_is_refused_without_attendance(complete, secretary, refused):
    row = complete.participations.first()
    conducting.record_attendance(row, Presence(Attendance.UNKNOWN), by=secretary)

    with refused("not_finished") as refusal:
        conducting.close_meeting(complete, by=secretary)
    assert len(refusal.value.missing) == 1
    complete.refresh_from_db()
    assert complete.is_running


def test_close_is_refused_without_an_outcome(complete, secretary, refused):
    conducting.set_outcome(complete.items.get(title="Wohnen"), Outcome.OPEN, by=secretary)

    with refused("not_finished") as refusal:
        conducting.close_meeting(complete, by=secretary)
    assert len(refusal.value.missing) == 1
    assert "Wohnen" in refusal.value.missing[0]


def test_close_is_refused_while_something_due_has_no_review(complete, secretary, refused):
    assignment = complete.reviews.get().assignment
    type(assignment).objects.update(due_meeting=complete)
    complete.reviews.all().delete()

    with refused("not_finished") as refusal:
        conducting.close_meeting(complete, by=secretary)
    assert len(refusal.value.missing) == 1
    assert assignment.number in refusal.value.missing[0]


@pytest.mark.parametrize("phase", ["planned", "invited", "cancelled"])
def test_close_of_what_does_not_run_is_refused(full_board, secretary, refused, phase):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    with refused("meeting_not_running"):
        conducting.close_meeting(meeting, by=secretary)


def test_what_was_not_reached_returns_with_all_it_had(complete, later, secretary, board_member):
    item = complete.items.get(title="Wohnen")
    content = {"text": "Lage", "proposed_resolution": "…", "presenter": "Amt", "minutes": 25, "confidential": True}
    agenda.change_item(item, content, by=secretary)
    conducting.set_outcome(item, Outcome.POSTPONED, by=secretary, reason="Zeit")

    conducting.close_meeting(complete, by=secretary)

    copy = later.items.get(carried_from=item)
    assert {name: getattr(copy, name) for name in content} == content
    assert (copy.title, copy.state, copy.outcome, copy.discussion) == ("Wohnen", ItemState.ACCEPTED, Outcome.OPEN, "")
    assert list(later.items.all())[-3] == copy


def test_postponed_standing_items_return_by_themselves_and_are_not_doubled(complete, later, secretary):
    conducting.set_outcome(complete.items.get(standing=Standing.MISCELLANEOUS), Outcome.POSTPONED, by=secretary)
    conducting.set_outcome(complete.items.get(standing=Standing.PROTOCOL), Outcome.POSTPONED, by=secretary)

    conducting.close_meeting(complete, by=secretary)

    assert not AgendaItem.objects.filter(carried_from__isnull=False).exists()
    assert later.items.filter(standing=Standing.MISCELLANEOUS).count() == 1
    waiting = set(
        later.items.filter(standing=Standing.PROTOCOL).values_list("protocol__meeting__designation", flat=True)
    )
    assert waiting == {"KOG 2026-1", "KOG 2026-2"}


def test_close_keeps_unanswered_suggestions_for_the_next_meeting(full_board, later, secretary, board_member):
    soon = MeetingFactory(committee=full_board, by=secretary, date=dt.date(2026, 4, 13))
    idea = agenda.suggest_item(full_board, {"title": "Idee"}, by=board_member, meeting=soon)
    conducting.open_meeting(soon, by=secretary)

    finish(soon, by=secretary)

    idea.refresh_from_db()
    assert (idea.state, idea.outcome) == (ItemState.SUGGESTED, Outcome.OPEN)
    assert idea.meeting.date == dt.date(2026, 6, 8)


def test_a_postponed_approval_is_on_one_agenda_only(running, planned, later, secretary):
    finish(running, by=secretary)
    conducting.open_meeting(planned, by=secretary)
    item = planned.items.get(protocol=running.protocol)
    conducting.set_outcome(item, Outcome.POSTPONED, by=secretary)

    MeetingFactory(committee=planned.committee, by=secretary, date=dt.date(2026, 12, 7))

    assert list(AgendaItem.objects.filter(protocol=running.protocol)) == [item]
    finish(planned, by=secretary)
    assert later.items.filter(protocol=running.protocol).count() == 1


@pytest.mark.parametrize(
    "step",
    [
        lambda m, by: conducting.record_rest_present(m, by=by),
        lambda m, by: conducting.show_item(m, m.items.first(), by=by),
        lambda m, by: conducting.save_discussion(m.items.first(), "x", based_on=0, by=by),
        lambda m, by: conducting.set_outcome(m.items.first(), Outcome.TREATED, by=by),
        lambda m, by: conducting.treat_formal_items(m, by=by),
        lambda m, by: conducting.record_attendance(
            Participation.objects.filter(meeting=m).first(), Presence(Attendance.PRESENT), by=by
        ),
    ],
)
@pytest.mark.parametrize("phase", ["invited", "closed"])
def test_nothing_is_recorded_outside_a_running_meeting(full_board, secretary, refused, step, phase):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase, date=TODAY)

    with refused("meeting_not_running"):
        step(meeting, secretary)
