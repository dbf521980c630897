"""Answers that calendar programs send: which count, which are too old, and which a person has to read."""

import datetime as dt
from email.message import EmailMessage

import pytest
from icalendar import Calendar

from kog import calendars, inbox
from kog.enums import OccupancyRole
from kog.models import OutboxMail
from meetings.actions import agenda, convening, inviting, replying
from meetings.actions.convening import Arrangement
from meetings.enums import Answer
from tests.factories.kog import OccupancyFactory

from .conftest import NOW

JUNE = dt.date(2026, 6, 8)


@pytest.fixture
def invited(planned, board_seat, secretary, mails):
    OccupancyFactory(seat=board_seat, role=OccupancyRole.DEPUTY, person__email="deputy@kog.example")
    agenda.release(planned, by=secretary)
    meeting = inviting.invite(planned, by=secretary)
    mails()
    return meeting


def reply(
    person, standing: str, *, method: str = "REPLY", sender: str = "", at: dt.datetime = NOW, headers=(), **change
) -> bool:
    """What a program makes of the request it got, sent back by mail."""
    mail = OutboxMail.objects.filter(recipient=getattr(person, "email", person)).exclude(calendar="").latest("pk")
    message = Calendar.from_ical(mail.calendar)
    event = message.walk("VEVENT")[0]
    message["method"] = method
    event["attendee"].params["PARTSTAT"] = standing
    del event["dtstamp"]
    event.add("dtstamp", at.astimezone(dt.UTC))
    for name, value in change.items():
        event.pop(name, None)
        event.add(name, value)
    answer = EmailMessage()
    answer["From"] = f"Somebody <{sender or mail.recipient}>"
    for name, value in dict(headers).items():
        answer[name] = value
    answer.set_content("Antwort")
    answer.add_alternative(message.to_ical(), maintype="text", subtype="calendar", params={"method": method})
    return inbox.receive(answer.as_bytes()) == inbox.Outcome.HANDLED


@pytest.mark.parametrize(
    ("standing", "answer"),
    [("ACCEPTED", Answer.ACCEPTED), ("DECLINED", Answer.DECLINED), ("TENTATIVE", Answer.TENTATIVE)],
)
def test_button_of_a_calendar_is_an_answer(invited, board_seat, board_member, last_entry, standing, answer):
    assert reply(board_member, standing, comment="Dienstreise") is True

    row = invited.participations.get(seat=board_seat)
    assert (row.answer, row.answer_reason, row.answered_at) == (answer, "Dienstreise", NOW)
    assert last_entry(row)[:2] == ("answered", board_member)


def test_same_reply_twice_changes_nothing_and_declining_keeps_the_substitute(invited, board_seat, board_member):
    row = invited.participations.get(seat=board_seat)
    inviting.answer(row, Answer.DECLINED, substitute="Frau Beispiel", by=board_member)
    before = OutboxMail.objects.count()

    reply(board_member, "DECLINED")
    reply(board_member, "DECLINED")

    row.refresh_from_db()
    assert (row.answer, row.substitute, OutboxMail.objects.count()) == (Answer.DECLINED, "Frau Beispiel", before)


def test_reply_to_an_older_state_or_from_before_the_last_answer_counts_for_nothing(
    invited, board_seat, board_member, secretary
):
    row = invited.participations.get(seat=board_seat)
    inviting.answer(row, Answer.DECLINED, by=board_member)
    reply(board_member, "ACCEPTED", at=NOW - dt.timedelta(hours=1))
    row.refresh_from_db()
    assert row.answer == Answer.DECLINED

    convening.rearrange(invited, Arrangement(JUNE + dt.timedelta(days=1)), by=secretary, reason="Krank")
    reply(board_member, "ACCEPTED", sequence=0)
    row.refresh_from_db()
    assert row.answer == Answer.PENDING
    reply(board_member, "ACCEPTED")
    row.refresh_from_db()
    assert row.answer == Answer.ACCEPTED


@pytest.mark.parametrize(("standing", "method"), [("DELEGATED", "REPLY"), ("TENTATIVE", "COUNTER"), ("", "REPLY")])
def test_what_a_person_has_to_read_goes_to_the_secretariat(
    invited, board_seat, board_member, secretary, mails, standing, method
):
    assert reply(board_member, standing, method=method) is True

    assert invited.participations.get(seat=board_seat).answer == Answer.PENDING
    assert mails() == [("reply_unclear", secretary.email)]


def test_reply_of_somebody_else_or_for_somebody_else_counts_for_nothing(
    invited, board_seat, board_member, stranger, secretary, mails
):
    reply(board_member, "ACCEPTED", sender="office@kog.example")
    assert mails() == [("reply_unclear", secretary.email)]
    invited.attendees.filter(person=board_member).update(withdrawn_at=NOW)
    reply(board_member, "ACCEPTED")

    assert invited.participations.get(seat=board_seat).answer == Answer.PENDING
    assert mails() == []  # asked a moment ago


def test_nothing_counts_that_only_knows_the_number_of_a_meeting(invited, board_seat, board_member, mails):
    """Who is on the board and how its meetings are called is no secret; what stands in the invitation is."""
    known = calendars.uid(invited.slug)

    assert reply(board_member, "DECLINED", uid=f"{invited.slug}@{known.partition('@')[2]}") is False
    assert reply(board_member, "DECLINED", uid=calendars.uid(f"{invited.slug}-2")) is False
    assert (invited.participations.get(seat=board_seat).answer, mails()) == (Answer.PENDING, [])


def test_nothing_counts_that_knows_more_than_was_told_or_that_a_machine_says(invited, board_seat, board_member, mails):
    reply(board_member, "DECLINED", sequence=99_999)
    assert reply(board_member, "DECLINED", headers={"Auto-Submitted": "auto-replied"}) is False

    assert (invited.participations.get(seat=board_seat).answer, mails()) == (Answer.PENDING, [])


def test_the_person_is_told_what_was_noted(invited, board_member, mails):
    reply(board_member, "DECLINED")

    assert mails() == [("answer_noted", board_member.email)]
    assert str(Answer.DECLINED.label) in OutboxMail.objects.latest("pk").text


def test_the_secretariat_is_not_flooded(invited, board_member, secretary, mails):
    for number in range(5):
        reply(board_member, "X" * 5_000, method="COUNTER", comment=str(number))

    assert mails() == [("reply_unclear", secretary.email)]


def test_deputy_who_accepts_comes_where_the_holder_declined(invited, board_seat, board_member):
    reply("deputy@kog.example", "ACCEPTED")
    assert invited.participations.get(seat=board_seat).substitute == ""

    reply(board_member, "DECLINED")
    reply("deputy@kog.example", "ACCEPTED")

    assert invited.participations.get(seat=board_seat).substitute_person.email == "deputy@kog.example"


@pytest.mark.parametrize(
    "uid", ["kog-2026-1@localhost", "kog-2026-1-00000000000000000000@127.0.0.1", "nothing", "@", "-@127.0.0.1"]
)
def test_mail_about_something_else_is_not_ours(invited, board_member, uid):
    assert reply(board_member, "ACCEPTED", uid=uid) is False


@pytest.mark.parametrize("content", [b"", b"BEGIN:VCALENDAR", b"\xff\xfe", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_broken_calendar_is_not_ours_and_breaks_nothing(content):
    message = EmailMessage()
    message.set_content("x")
    message.add_attachment(content, maintype="text", subtype="calendar", filename="a.ics")

    assert replying.hear(message) is False


def test_keeping_invitations_reaches_who_came_since(invited, board_seat, board_member, mails):
    board_member.occupancies.update(valid_until=NOW.date())
    successor = OccupancyFactory(seat=board_seat, valid_from=NOW.date() + dt.timedelta(days=1)).person

    assert inviting.keep_invitations() == 2
    assert mails() == sorted([("invitation", successor.email), ("invitation_withdrawn", board_member.email)])
    assert inviting.keep_invitations() == 0
