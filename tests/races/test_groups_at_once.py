"""Two people found, end or answer the same in one moment."""

import datetime as dt

import pytest
from django.utils import timezone

from kog.actions.appointing import open_seat
from kog.models import Committee, HistoryEntry, OutboxMail
from tests.factories.kog import UserFactory
from tests.factories.workinggroups import DatePollFactory, charter
from workinggroups.actions import founding, linking, polling
from workinggroups.actions.polling import Slot
from workinggroups.models import DatePoll, DatePollVote, LinkPerson, Succession

TODAY = timezone.localdate()


@pytest.fixture
def standing(full_board, group, other_group, lead_seat, group_member):
    """A board and two groups, on a database that threads can see."""
    return full_board


def test_two_founders_of_one_name_found_one_group(standing, secretary, at_once, codes):
    plan = charter()

    results = at_once(*[lambda: founding.found(standing, plan, by=secretary)] * 2)

    assert codes(results) == ["short_name_taken"]
    assert Committee.objects.filter(short_name=plan.short_name).count() == 1


def test_founders_below_different_groups_find_different_names(standing, group, secretary, at_once, codes):
    plan = charter()

    results = at_once(
        lambda: founding.found(standing, plan, by=secretary), lambda: founding.found(group, plan, by=secretary)
    )

    assert codes(results) == ["short_name_taken"]


def test_group_is_dissolved_once(standing, group, secretary, at_once, codes):
    results = at_once(*[lambda: founding.dissolve(group, on=TODAY, reason="x", by=secretary)] * 2)

    assert codes(results) == ["dissolved_already"]
    assert HistoryEntry.objects.filter(verb="dissolved").count() == 1
    assert OutboxMail.objects.filter(kind="group_dissolved").count() == 1


def test_merging_and_dissolving_leave_one_end(standing, group, other_group, secretary, at_once, codes):
    facts = {"on": TODAY, "reason": "x", "by": secretary}

    results = at_once(
        lambda: founding.merge([group, other_group], charter(lead=group.lead), **facts),
        lambda: founding.dissolve(other_group, **facts),
    )

    assert codes(results) == ["dissolved_already"]
    other_group.refresh_from_db()
    assert other_group.dissolved == TODAY
    assert Succession.objects.count() in {0, 2}


def test_two_groups_do_not_go_on_in_each_other(standing, group, other_group, secretary, at_once, codes):
    facts = {"on": TODAY, "reason": "x", "by": secretary}

    results = at_once(
        lambda: founding.dissolve(group, successor=other_group, **facts),
        lambda: founding.dissolve(other_group, successor=group, **facts),
    )

    assert codes(results) == ["successor_dissolved"]
    assert Succession.objects.count() == 1


def test_one_link_person_is_named(standing, group, chair, board_member, secretary, at_once):
    at_once(
        lambda: linking.name_link_person(group, chair, since=TODAY, by=secretary),
        lambda: linking.name_link_person(group, board_member, since=TODAY, by=secretary),
    )

    assert LinkPerson.objects.filter(committee=group, valid_until=None).count() == 1


def test_poll_asks_once_and_one_date_is_chosen(standing, group, secretary, at_once, codes):
    slots = [Slot(TODAY + dt.timedelta(days=days), dt.time(10), dt.time(12)) for days in (7, 8)]
    facts = {"title": "Sitzung", "slots": slots, "closes_on": TODAY, "by": secretary}
    assert codes(at_once(*[lambda: polling.open_poll(group, **facts)] * 2)) == ["poll_runs"]
    poll = DatePoll.objects.get()

    results = at_once(
        *[lambda option=option: polling.choose(poll, option, by=secretary) for option in poll.options.all()]
    )

    assert codes(results) == ["poll_over"]


def test_answers_of_many_and_twice_by_one(standing, group, at_once):
    poll, people = DatePollFactory(committee=group, created_by=UserFactory()), UserFactory.create_batch(3)
    option = poll.options.first()

    at_once(*[lambda who=who: polling.answer(poll, {option.pk: "yes"}, by=who) for who in [*people, people[0]]])

    assert DatePollVote.objects.count() == 3


def test_seat_opened_while_the_group_ends_is_not_left_open(standing, group, afa, secretary, at_once):
    at_once(
        lambda: founding.dissolve(group, on=TODAY, reason="x", by=secretary),
        lambda: open_seat(group, afa, since=TODAY, by=secretary),
    )

    assert not group.seats.filter(valid_until=None).exists()
