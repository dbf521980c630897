import datetime as dt

import pytest
from django.core.management import call_command

from meetings.actions import agenda, horizon
from meetings.actions.horizon import Coming
from meetings.enums import HorizonKind, ItemState
from meetings.models import AgendaItem, HorizonTopic
from tests.factories.meetings import MeetingFactory

from .conftest import TODAY

WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def topic(full_board, secretary):
    """Comes in twenty weeks and is suggested sixteen weeks before: in four weeks from now."""
    return put(full_board, secretary)


def put(committee, by, **facts):
    plain = {"title": "Neues Gesetz", "date": TODAY + 20 * WEEK, "kind": HorizonKind.LAW, "text": "Ab **Juli**"}
    return horizon.add_topic(committee, Coming(**plain | facts), by=by)


def test_topic_is_written_down_with_its_author(topic, secretary, last_entry):
    assert (topic.created_by, topic.item, topic.weeks_ahead) == (secretary, None, 16)
    assert "<strong>Juli</strong>" in topic.text_html
    assert last_entry(topic)[0] == "topic_added"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"title": "  "}, "topic_without_title"),
        ({"kind": "rumour"}, "topic_without_title"),
        ({"date": TODAY - dt.timedelta(days=1)}, "day_is_over"),
        ({"weeks_ahead": 0}, "not_ahead"),
    ],
)
def test_rubbish_is_refused(full_board, secretary, refused, facts, code):
    with refused(code):
        put(full_board, secretary, **facts)


def test_same_topic_twice_is_refused(topic, full_board, secretary, refused):
    with refused("on_the_horizon"):
        put(full_board, secretary, title=" Neues Gesetz ")


def test_it_waits_until_its_time_has_come(topic, planned):
    call_command("suggest_from_horizon", verbosity=0)

    assert not AgendaItem.objects.suggested().exists()


def test_it_is_suggested_once_for_the_last_meeting_before_the_day(
    topic, planned, later, full_board, secretary, now, mails
):
    last = MeetingFactory(committee=full_board, by=secretary, date=dt.date(2026, 7, 13))
    now.shift(4 * WEEK)
    mails()

    for _number in range(2):
        call_command("suggest_from_horizon", verbosity=0)

    topic.refresh_from_db()
    assert (topic.item.meeting, topic.item.state, topic.item.title) == (last, ItemState.SUGGESTED, "Neues Gesetz")
    assert AgendaItem.objects.suggested().count() == 1
    assert mails() == [("item_suggested", secretary.email)]


def test_meeting_after_the_day_or_too_early_is_not_meant(topic, full_board, secretary, now):
    for day in (TODAY + dt.timedelta(days=7), topic.date):
        MeetingFactory(committee=full_board, by=secretary, date=day)
    now.shift(4 * WEEK)

    call_command("suggest_from_horizon", verbosity=0)

    topic.refresh_from_db()
    assert topic.item.meeting is None


def test_meeting_of_another_committee_is_not_meant(topic, group, group_lead, secretary, now):
    MeetingFactory(committee=group, by=secretary, date=dt.date(2026, 7, 13))
    now.shift(4 * WEEK)

    assert horizon.suggest_topic(topic).item.meeting is None


def test_what_is_over_or_dropped_is_not_suggested(topic, full_board, secretary, now):
    dropped = put(full_board, secretary, title="Anderes")
    horizon.drop_topic(dropped, reason="Gilt nicht für uns", by=secretary)
    now.shift(21 * WEEK)

    call_command("suggest_from_horizon", verbosity=0)

    assert not AgendaItem.objects.suggested().exists()


def test_dissolved_committee_gets_no_suggestion(topic, full_board, now):
    full_board.dissolved = TODAY
    full_board.save()
    now.shift(5 * WEEK)

    call_command("suggest_from_horizon", verbosity=0)

    assert not AgendaItem.objects.exists()


def test_declined_suggestion_does_not_come_back(topic, planned, secretary, now):
    now.shift(4 * WEEK)
    item = horizon.suggest_topic(topic).item
    agenda.decline_item(item, reason="Erledigt", by=secretary)

    call_command("suggest_from_horizon", verbosity=0)

    assert AgendaItem.objects.filter(title="Neues Gesetz").count() == 1


def test_it_can_be_changed_until_it_is_dropped(topic, secretary, refused):
    coming = Coming("Neues Gesetz", TODAY + 30 * WEEK, weeks_ahead=8)
    changed = horizon.change_topic(topic, coming, by=secretary)
    horizon.drop_topic(topic, reason="Gilt nicht", by=secretary)

    assert (changed.date, changed.weeks_ahead) == (TODAY + 30 * WEEK, 8)
    with refused("topic_dropped"):
        horizon.change_topic(topic, coming, by=secretary)


def test_dropping_needs_a_reason_and_deletes_nothing(topic, secretary, refused):
    with refused("dropped_without_reason"):
        horizon.drop_topic(topic, reason="", by=secretary)

    horizon.drop_topic(topic, reason="Gilt nicht", by=secretary)
    horizon.drop_topic(topic, reason="Anders", by=secretary)

    assert HorizonTopic.objects.get().dropped_reason == "Gilt nicht"
