import pytest

from kog import history
from meetings.actions import conducting, convening, reporting, reviewing
from meetings.actions.reviewing import Finding
from meetings.enums import AssignmentState, Progress, ReviewResult
from meetings.models import Review
from tests.factories.meetings import AssignmentFactory, MeetingFactory, finish
from tests.replay import replayed

from .conftest import NOW


@pytest.fixture
@replayed
def assignment(running, planned, afa, secretary):
    """Set in the first meeting, due in `planned`, which runs."""
    assignment = AssignmentFactory(item__meeting=running, lead=afa, by=secretary, title="Austausch")
    finish(running, by=secretary)
    conducting.open_meeting(planned, by=secretary)
    return assignment


@pytest.mark.parametrize(
    ("result", "state"), [(ReviewResult.DONE, AssignmentState.DONE), (ReviewResult.DROPPED, AssignmentState.DROPPED)]
)
def test_closing_review(assignment, planned, board_member, secretary, last_entry, mails, result, state):
    mails()

    row = reviewing.review(assignment, planned, Finding(result, " Erledigt "), by=secretary)

    assignment.refresh_from_db()
    assert (assignment.state, assignment.closed_in, assignment.due_meeting) == (state, planned, planned)
    assert (row.result, row.reason, row.next_meeting, row.by, row.at) == (result, "Erledigt", None, secretary, NOW)
    facts = {"meeting": "KOG 2026-2", "result": result, "reason": " Erledigt ", "next": None}
    assert last_entry(assignment) == ("reviewed", secretary, facts)
    assert mails() == [("assignment_reviewed", board_member.email)]


def test_done_needs_no_reason(assignment, planned, secretary):
    assert reviewing.review(assignment, planned, Finding(ReviewResult.DONE), by=secretary).reason == ""


def test_extended_goes_to_the_next_meeting(assignment, planned, later, secretary):
    row = reviewing.review(assignment, planned, Finding(ReviewResult.EXTENDED, "Zeit"), by=secretary)

    assignment.refresh_from_db()
    assert (assignment.state, assignment.due_meeting, row.next_meeting) == (AssignmentState.OPEN, later, later)


def test_extended_goes_to_the_named_meeting(assignment, planned, later, full_board, secretary):
    last = MeetingFactory(committee=full_board, by=secretary, date=later.date.replace(month=11))

    finding = Finding(ReviewResult.EXTENDED, "Zeit", next_meeting=last)
    reviewing.review(assignment, planned, finding, by=secretary)

    assignment.refresh_from_db()
    assert assignment.due_meeting == last


def test_extended_waits_when_no_meeting_is_planned(assignment, planned, secretary):
    row = reviewing.review(assignment, planned, Finding(ReviewResult.EXTENDED, "Zeit"), by=secretary)

    assignment.refresh_from_db()
    assert (assignment.due_meeting, row.next_meeting) == (None, None)


def test_what_goes_on_is_reported_anew(assignment, planned, board_member, secretary):
    reporting.report(assignment, progress=Progress.READY, text="Fertig", by=board_member)

    reviewing.review(assignment, planned, Finding(ReviewResult.EXTENDED, "Noch nicht"), by=secretary)

    assignment.refresh_from_db()
    assert assignment.progress == ""


def test_changed_has_a_new_wording_and_keeps_the_old_one_in_history(assignment, planned, later, secretary):
    finding = Finding(ReviewResult.CHANGED, "Ziel verschoben", title=" Austausch zu dritt ")
    reviewing.review(assignment, planned, finding, by=secretary)

    assignment.refresh_from_db()
    assert (assignment.title, assignment.due_meeting) == ("Austausch zu dritt", later)
    reworded = history.of(assignment).get(verb="reworded")
    assert (reworded.by, reworded.facts) == (secretary, {"before": "Austausch", "meeting": "KOG 2026-2"})


def test_second_review_in_the_running_meeting_replaces_the_first(assignment, planned, later, secretary):
    reviewing.review(assignment, planned, Finding(ReviewResult.DONE), by=secretary)

    reviewing.review(assignment, planned, Finding(ReviewResult.EXTENDED, "Doch nicht"), by=secretary)

    assignment.refresh_from_db()
    assert (assignment.state, assignment.closed_in, assignment.due_meeting) == (AssignmentState.OPEN, None, later)
    assert Review.objects.get().result == ReviewResult.EXTENDED
    results = [entry.facts["result"] for entry in history.of(assignment).filter(verb="reviewed")]
    assert results == ["extended", "done"]


def test_the_same_review_twice_is_one(assignment, planned, secretary):
    for _ in range(2):
        reviewing.review(assignment, planned, Finding(ReviewResult.DONE), by=secretary)

    assert Review.objects.count() == 1


@pytest.mark.parametrize("result", [ReviewResult.EXTENDED, ReviewResult.CHANGED, ReviewResult.DROPPED])
def test_all_but_done_need_a_reason(assignment, planned, secretary, refused, result):
    with refused("review_without_reason"):
        reviewing.review(assignment, planned, Finding(result, " ", title="x"), by=secretary)


def test_change_needs_a_wording(assignment, planned, secretary, refused):
    with refused("change_without_wording"):
        reviewing.review(assignment, planned, Finding(ReviewResult.CHANGED, "Zeit", title=" "), by=secretary)


def test_a_result_nobody_knows_is_refused(assignment, planned, secretary, refused):
    with refused("no_such_result"):
        reviewing.review(assignment, planned, Finding("vergessen", "Zeit"), by=secretary)


def test_another_committee_does_not_review(assignment, group, secretary, refused):
    meeting = MeetingFactory(committee=group, by=secretary, running=True)

    with refused("foreign_assignment"):
        reviewing.review(assignment, meeting, Finding(ReviewResult.DONE), by=secretary)


def test_what_was_closed_earlier_stays_closed(assignment, planned, later, secretary, refused):
    finish(planned, by=secretary)
    conducting.open_meeting(later, by=secretary)

    with refused("assignment_closed"):
        reviewing.review(assignment, later, Finding(ReviewResult.EXTENDED, "Zeit"), by=secretary)


def test_what_a_meeting_sets_it_may_only_drop(running, afa, secretary, refused):
    assignment = AssignmentFactory(item__meeting=running, lead=afa, by=secretary)

    with refused("set_here"):
        reviewing.review(assignment, running, Finding(ReviewResult.DONE), by=secretary)
    reviewing.review(assignment, running, Finding(ReviewResult.DROPPED, "Irrtum"), by=secretary)
    assignment.refresh_from_db()
    assert (assignment.state, assignment.closed_in) == (AssignmentState.DROPPED, running)


@pytest.mark.parametrize("how", ["foreign", "over"])
def test_the_named_meeting_must_be_to_come_and_ours(assignment, planned, later, group, secretary, refused, how):
    if how == "foreign":
        named, code = MeetingFactory(committee=group, by=secretary), "foreign_meeting"
    else:
        named, code = convening.cancel(later, reason="x", by=secretary), "due_meeting_is_over"

    with refused(code):
        reviewing.review(assignment, planned, Finding(ReviewResult.EXTENDED, "Zeit", next_meeting=named), by=secretary)


@pytest.mark.parametrize("phase", ["planned", "closed"])
def test_review_outside_a_running_meeting_is_refused(assignment, full_board, secretary, refused, phase):
    other = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    with refused("meeting_not_running"):
        reviewing.review(assignment, other, Finding(ReviewResult.DONE), by=secretary)


def test_something_not_due_yet_may_be_reviewed_early(assignment, running, planned, later, afa, secretary):
    reviewing.review(assignment, planned, Finding(ReviewResult.EXTENDED, "Zeit", next_meeting=later), by=secretary)
    finish(planned, by=secretary)
    soon = MeetingFactory(committee=planned.committee, by=secretary, running=True)

    reviewing.review(assignment, soon, Finding(ReviewResult.DONE), by=secretary)

    assignment.refresh_from_db()
    assert (assignment.closed_in, assignment.due_meeting) == (soon, soon)
    assert Review.objects.count() == 2
