import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.actions import conducting, convening, reviewing
from meetings.enums import Outcome, ReviewResult
from meetings.models import AgendaItem
from meetings.queries.control_sheet import control_sheet
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory


@pytest.fixture
def held(network, board, chair, board_member, secretary):
    """A running meeting with an item, to be closed by `close`."""
    return MeetingFactory(committee=board, running=True, by=secretary)


def close(meeting, by):
    conducting.record_rest_present(meeting, by=by)
    for item in AgendaItem.objects.without_outcome().filter(meeting=meeting):
        conducting.set_outcome(item, Outcome.TREATED, by=by)
    return conducting.close_meeting(meeting, by=by)


def follow(meeting, by, days=90, **phase):
    return MeetingFactory(committee=meeting.committee, by=by, date=meeting.date + dt.timedelta(days=days), **phase)


def titles(lines):
    return [line.assignment.title for line in lines]


def test_set_then_due_then_overdue_then_shown_once_more(held, secretary, afa):
    item = AgendaItemFactory(meeting=held, by=secretary)
    AssignmentFactory(item=item, lead=afa, by=secretary, title="Austausch")
    close(held, secretary)
    second = follow(held, secretary, running=True)
    at_second = control_sheet(second, secretary)
    line = at_second.due[0]
    reviewing.review(line.assignment, second, reviewing.Finding(ReviewResult.EXTENDED, "Braucht Zeit"), by=secretary)
    close(second, secretary)
    third = follow(second, secretary, running=True)
    at_third = control_sheet(third, secretary)
    reviewing.review(line.assignment, third, reviewing.Finding(ReviewResult.DONE), by=secretary)
    close(third, secretary)
    at_fourth = control_sheet(follow(third, secretary), secretary)
    at_fifth = control_sheet(close(follow(third, secretary, 180, running=True), secretary), secretary)

    assert (titles(at_second.due), titles(at_second.overdue)) == (["Austausch"], [])
    assert (titles(at_third.due), titles(at_third.overdue)) == ([], ["Austausch"])
    assert [one.reason for one in at_third.overdue[0].extensions] == ["Braucht Zeit"]
    assert titles(at_fourth.finished) == ["Austausch"]
    assert titles(at_fifth.finished) == ["Austausch"]
    assert at_fourth.due == at_fourth.overdue == []


def test_cancelled_meeting_is_named_on_the_line(held, secretary, afa):
    AssignmentFactory(item=AgendaItemFactory(meeting=held, by=secretary), lead=afa, by=secretary, title="Austausch")
    close(held, secretary)
    cancelled, later = follow(held, secretary), follow(held, secretary, 180)
    convening.cancel(cancelled, reason="Pandemie", by=secretary)

    sheet = control_sheet(later, secretary)

    assert titles(sheet.overdue) == ["Austausch"]
    assert [(one.from_meeting, one.reason) for one in sheet.overdue[0].deferrals] == [(cancelled, "Pandemie")]


def test_page_shows_each_assignment_and_needs_the_same_queries_for_more(client_of, held, secretary, afa):
    item = AgendaItemFactory(meeting=held, by=secretary)
    AssignmentFactory(item=item, lead=afa, by=secretary, title="Erster Auftrag")
    other = AgendaItemFactory(meeting=held, by=secretary)
    close(held, secretary)
    second = follow(held, secretary, running=True)
    client, address = client_of(secretary), reverse("meetings:control_sheet", args=[second.slug])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        assert "Erster Auftrag" in client.get(address).content.decode()
    more = AgendaItemFactory(meeting=second, by=secretary)
    for number in range(3):
        AssignmentFactory(item=more, lead=afa, by=secretary, title=f"Weiterer {number}")
    third = close_reviewed(second, secretary)

    with CaptureQueriesContext(connection) as several:
        page = client.get(reverse("meetings:control_sheet", args=[third.slug])).content.decode()

    assert all(f"Weiterer {number}" in page for number in range(3))
    assert other.title not in page
    assert len(several) == len(one) <= 12


def close_reviewed(meeting, by):
    for line in control_sheet(meeting, by).due:
        reviewing.review(line.assignment, meeting, reviewing.Finding(ReviewResult.EXTENDED, "Noch offen"), by=by)
    close(meeting, by)
    return follow(meeting, by, running=True)
