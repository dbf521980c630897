import pytest

from meetings.actions import assigning, conducting, convening, deciding
from meetings.actions.assigning import Order
from meetings.enums import AssignmentState
from meetings.models import Assignment
from tests.factories.kog import OccupancyFactory
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish
from tests.replay import replayed

from .conftest import NOW


@pytest.fixture
@replayed
def item(running):
    return AgendaItemFactory(meeting=running)


def test_assignment_has_number_lead_partners_and_review(
    item, running, planned, afa, ihk, board_member, secretary, last_entry, mails
):
    mails()

    assignment = assigning.assign(item, Order(afa, " Austausch ", " Text ", partners=[ihk, afa]), by=secretary)

    assert (assignment.number, assignment.slug) == ("KOG 2026-1/01", "kog-2026-1-01")
    assert (assignment.title, assignment.text) == ("Austausch", "Text")
    assert (assignment.lead_institution, assignment.lead_committee, assignment.lead) == (afa, None, afa)
    assert list(assignment.partners.all()) == [ihk]
    assert (assignment.set_in, assignment.item, assignment.committee) == (running, item, running.committee)
    assert (assignment.due_meeting, assignment.state, assignment.created_at) == (planned, AssignmentState.OPEN, NOW)
    assert last_entry(assignment) == ("assigned", secretary, {"lead": str(afa), "due": "KOG 2026-2"})
    assert mails() == [("assignment_given", board_member.email)]


def test_numbers_count_in_the_meeting_that_sets_them(item, afa, secretary, refused):
    first = assigning.assign(item, Order(afa, "Eins"), by=secretary)
    with refused("assignment_without_text"):
        assigning.assign(item, Order(afa, " "), by=secretary)
    second = assigning.assign(item, Order(afa, "Zwei"), by=secretary)

    assert [first.number, second.number] == ["KOG 2026-1/01", "KOG 2026-1/02"]


def test_a_group_can_be_in_charge(item, group, group_lead, lead_seat, secretary, mails):
    OccupancyFactory(seat=lead_seat, deputy=True, person__email="deputy@kog.example")

    mails()
    assignment = assigning.assign(item, Order(group, "Konzept"), by=secretary)

    assert (assignment.lead, assignment.lead_institution) == (group, None)
    assert mails() == [("assignment_given", "deputy@kog.example"), ("assignment_given", group_lead.email)]


def test_the_resolution_behind_it_is_kept(item, running, chair, board_member, afa, secretary):
    conducting.record_rest_present(running, by=secretary)
    resolution = deciding.record_resolution(item, "Ja", deciding.Ballot(), by=secretary)

    assert assigning.assign(item, Order(afa, "x", resolution=resolution), by=secretary).resolution == resolution


def test_a_resolution_of_another_item_is_refused(item, running, chair, board_member, afa, secretary, refused):
    conducting.record_rest_present(running, by=secretary)
    resolution = deciding.record_resolution(running.items.first(), "Ja", deciding.Ballot(), by=secretary)

    with refused("foreign_resolution"):
        assigning.assign(item, Order(afa, "x", resolution=resolution), by=secretary)


def test_without_a_next_meeting_it_waits_for_the_next_to_be_planned(item, afa, secretary, full_board):
    assignment = assigning.assign(item, Order(afa, "x"), by=secretary)
    assert assignment.due_meeting is None

    meeting = MeetingFactory(committee=full_board, by=secretary)

    assert list(Assignment.objects.filter(due_meeting=meeting)) == [assignment]


def test_a_later_meeting_can_be_named(item, planned, later, afa, secretary):
    assert assigning.assign(item, Order(afa, "x", due=later), by=secretary).due_meeting == later


def test_a_foreign_meeting_is_refused(item, group, afa, secretary, refused):
    with refused("foreign_meeting"):
        assigning.assign(item, Order(afa, "x", due=MeetingFactory(committee=group, by=secretary)), by=secretary)


@pytest.mark.parametrize("how", ["itself", "cancelled", "cancelled_since", "closed"])
def test_a_meeting_that_is_not_to_come_is_refused(item, running, planned, later, afa, secretary, refused, how):
    due = running if how == "itself" else planned
    if how == "closed":
        conducting.open_meeting(planned, by=secretary)
        due = finish(planned, by=secretary)
    elif how == "cancelled":
        due = convening.cancel(planned, reason="x", by=secretary)
    elif how == "cancelled_since":
        convening.cancel(planned, reason="x", by=secretary)

    with refused("due_meeting_is_over"):
        assigning.assign(item, Order(afa, "x", due=due), by=secretary)
    assert Assignment.objects.count() == 0


@pytest.mark.parametrize("phase", ["invited", "closed"])
def test_assigning_outside_a_running_meeting_is_refused(full_board, afa, secretary, refused, phase):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    with refused("meeting_not_running"):
        assigning.assign(meeting.items.first(), Order(afa, "x"), by=secretary)


def test_a_slip_of_the_pen_is_corrected_while_the_meeting_runs(item, afa, secretary, last_entry):
    assignment = AssignmentFactory(item=item, lead=afa, title="Austasch")

    corrected = assigning.correct(assignment, Order(afa, " Austausch ", " x "), by=secretary)

    assert (corrected.title, corrected.text) == ("Austausch", "x")
    verb, by, facts = last_entry(assignment)
    assert (verb, by, facts["before"], facts["lead_before"]) == ("corrected", secretary, "Austasch", str(afa))


def test_correction_reaches_lead_partners_and_the_reviewing_meeting(item, afa, ihk, later, secretary, mails):
    assignment = AssignmentFactory(item=item, lead=afa, title="Austausch")
    mails()

    assigning.correct(assignment, Order(ihk, "Austausch", partners=[afa, ihk], due=later), by=secretary)

    assignment.refresh_from_db()
    assert (assignment.lead, list(assignment.partners.all()), assignment.due_meeting) == (ihk, [afa], later)


def test_only_a_new_house_in_charge_is_told_of_the_correction(item, afa, chair, chair_seat, secretary, mails):
    assignment = AssignmentFactory(item=item, lead=afa, title="Austausch")
    mails()
    assigning.correct(assignment, Order(afa, "Austausche"), by=secretary)
    assert mails() == []

    assigning.correct(assignment, Order(chair_seat.institution, "Austausche"), by=secretary)

    assert ("assignment_given", chair.email) in mails()


def test_the_same_work_is_not_set_twice_on_an_item(item, running, afa, ihk, secretary, refused):
    assigning.assign(item, Order(afa, "Austausch"), by=secretary)
    with refused("assigned_already"):
        assigning.assign(item, Order(afa, " Austausch "), by=secretary)

    for_ihk = assigning.assign(item, Order(ihk, "Austausch"), by=secretary)
    elsewhere = assigning.assign(AgendaItemFactory(meeting=running), Order(afa, "Austausch"), by=secretary)

    assert {for_ihk.number[-2:], elsewhere.number[-2:]} == {"02", "03"}
    with refused("assigned_already"):
        assigning.correct(for_ihk, Order(afa, "Austausch"), by=secretary)


def test_correction_is_refused_without_a_title_and_after_the_meeting(item, running, afa, secretary, refused):
    assignment = AssignmentFactory(item=item, lead=afa)
    with refused("assignment_without_text"):
        assigning.correct(assignment, Order(afa, " "), by=secretary)
    finish(running, by=secretary)

    with refused("meeting_not_running"):
        assigning.correct(assignment, Order(afa, "x"), by=secretary)
