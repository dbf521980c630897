import datetime as dt

import pytest
from django.utils import timezone

from kog import claiming, outbox
from kog.models import OutboxMail


@pytest.fixture
def row(db) -> OutboxMail:
    return outbox.write_plain("notice", "a@kog.example", subject="Eins", text="Text")


def claim(**options) -> OutboxMail | None:
    return claiming.claim(OutboxMail.objects.all(), **options)


def test_claimed_row_is_taken_once_and_rests_when_finished(row):
    mine = claim()

    assert mine == row
    assert mine.attempts == 1
    assert claim() is None
    assert claiming.finish(mine, sent_at=timezone.now()) is True
    row.refresh_from_db()
    assert (row.due_at, row.claimed_until, row.error, row.is_given_up) == (None, None, "", False)
    assert claim() is None


def test_row_that_is_not_due_or_of_another_queryset_stays(row):
    OutboxMail.objects.update(due_at=timezone.now() + dt.timedelta(minutes=1))
    assert claim() is None

    claiming.ask_again(OutboxMail.objects.all())
    assert claiming.claim(OutboxMail.objects.filter(kind="other")) is None
    assert claim() == row


def test_whoever_lost_the_lease_overwrites_nothing(row):
    slow = claim(lease=dt.timedelta(seconds=-1))
    successor = claim()

    assert successor.attempts == 2
    assert claiming.extend(slow) is False
    assert claiming.fail(slow, "zu spät") is False
    assert claiming.finish(slow, text="veraltet") is False
    row.refresh_from_db()
    assert (row.text, row.error) == ("Text", "")
    assert claiming.extend(successor, lease=dt.timedelta(hours=1)) is True
    assert claiming.finish(successor) is True


def test_work_asked_for_again_is_lost_to_whoever_was_at_it(row):
    old = claim()
    claiming.ask_again(OutboxMail.objects.all())
    new = claim()

    assert claiming.finish(old) is False
    assert claiming.finish(new) is True


def test_failure_waits_longer_each_time_and_ends_with_its_reason(row):
    pauses = []
    for _attempt in range(3):
        mine = claim()
        assert claiming.fail(mine, "Leitung belegt", most_attempts=3) is True
        row.refresh_from_db()
        if row.due_at:
            pauses.append(round((row.due_at - timezone.now()).total_seconds() / 60))
            OutboxMail.objects.update(due_at=timezone.now())

    assert pauses == [2, 4]
    assert row.is_given_up
    assert row.error == "Leitung belegt"
    assert claim() is None


def test_final_refusal_is_not_tried_again(row):
    claiming.fail(claim(), "Postfach unbekannt", for_good=True)

    row.refresh_from_db()
    assert row.is_given_up
    assert claim() is None


def test_work_that_kills_every_worker_is_given_up(row):
    for _killed in range(2):
        assert claim(lease=dt.timedelta(seconds=-1), most_attempts=2) == row

    assert claim(most_attempts=2) is None
    row.refresh_from_db()
    assert row.is_given_up
    assert "2" in row.error
