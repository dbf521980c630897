"""Two people at once in a circular procedure and at an open mic. What counts is the state in the end."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from kog.models import HistoryEntry
from meetings.actions import circulating, conducting, guesting, horizon, open_mic
from meetings.enums import CircularAnswer, CircularResult, ItemKind, MicKind
from meetings.models import AgendaItem, CircularProcedure, Guest, HorizonTopic, OpenMicEntry
from tests.factories.circulars import circular_in, round_of
from tests.factories.kog import UserFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.play import laws_circular as laws


@pytest.fixture(autouse=True)
def nothing_is_lost(transactional_db):
    yield
    assert list(laws.ended_procedures_are_told()) == []
    assert list(laws.what_waits_is_gathered(set())) == []
    assert list(laws.answers_keep_their_term()) == []
    assert list(laws.results_follow_from_answers()) == []
    assert list(laws.what_was_said_returns()) == []


@pytest.fixture
def procedure(full_board, secretary) -> CircularProcedure:
    return circular_in(full_board, by=secretary)


def voting(procedure, person, answer, **facts):
    seat = person.occupancies.get().seat
    return lambda: circulating.vote(procedure, seat, answer, by=person, **facts)


def test_two_votes_at_once_are_both_counted(procedure, chair, board_member, at_once, codes):
    results = at_once(voting(procedure, chair, "agree"), voting(procedure, board_member, "reject"))

    assert codes(results) == []
    assert sorted(procedure.votes.exclude(answer="").values_list("answer", flat=True)) == ["agree", "reject"]


def test_same_click_twice_is_one_answer(procedure, chair, at_once):
    at_once(*[voting(procedure, chair, "agree")] * 2)

    assert HistoryEntry.objects.filter(verb="circular_answered").count() == 1


def test_vote_at_the_moment_of_counting_is_counted_or_refused(
    procedure, chair, board_member, secretary, at_once, codes
):
    for person in (chair, board_member):
        voting(procedure, person, "agree")()

    results = at_once(lambda: circulating.finish(procedure, by=secretary), voting(procedure, board_member, "abstain"))

    procedure.refresh_from_db()
    refused = codes(results) == ["circular_over"]
    assert (procedure.yes, procedure.abstentions) == ((2, 0) if refused else (1, 1))


def test_two_objections_end_it_once(procedure, chair, board_member, full_board, secretary, at_once, codes):
    MeetingFactory(committee=full_board, by=secretary)

    results = at_once(
        *[voting(procedure, person, CircularAnswer.OBJECT, reason="Gespräch nötig") for person in (chair, board_member)]
    )

    procedure.refresh_from_db()
    assert codes(results) == ["circular_over"]
    assert (procedure.result, procedure.items.count()) == (CircularResult.OBJECTED, 1)


def test_secretary_and_worker_count_once(procedure, full_board, secretary, at_once):
    MeetingFactory(committee=full_board, by=secretary)
    with time_machine.travel(timezone.now() + dt.timedelta(days=22), tick=True):
        at_once(lambda: circulating.finish(procedure, by=secretary), lambda: circulating.finish(procedure, by=None))

    assert AgendaItem.objects.filter(circular=procedure).count() == 1
    assert HistoryEntry.objects.filter(verb="circular_finished").count() == 1


def test_same_wording_is_sent_round_once(full_board, secretary, at_once, codes):
    results = at_once(*[lambda: circulating.open_circular(full_board, round_of(), by=secretary)] * 2)

    assert codes(results) == ["goes_round_already"]
    assert CircularProcedure.objects.count() == 1


def test_numbers_of_two_procedures_differ(full_board, secretary, at_once):
    at_once(*[lambda n=n: circular_in(full_board, by=secretary, wording=f"Wortlaut {n}") for n in range(3)])

    assert CircularProcedure.objects.values("number").distinct().count() == 3


def test_result_at_the_moment_a_meeting_is_planned_is_announced_there(
    procedure, chair, board_member, full_board, secretary, at_once
):
    for person in (chair, board_member):
        voting(procedure, person, "agree")()

    at_once(
        lambda: circulating.finish(procedure, by=secretary),
        lambda: MeetingFactory(committee=full_board, by=secretary),
    )

    assert procedure.items.get().meeting is not None


def test_button_of_the_open_mic_twice_adds_one(full_board, secretary, at_once):
    meeting = MeetingFactory(committee=full_board, by=secretary)

    at_once(*[lambda: open_mic.add_open_mic(meeting, by=secretary)] * 2)

    assert meeting.items.filter(kind=ItemKind.OPEN_MIC).count() == 1


def test_same_entry_twice_is_one_and_two_settle_once(running, chair, secretary, at_once, codes):
    mic = open_mic.add_open_mic(running, by=secretary)
    at_once(*[lambda: open_mic.bring_in(mic, kind=MicKind.OFFER, text="Raum", by=chair)] * 2)
    entry = OpenMicEntry.objects.get()

    results = at_once(*[lambda text=text: open_mic.settle(entry, text, by=chair) for text in ("Genutzt", "Vergeben")])

    assert codes(results) == ["settled_already"]


def test_meeting_is_opened_while_somebody_registers(full_board, chair, secretary, at_once, codes):
    meeting = MeetingFactory(committee=full_board, by=secretary)
    mic = open_mic.add_open_mic(meeting, by=secretary)

    results = at_once(
        lambda: conducting.open_meeting(meeting, by=secretary),
        lambda: open_mic.bring_in(mic, kind=MicKind.OFFER, text="Raum", by=chair),
    )

    assert codes(results) == []
    assert mic.mic_entries.count() == 1


def test_guest_asked_twice_at_once_is_one_guest(running, secretary, at_once):
    item, person = AgendaItemFactory(meeting=running), UserFactory()
    until = running.date + dt.timedelta(days=3)

    at_once(*[lambda: guesting.ask_guest(item, person, until=until, by=secretary)] * 2)

    assert Guest.objects.count() == 1


def test_topic_is_suggested_once_by_two_workers(full_board, secretary, at_once):
    coming = horizon.Coming("Gesetz", timezone.localdate() + dt.timedelta(days=20))
    topic = horizon.add_topic(full_board, coming, by=secretary)

    at_once(*[lambda: horizon.suggest_topic(topic)] * 2)

    assert AgendaItem.objects.suggested().count() == 1
    assert HorizonTopic.objects.get().item is not None
