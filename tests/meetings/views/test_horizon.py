import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions import horizon
from meetings.actions.horizon import Coming
from meetings.models import HorizonTopic
from tests.factories.kog import FieldFactory

SOON = dt.timedelta(days=60)


@pytest.fixture
def topic(full_board, secretary):
    return put(full_board, secretary)


def put(committee, by, title="Neues Gesetz", **facts):
    return horizon.add_topic(committee, Coming(title, timezone.localdate() + SOON, **facts), by=by)


def test_secretariat_puts_something_on_the_horizon(send, page_of, full_board, secretary, board_member):
    field = FieldFactory()
    typed = {"title": "Förderung endet", "kind": "funding", "date": timezone.localdate() + SOON, "weeks_ahead": 8}

    send(secretary, "horizon_add", full_board.key, field=field.pk, **typed)

    topic = HorizonTopic.objects.get()
    assert (topic.title, topic.field, topic.weeks_ahead) == ("Förderung endet", field, 8)
    assert "Förderung endet" in page_of(board_member, "horizon_list").text


@pytest.mark.parametrize("wrong", [{"title": ""}, {"date": "2026-13-40"}, {"weeks_ahead": 0}, {"kind": "?"}])
def test_rubbish_stays_in_the_form(send, full_board, secretary, wrong):
    typed = {"title": "x", "kind": "law", "date": timezone.localdate() + SOON, "weeks_ahead": 8} | wrong

    assert send(secretary, "horizon_add", full_board.key, **typed).status_code == 422
    assert not HorizonTopic.objects.exists()


def test_refusal_stands_on_the_form(send, topic, full_board, secretary):
    typed = {"title": topic.title, "kind": "law", "date": topic.date, "weeks_ahead": 8}

    assert send(secretary, "horizon_add", full_board.key, **typed).status_code == 422


def test_change_and_drop(send, page_of, topic, secretary):
    typed = {"title": "Neues Bundesgesetz", "kind": "law", "date": topic.date, "weeks_ahead": 4}
    send(secretary, "horizon_edit", topic.pk, **typed)
    send(secretary, "horizon_drop", topic.pk, reason="Gilt nicht für uns")

    topic.refresh_from_db()
    assert (topic.title, topic.dropped_reason) == ("Neues Bundesgesetz", "Gilt nicht für uns")
    assert "Gilt nicht für uns" in page_of(secretary, "horizon_list").text


def test_group_lead_runs_the_own_horizon_only(send, group, group_lead, topic):
    typed = {"title": "Frist der AG", "kind": "term", "date": timezone.localdate() + SOON, "weeks_ahead": 4}

    own = send(group_lead, "horizon_add", group.key, **typed).status_code
    board = send(group_lead, "horizon_add", topic.committee.key, **typed).status_code

    assert (own, board) == (302, 403)
    assert send(group_lead, "horizon_edit", topic.pk, **typed).status_code == 404


def test_members_see_the_horizon_of_their_committees(page_of, topic, group, group_member, group_lead, guest, secretary):
    put(group, secretary, title="Frist der AG")

    seen = {
        person.name: [
            title for title in ("Neues Gesetz", "Frist der AG") if title in page_of(person, "horizon_list").text
        ]
        for person in (group_member, guest, secretary)
    }

    assert seen == {"Group Member": ["Frist der AG"], "Guest": [], "Secretary": ["Neues Gesetz", "Frist der AG"]}


def test_filters_by_committee_and_field(page_of, topic, group, secretary):
    field = FieldFactory()
    put(group, secretary, title="Frist der AG", field=field)

    by_field = page_of(secretary, "horizon_list", feld=field.slug).text
    by_committee = page_of(secretary, "horizon_list", gremium=topic.committee.key).text

    assert "Frist der AG" in by_field
    assert "Neues Gesetz" not in by_field
    assert "Neues Gesetz" in by_committee
    assert "Frist der AG" not in by_committee


def test_agenda_says_that_a_suggestion_comes_from_the_horizon(page_of, planned, full_board, secretary):
    topic = put(full_board, secretary)
    horizon.suggest_topic(topic)

    assert topic.date.strftime("%d.%m.%Y") in page_of(secretary, "pool", full_board.key).text


def test_suggestion_is_linked_for_those_who_may_read_it(page_of, topic, secretary, board_member):
    type(topic).objects.update(weeks_ahead=40)
    topic.refresh_from_db()
    address = horizon.suggest_topic(topic).item.get_absolute_url()

    assert address in page_of(secretary, "horizon_list").text
    assert address not in page_of(board_member, "horizon_list").text


def test_committee_shows_its_horizon(client_of, topic, board_member, group_member):
    address = reverse("kog:committee", args=[topic.committee.key])

    assert topic.title in client_of(board_member).get(address).text
    assert topic.title not in client_of(group_member).get(address).text


def test_queries_do_not_grow_with_the_topics(queries_of, topic, full_board, secretary):
    one = queries_of(secretary, "meetings:horizon_list")
    for number in range(2):
        put(full_board, secretary, title=f"Gesetz {number}", field=FieldFactory())

    assert queries_of(secretary, "meetings:horizon_list") == one <= 12
