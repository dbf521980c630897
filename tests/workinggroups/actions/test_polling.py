import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import OutboxMail
from tests.factories.workinggroups import DatePollFactory
from workinggroups.actions import polling
from workinggroups.actions.polling import Slot
from workinggroups.enums import PollAnswer
from workinggroups.models import DatePoll, DatePollVote

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TEN, NOON = dt.time(10), dt.time(12)


def on(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


def slots(*days: int) -> list[Slot]:
    return [Slot(on(number), TEN, NOON) for number in days]


def refused(step, *args, **kwargs) -> str:
    with pytest.raises(NotPossibleNow) as refusal:
        step(*args, **kwargs)
    assert str(refusal.value)
    return refusal.value.code


def test_members_are_asked_by_mail(group, group_lead, group_member):
    poll = polling.open_poll(group, title=" Nächste Sitzung ", slots=slots(9, 7), closes_on=on(5), by=group_lead)

    assert (poll.title, poll.closes_on, poll.takes_answers) == ("Nächste Sitzung", on(5), True)
    assert [option.date for option in poll.options.all()] == [on(7), on(9)]
    mail = OutboxMail.objects.get()
    assert (mail.kind, mail.person) == ("date_poll", group_member)
    assert poll.get_absolute_url() in mail.text
    assert [(entry.verb, entry.by) for entry in history.of(poll)] == [("poll_opened", group_lead)]


@pytest.mark.parametrize(
    ("dates", "closes", "code"),
    [
        (slots(7), 5, "number_of_dates"),
        (slots(*range(5, 16)), 5, "number_of_dates"),
        (slots(7, 7), 5, "date_twice"),
        (slots(-1, 7), 0, "date_passed"),
        (slots(7, 8), -1, "closing_passed"),
        (slots(7, 8), 8, "closing_late"),
        ([*slots(7), Slot(on(8), NOON, TEN)], 5, "ends_before_it_begins"),
    ],
)
def test_poll_is_refused(group, group_lead, dates, closes, code):
    assert refused(polling.open_poll, group, title="x", slots=dates, closes_on=on(closes), by=group_lead) == code
    assert not DatePoll.objects.exists()
    assert not OutboxMail.objects.exists()


def test_same_click_twice_asks_once(group, group_lead, group_member):
    facts = {"title": "Sitzung", "slots": slots(7, 8), "closes_on": on(5), "by": group_lead}
    polling.open_poll(group, **facts)

    assert refused(polling.open_poll, group, **facts) == "poll_runs"
    assert OutboxMail.objects.count() == 1


def test_poll_of_a_dissolved_group_is_refused(group, group_lead):
    group.dissolved = TODAY
    group.save()

    code = refused(polling.open_poll, group, title="x", slots=slots(7, 8), closes_on=on(5), by=group_lead)
    assert code == "dissolved"


@pytest.fixture
def poll(group):
    return DatePollFactory(committee=group)


def votes(poll, person) -> dict:
    return dict(DatePollVote.objects.filter(option__poll=poll, person=person).values_list("option_id", "answer"))


def test_answer_can_be_changed(poll, group_member):
    first, second, _third = poll.options.all()

    assert polling.answer(poll, {first.pk: PollAnswer.YES, second.pk: PollAnswer.NO}, by=group_member)
    assert polling.answer(poll, {first.pk: PollAnswer.IF_NEED_BE}, by=group_member)
    assert not polling.answer(poll, {first.pk: PollAnswer.IF_NEED_BE}, by=group_member)

    assert votes(poll, group_member) == {first.pk: "if_need_be", second.pk: "no"}
    assert [entry.verb for entry in history.of(poll)] == ["poll_answered"] * 2


def test_last_day_counts_and_the_day_after_is_too_late(poll, group_member):
    option = poll.options.first()
    DatePoll.objects.filter(pk=poll.pk).update(closes_on=TODAY)
    assert polling.answer(poll, {option.pk: "yes"}, by=group_member)

    DatePoll.objects.filter(pk=poll.pk).update(closes_on=on(-1))
    assert refused(polling.answer, poll, {option.pk: "no"}, by=group_member) == "poll_over"
    assert votes(poll, group_member) == {option.pk: "yes"}


def test_answer_to_a_date_of_another_poll_is_refused(poll, group_member):
    foreign = DatePollFactory().options.first()

    assert refused(polling.answer, poll, {foreign.pk: "yes"}, by=group_member) == "no_such_date"
    assert not DatePollVote.objects.exists()


def test_choosing_ends_the_poll(poll, group_lead, group_member):
    option = poll.options.first()

    polling.choose(poll, option, by=group_lead)

    poll.refresh_from_db()
    assert (poll.chosen, poll.takes_answers) == (option, False)
    assert refused(polling.answer, poll, {option.pk: "yes"}, by=group_member) == "poll_over"
    assert refused(polling.choose, poll, option, by=group_lead) == "poll_over"
    assert refused(polling.end_poll, poll, by=group_lead) == "poll_over"


def test_after_the_closing_day_it_is_still_to_be_chosen(poll, group_lead):
    DatePoll.objects.filter(pk=poll.pk).update(closes_on=on(-1))

    polling.choose(poll, poll.options.first(), by=group_lead)

    poll.refresh_from_db()
    assert poll.chosen


def test_choosing_a_date_of_another_poll_or_one_that_passed_is_refused(poll, group_lead):
    foreign = DatePollFactory().options.first()
    assert refused(polling.choose, poll, foreign, by=group_lead) == "no_such_date"

    option = poll.options.first()
    option.date = on(-1)
    option.save()
    assert refused(polling.choose, poll, option, by=group_lead) == "date_passed"


def test_poll_can_end_without_a_date(poll, group_lead):
    polling.end_poll(poll, by=group_lead)

    poll.refresh_from_db()
    assert (poll.chosen, bool(poll.ended_at)) == (None, True)


def test_database_keeps_one_answer_per_person_and_date(poll, group_member):
    option = poll.options.first()
    DatePollVote.objects.create(option=option, person=group_member, answer="yes")

    with pytest.raises(IntegrityError), transaction.atomic():
        DatePollVote.objects.create(option=option, person=group_member, answer="no")
    with pytest.raises(IntegrityError), transaction.atomic():
        DatePoll.objects.filter(pk=poll.pk).update(chosen=option)
