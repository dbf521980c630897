import pytest

from documents.actions import filing
from meetings.actions import conducting, reporting, reviewing
from meetings.actions.reviewing import Finding
from meetings.enums import Progress, ReviewResult
from meetings.models import StatusReport
from tests.factories.documents import filed
from tests.factories.meetings import AssignmentFactory, finish
from tests.replay import replayed

from .conftest import NOW


@pytest.fixture
@replayed
def assignment(running, planned, afa, secretary):
    return AssignmentFactory(item__meeting=running, lead=afa, by=secretary)


def test_report_is_kept_as_given(assignment, board_member, afa, last_entry, mails):
    mails()

    row = reporting.report(assignment, progress=Progress.READY, text=" Wir sind *fertig*. ", by=board_member)

    assignment.refresh_from_db()
    assert (row.text, row.text_html) == ("Wir sind *fertig*.", "<p>Wir sind <em>fertig</em>.</p>")
    assert (row.by, row.institution, row.at, row.progress) == (board_member, afa, NOW, Progress.READY)
    assert assignment.progress == Progress.READY
    assert last_entry(assignment) == ("reported", board_member, {"progress": "ready"})
    assert mails() == []


def test_owner_reports_the_committee_establishes(assignment, board_member):
    reporting.report(assignment, progress=Progress.READY, text="Fertig", by=board_member)

    assignment.refresh_from_db()
    assert assignment.is_open


def test_every_report_stays(assignment, board_member):
    for text in ("Eins", "Zwei"):
        reporting.report(assignment, progress=Progress.BEGUN, text=text, by=board_member)

    assert sorted(StatusReport.objects.values_list("text", flat=True)) == ["Eins", "Zwei"]


def test_report_carries_documents(assignment, board_member, board, network):
    document = filed(filing.folder_for(board))

    row = reporting.report(assignment, progress=Progress.BEGUN, text="x", by=board_member, documents=[document])

    assert list(row.documents.all()) == [document]


def test_empty_report_is_refused(assignment, board_member, refused):
    with refused("empty_report"):
        reporting.report(assignment, progress=Progress.BEGUN, text=" ", by=board_member)


def test_progress_nobody_knows_is_refused(assignment, board_member, refused):
    with refused("no_such_progress"):
        reporting.report(assignment, progress="vergessen", text="x", by=board_member)


def test_report_on_a_closed_assignment_is_refused(assignment, running, planned, board_member, secretary, refused):
    finish(running, by=secretary)
    conducting.open_meeting(planned, by=secretary)
    reviewing.review(assignment, planned, Finding(ReviewResult.DONE), by=secretary)

    with refused("assignment_closed") as refusal:
        reporting.report(assignment, progress=Progress.READY, text="x", by=board_member)
    assert "KOG 2026-2" in str(refusal.value)
