"""What moves on by itself when a meeting is closed, cancelled or moved behind others."""

import datetime as dt

import pytest

from kog.models import Institution
from meetings.actions import agenda, conducting, convening, guesting, reviewing
from meetings.actions.convening import Arrangement
from meetings.enums import Outcome, ReviewResult
from meetings.models import AgendaItem
from meetings.queries.numbering import numbered
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, protocol_in
from tests.replay import replayed


def titles(meeting):
    return [(item.label, item.title) for item in numbered(meeting.items.accepted().filter(standing=""))]


def close_postponing(meeting, *items, by):
    for item in items:
        conducting.set_outcome(item, Outcome.POSTPONED, by=by)
    return finish(meeting, by=by)


def test_postponed_sub_items_return_below_their_item_in_their_order(running, later, secretary):
    parent = AgendaItemFactory(meeting=running, by=secretary, title="Sprachkurse")
    children = [
        AgendaItemFactory(meeting=running, by=secretary, title=title, parent=parent) for title in ("Bedarf", "Plätze")
    ]

    close_postponing(running, *children, by=secretary)

    assert titles(later.committee.meetings.open().in_order().first()) == [
        ("1", "Sprachkurse"),
        ("1.1", "Bedarf"),
        ("1.2", "Plätze"),
    ]


def test_cancelled_meeting_keeps_items_and_sub_items_together(planned, later, secretary):
    parent = AgendaItemFactory(meeting=planned, by=secretary, title="Sprachkurse")
    AgendaItemFactory(meeting=planned, by=secretary, title="Bedarf", parent=parent)

    convening.cancel(planned, reason="Kein Raum", by=secretary)

    assert titles(later) == [("1", "Sprachkurse"), ("1.1", "Bedarf")]


def test_items_wait_together_until_a_meeting_is_planned(running, secretary):
    parent = AgendaItemFactory(meeting=running, by=secretary, title="Sprachkurse")
    child = AgendaItemFactory(meeting=running, by=secretary, title="Bedarf", parent=parent)
    close_postponing(running, child, by=secretary)

    following = MeetingFactory(committee=running.committee, by=secretary)

    assert titles(following) == [("1", "Sprachkurse"), ("1.1", "Bedarf")]


def test_guest_of_a_postponed_item_is_guest_of_its_return(running, later, secretary, guest):
    item = AgendaItemFactory(meeting=running, by=secretary)
    guesting.ask_guest(item, guest, until=running.date, by=secretary)

    close_postponing(running, item, by=secretary)

    returned = item.carried_to
    assert [(one.person, one.until) for one in returned.guests.all()] == [(guest, returned.meeting.date)]


@pytest.fixture
@replayed
def loaded(running, planned, later, afa: Institution, secretary):
    """`planned` comes next: with a due assignment, a carried item, a protocol to be approved and an item of its own."""
    postponed = AgendaItemFactory(meeting=running, by=secretary, title="Vertagtes")
    assignment = AssignmentFactory(item=postponed, lead=afa, by=secretary)
    other = AgendaItemFactory(meeting=running, by=secretary, title="Noch Vertagtes")
    close_postponing(running, other, by=secretary)
    AgendaItemFactory(meeting=planned, by=secretary, title="Eigenes")
    assignment.refresh_from_db()
    assert assignment.due_meeting == planned
    return assignment


def moved_to(meeting, date):
    names = ("starts", "ends", "place", "format", "video_link", "title")
    return Arrangement(date, **{name: getattr(meeting, name) for name in names})


def test_meeting_moved_behind_another_hands_over_what_waits_and_keeps_its_own(
    loaded, running, planned, later, secretary
):
    convening.rearrange(planned, moved_to(planned, later.date + dt.timedelta(days=60)), by=secretary)

    loaded.refresh_from_db()
    assert loaded.due_meeting == later
    assert titles(later) == [("1", "Noch Vertagtes")]
    assert titles(planned) == [("1", "Eigenes")]
    approval = AgendaItem.objects.exclude(outcome=Outcome.OMITTED).get(protocol=running.protocol)
    assert approval.meeting == later


def test_meeting_moved_but_still_the_next_keeps_everything(loaded, running, planned, later, secretary):
    convening.rearrange(planned, moved_to(planned, planned.date + dt.timedelta(days=7)), by=secretary)

    loaded.refresh_from_db()
    assert loaded.due_meeting == planned
    assert titles(planned) == [("1", "Noch Vertagtes"), ("2", "Eigenes")]


def test_handed_over_work_is_reviewed_and_the_line_closes(loaded, planned, later, secretary):
    convening.rearrange(planned, moved_to(planned, later.date + dt.timedelta(days=60)), by=secretary)
    protocol_in("circulated", loaded.set_in, by=secretary)
    agenda.release(later, by=secretary)
    conducting.open_meeting(later, by=secretary)

    reviewing.review(loaded, later, reviewing.Finding(ReviewResult.DONE), by=secretary)

    loaded.refresh_from_db()
    assert loaded.closed_in == later
