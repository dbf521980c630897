"""How a circular procedure is counted, and what the next meeting and its protocol tell of it."""

import datetime as dt

import pytest
from django.core.management import call_command

from kog import history
from kog.enums import Majority, TieRule
from meetings.actions import circulating, conducting, convening
from meetings.enums import CircularAnswer, CircularResult, ItemKind, Outcome
from meetings.models import AgendaItem
from tests.factories.circulars import circular_in, fresh, say, seat_of
from tests.factories.kog import RulesFactory, UserFactory
from tests.factories.meetings import MeetingFactory, finish

from .conftest import TODAY

AFTER = dt.timedelta(days=22)


def test_it_is_not_counted_while_seats_may_answer(procedure, chair, secretary, refused):
    say(procedure, chair, CircularAnswer.AGREE)

    with refused("seats_may_answer"):
        circulating.finish(procedure, by=secretary)


def test_it_can_be_counted_as_soon_as_everybody_answered(
    procedure, chair, board_member, third, planned, secretary, mails
):
    for person, answer in [(chair, "agree"), (board_member, "agree"), (third, "reject")]:
        say(procedure, person, answer)
    mails()

    done = circulating.finish(procedure, by=secretary)

    item = done.items.get()
    assert (done.result, done.yes, done.no, done.silent) == (CircularResult.ACCEPTED, 2, 1, 0)
    assert (item.meeting, item.kind) == (planned, ItemKind.INFORMATION)
    assert "KOG-U 2026/01" in item.title
    assert {kind for kind, _to in mails()} == {"circular_finished"}


def test_counting_twice_announces_once(procedure, now, secretary):
    now.shift(AFTER)
    circulating.finish(procedure, by=secretary)
    circulating.finish(procedure, by=secretary)

    assert fresh(procedure).items.count() == 1


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        (["agree", "agree"], CircularResult.ACCEPTED),
        (["agree", "reject"], CircularResult.REJECTED),
        (["agree", "abstain"], CircularResult.ACCEPTED),
        (["abstain", "abstain"], CircularResult.REJECTED),
        (["agree"], CircularResult.NO_QUORUM),
        ([], CircularResult.NO_QUORUM),
    ],
)
def test_silence_is_no_consent(procedure, chair, board_member, now, secretary, answers, result):
    for person, answer in zip((chair, board_member), answers, strict=False):
        say(procedure, person, answer)
    now.shift(AFTER)

    done = circulating.finish(procedure, by=secretary)

    assert (done.result, done.silent, done.needed) == (result, 3 - len(answers), 2)


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ([], CircularResult.ACCEPTED),
        (["reject"], CircularResult.ACCEPTED),
        (["reject", "reject"], CircularResult.REJECTED),
    ],
)
def test_silence_is_consent_where_the_rules_say_so(
    procedure, voting_board, chair, board_member, now, secretary, answers, result
):
    voting_board.rules.update(silence_is_consent=True)
    for person, answer in zip((chair, board_member), answers, strict=False):
        say(procedure, person, answer)
    now.shift(AFTER)

    done = circulating.finish(procedure, by=secretary)

    assert (done.result, done.yes) == (result, 0)


@pytest.mark.parametrize(
    ("majority", "answers", "result"),
    [
        (Majority.CONSENSUS, ["agree", "agree", "abstain"], CircularResult.ACCEPTED),
        (Majority.CONSENSUS, ["agree", "agree", "reject"], CircularResult.REJECTED),
        (Majority.TWO_THIRDS, ["agree", "agree", "reject"], CircularResult.ACCEPTED),
        (Majority.TWO_THIRDS, ["agree", "reject", "abstain"], CircularResult.REJECTED),
    ],
)
def test_majority_follows_the_rules(
    procedure, voting_board, chair, board_member, third, secretary, majority, answers, result
):
    voting_board.rules.update(majority=majority)
    for person, answer in zip((chair, board_member, third), answers, strict=True):
        say(procedure, person, answer)

    assert circulating.finish(procedure, by=secretary).result == result


def test_rules_of_the_day_it_was_sent_round_hold(procedure, voting_board, chair, board_member, third, secretary, now):
    RulesFactory(committee=voting_board, majority=Majority.CONSENSUS, valid_from=TODAY + dt.timedelta(days=1))
    now.shift(dt.timedelta(days=2))
    for person, answer in [(chair, "agree"), (board_member, "agree"), (third, "reject")]:
        say(procedure, person, answer)

    assert circulating.finish(procedure, by=secretary).result == CircularResult.ACCEPTED


def test_tie_is_not_broken_by_a_chair(procedure, voting_board, chair, board_member, third, secretary):
    voting_board.rules.update(tie_rule=TieRule.CHAIR)
    for person, answer in [(chair, "agree"), (board_member, "reject"), (third, "abstain")]:
        say(procedure, person, answer)

    assert circulating.finish(procedure, by=secretary).result == CircularResult.REJECTED


def test_seat_that_ended_owes_no_answer_and_keeps_one_it_gave(procedure, chair, board_member, third, secretary, now):
    for person in (chair, board_member):
        say(procedure, person, CircularAnswer.AGREE)
    for person in (third, board_member):
        person.occupancies.update(valid_until=TODAY)
        seat_of(person).__class__.objects.filter(pk=seat_of(person).pk).update(valid_until=TODAY)
    now.shift(dt.timedelta(days=1))

    done = circulating.finish(procedure, by=secretary)

    assert (done.result, done.yes, done.silent) == (CircularResult.ACCEPTED, 2, 0)


def test_worker_counts_what_is_over_and_nothing_else(procedure, group, group_lead, secretary, now):
    longer = circular_in(group, by=secretary, deadline=TODAY + dt.timedelta(days=40))
    now.shift(AFTER)

    call_command("finish_circulars", verbosity=0)
    call_command("finish_circulars", verbosity=0)

    assert (fresh(procedure).is_open, fresh(longer).is_open) == (False, True)
    assert history.of(procedure)[0].by is None
    assert fresh(procedure).items.count() == 1


def test_last_day_counts(procedure, chair, now):
    now.shift(dt.timedelta(days=21))
    call_command("finish_circulars", verbosity=0)

    assert say(procedure, chair, CircularAnswer.AGREE).answer == CircularAnswer.AGREE


# What the next protocol tells


def announced(procedure, meeting, secretary):
    """The section of the announcement in the meeting's protocol."""
    conducting.open_meeting(meeting, by=secretary)
    finish(meeting, by=secretary)
    return meeting.protocol.sections.get(item__circular=procedure)


def test_result_is_reported_in_the_next_protocol(procedure, chair, board_member, third, planned, secretary):
    for person in (chair, board_member, third):
        say(procedure, person, CircularAnswer.AGREE)
    circulating.finish(procedure, by=secretary)

    text = announced(procedure, planned, secretary).text

    assert procedure.number in text
    assert f"> {procedure.wording}" in text
    assert "3" in text


def test_secret_procedure_is_reported_in_a_confidential_section(voting_board, now, planned, secretary):
    procedure = circular_in(voting_board, by=secretary, confidential=True)
    now.shift(AFTER)
    circulating.finish(procedure, by=secretary)

    assert announced(procedure, planned, secretary).confidential


def test_announcement_of_a_cancelled_meeting_goes_on(procedure, planned, later, now, secretary):
    now.shift(AFTER)
    circulating.finish(procedure, by=secretary)

    convening.cancel(planned, reason="Kein Raum", by=secretary)

    assert [item.meeting for item in fresh(procedure).items.order_by("pk")] == [planned, later]


def test_announcement_that_was_postponed_waits_for_the_next_meeting(procedure, planned, now, secretary):
    now.shift(AFTER)
    circulating.finish(procedure, by=secretary)
    conducting.open_meeting(planned, by=secretary)
    conducting.set_outcome(fresh(procedure).items.get(), Outcome.POSTPONED, by=secretary)
    finish(planned, by=secretary)
    waiting = AgendaItem.objects.in_pool().get(circular=procedure)

    meeting = MeetingFactory(committee=procedure.committee, by=secretary, date=dt.date(2026, 10, 5))

    waiting.refresh_from_db()
    assert waiting.meeting == meeting


def test_person_who_left_is_not_told(voting_board, chair, board_member, secretary, mails):
    board_member.is_active = False
    board_member.save()
    UserFactory()
    mails()

    circular_in(voting_board, by=secretary)

    assert [to for _kind, to in mails()] == [chair.email]
