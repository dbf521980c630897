"""A choice that is not (any more) among the choices changes nothing, and nobody is told that it did."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages

from meetings.actions import agenda, convening
from meetings.enums import ItemState
from meetings.models import AgendaItem
from tests.factories.meetings import AgendaItemFactory, MeetingFactory


@pytest.fixture
def cancelled(full_board, planned, secretary):
    """Was still to be chosen when the page was opened."""
    meeting = MeetingFactory(committee=full_board, by=secretary, date=planned.date + dt.timedelta(days=365))
    return convening.cancel(meeting, reason="Pandemie", by=secretary)


def levels(response):
    return [message.level_tag for message in get_messages(response.wsgi_request)]


def test_suggestion_is_not_accepted_for_a_meeting_that_was_cancelled(
    send, full_board, cancelled, secretary, board_member
):
    item = agenda.suggest_item(full_board, {"title": "Fachtag"}, by=board_member)

    response = send(secretary, "item_accept", item.pk, meeting=cancelled.pk)

    item.refresh_from_db()
    assert (item.state, item.meeting) == (ItemState.SUGGESTED, None)
    assert levels(response) == ["error"]


def test_item_is_not_moved_to_a_meeting_that_was_cancelled(send, planned, cancelled, secretary):
    item = AgendaItemFactory(meeting=planned, by=secretary)

    response = send(secretary, "item_schedule", item.pk, meeting=cancelled.pk)

    assert AgendaItem.objects.get(pk=item.pk).meeting == planned
    assert levels(response) == ["error"]


@pytest.mark.parametrize("person", ["999999", "x"])
def test_nobody_unknown_writes_the_minutes(send, invited, secretary, person):
    response = send(secretary, "minute_taker", invited.slug, person=person)

    assert levels(response) == ["error"]
