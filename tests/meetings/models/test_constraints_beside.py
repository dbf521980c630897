"""What the database itself refuses beside the meetings, by the name of the constraint."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings.enums import CircularAnswer, CircularResult
from meetings.models import AgendaItem, CircularProcedure, CircularVote, HorizonTopic, OpenMicEntry

DAY = dt.date(2026, 6, 8)


@pytest.fixture
def procedure(board) -> CircularProcedure:
    return CircularProcedure.objects.create(
        committee=board, number="KOG-U 2026/01", slug="u1", title="x", text="x", wording="x", deadline=DAY
    )


@pytest.fixture
def vote(procedure, chair_seat) -> CircularVote:
    return CircularVote.objects.create(procedure=procedure, seat=chair_seat)


@pytest.fixture
def entry(board, chair) -> OpenMicEntry:
    item = AgendaItem.objects.create(committee=board, title="Offene Runde")
    return OpenMicEntry.objects.create(item=item, kind="offer", person=chair, text="x")


@pytest.fixture
def topic(board, chair) -> HorizonTopic:
    return HorizonTopic.objects.create(committee=board, title="x", date=DAY, created_by=chair)


def refuses(record, constraint, **facts) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(**facts)


def test_ended_procedure_has_a_result_and_an_open_one_has_none(procedure):
    refuses(procedure, "ended_circular_has_a_result", closed_at=timezone.now())
    refuses(procedure, "ended_circular_has_a_result", result=CircularResult.ACCEPTED)


@pytest.mark.parametrize("result", [CircularResult.WITHDRAWN, CircularResult.OBJECTED])
def test_stopped_procedure_has_a_reason(procedure, result):
    refuses(procedure, "stopped_circular_has_a_reason", result=result, closed_at=timezone.now())


@pytest.mark.parametrize("field", ["text", "wording"])
def test_procedure_has_text_and_wording(procedure, field):
    refuses(procedure, "circular_has_text_and_wording", **{field: ""})


def test_seat_is_asked_once(vote):
    with pytest.raises(IntegrityError), transaction.atomic():
        CircularVote.objects.create(procedure=vote.procedure, seat=vote.seat)


def test_vote_says_who_and_when(vote, chair):
    refuses(vote, "circular_vote_says_who_and_when", answer=CircularAnswer.AGREE, at=timezone.now())
    refuses(vote, "circular_vote_says_who_and_when", answer=CircularAnswer.AGREE, person=chair)


def test_objection_has_a_reason(vote, chair):
    facts = {"answer": CircularAnswer.OBJECT, "at": timezone.now(), "person": chair}
    refuses(vote, "circular_objection_has_a_reason", **facts)


def test_settled_entry_says_what_became_of_it(entry, chair):
    refuses(entry, "settled_mic_entry_says_what_became_of_it", settled_at=timezone.now(), settled_by=chair)
    refuses(entry, "settled_mic_entry_says_what_became_of_it", follow_up="x")


def test_dropped_topic_has_a_reason_and_is_suggested_ahead(topic):
    refuses(topic, "dropped_topic_has_a_reason", dropped_at=timezone.now())
    refuses(topic, "topic_is_suggested_ahead", weeks_ahead=0)
