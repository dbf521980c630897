import io
import sys
from email.message import EmailMessage
from textwrap import dedent

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from kog import bounces, inbox, letters, mailbox, outbox
from kog.enums import MailState
from kog.inbox import Outcome
from kog.models import OutboxMail, ReceivedMail, User
from kog.settings.urls import inbox_settings

pytest_plugins = ["tests.imapserver"]


@pytest.fixture
def mail(network, board_member: User) -> OutboxMail:
    mail = outbox.write("seat_given", board_member, app="kog", address="https://x/")
    OutboxMail.objects.update(due_at=None, handed_over_at=timezone.now(), sent_at=timezone.now())
    return mail


def report(mail: OutboxMail, action: str = "failed", message_id: str = "") -> bytes:
    """As Postfix writes it."""
    return dedent(f"""\
        From: MAILER-DAEMON@mail.kog.example (Mail Delivery System)
        To: kog@kog.example
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="B"

        --B
        Content-Type: text/plain; charset=us-ascii

        This is the mail system. I'm sorry to have to inform you ...

        --B
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.kog.example
        Arrival-Date: Sat, 28 Nov 2026 10:00:00 +0100

        Final-Recipient: rfc822; {mail.recipient}
        Action: {action}
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 <{mail.recipient}>: Recipient address
            rejected: User unknown

        --B
        Content-Type: text/rfc822-headers

        From: kog@kog.example
        Message-ID: {message_id or letters.message_id(mail.pk)}
        Subject: x

        --B--
        """).encode()


def letter(subject: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@kog.example", "kog@kog.example", subject
    message.set_content("Guten Tag")
    return message.as_bytes()


def test_returned_mail_marks_itself_and_the_address_once(mail, board_member):
    assert inbox.receive(report(mail)) == Outcome.HANDLED
    assert inbox.receive(report(mail)) == Outcome.SEEN_BEFORE

    mail.refresh_from_db()
    board_member.refresh_from_db()
    assert mail.state == MailState.CAME_BACK
    assert board_member.mail_comes_back
    assert "User unknown" in board_member.undeliverable_reason
    since = board_member.undeliverable_since
    assert inbox.receive(report(mail).replace(b"I'm sorry", b"Again sorry")) == Outcome.HANDLED
    board_member.refresh_from_db()
    assert board_member.undeliverable_since == since
    assert ReceivedMail.objects.count() == 2


@pytest.mark.parametrize("forged", [b"<kog-1-0000000000000000@testserver>", b"<fremd@anderswo.example>"])
def test_report_about_a_mail_that_is_not_ours_is_left_for_people(mail, board_member, forged):
    assert inbox.receive(report(mail, message_id=forged.decode())) == Outcome.NOT_OURS

    board_member.refresh_from_db()
    assert not board_member.mail_comes_back


def test_delayed_mail_has_not_come_back(mail, board_member):
    assert inbox.receive(report(mail, action="delayed")) == Outcome.HANDLED

    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_new_address_is_not_marked_for_the_old_one(mail, board_member):
    User.objects.filter(pk=board_member.pk).update(email="neu@kog.example")

    inbox.receive(report(mail))

    board_member.refresh_from_db()
    assert not board_member.undeliverable_address


def test_broken_handler_leaves_nothing_and_the_message_waits_for_people(db, monkeypatch, caplog):
    def broken(message):
        outbox.write_plain("notice", "a@kog.example", subject="x", text="x")
        raise ValueError("kaputt")

    monkeypatch.setattr(inbox, "_handlers", {"bounce": (10, bounces.handle), "broken": (50, broken)})

    assert inbox.receive(letter("Hallo")) == Outcome.FAILED
    assert not OutboxMail.objects.exists()
    assert ReceivedMail.objects.get().error == "ValueError: kaputt"


def test_mail_that_breaks_the_parser_does_not_keep_the_next_ones_from_being_read(
    db, mailbox_server, monkeypatch, settings, capsys
):
    nested = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(1200))
    monkeypatch.setattr(inbox, "_handlers", {"answers": (50, lambda message: message["Subject"] == "Antwort")})
    settings.INBOX = mailbox_server.settings
    mailbox_server.put(nested.encode(), letter("Antwort"))

    call_command("read_mail")
    call_command("read_mail")

    assert sorted(capsys.readouterr().out.split("\n")) == ["", "1 failed", "1 handled"]
    assert all(mailbox.KEYWORD.encode() in flags for flags in mailbox_server.flags())
    assert ReceivedMail.objects.get(handled_by="").error.startswith("RecursionError")


def test_mail_is_read_again_when_the_database_was_away(db, mailbox_server, monkeypatch, settings, capsys):
    away = ["first time"]

    def handler(message):
        if message["Subject"] == "Antwort" and away:
            raise OperationalError("database is locked")
        return True

    monkeypatch.setattr(inbox, "_handlers", {"answers": (50, handler)})
    settings.INBOX = mailbox_server.settings
    mailbox_server.put(letter("Antwort"), letter("Andere"))

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(letter("Antwort"))))
    with pytest.raises(CommandError) as refused:
        call_command("read_mail", pipe=True)
    assert refused.value.returncode == 75
    call_command("read_mail")
    away.clear()
    call_command("read_mail")

    assert sorted(capsys.readouterr().out.split("\n")) == [
        "", "1 handled", "1 handled", "1 left until the database answers",
    ]  # fmt: skip
    assert ReceivedMail.objects.filter(handled_by="answers", error="").count() == 2


def test_reason_a_database_refuses_is_kept_without_its_bad_signs(db, monkeypatch):
    def broken(message):
        raise ValueError("x\0y\udc80")

    monkeypatch.setattr(inbox, "_handlers", {"broken": (50, broken)})
    monkeypatch.setattr(inbox.log, "exception", lambda *_facts: None)  # no report of a test can carry half a sign

    assert inbox.receive(letter("Hallo")) == Outcome.FAILED
    assert ReceivedMail.objects.get().error == "ValueError: xy\\udc80"


def test_mailbox_is_read_once_and_what_nobody_takes_stays_unread(db, mailbox_server, monkeypatch, settings, capsys):
    taken = []
    monkeypatch.setattr(
        inbox,
        "_handlers",
        {"answers": (50, lambda message: message["Subject"] == "Antwort" and not taken.append(message))},
    )
    settings.INBOX = mailbox_server.settings
    mailbox_server.put(letter("Antwort"), letter("Frage an die Geschäftsstelle"))

    call_command("read_mail")
    call_command("read_mail")

    assert len(taken) == 1
    assert sorted(capsys.readouterr().out.split("\n")) == ["", "1 handled", "1 left for people"]
    answer, question = mailbox_server.flags()
    assert b"\\Seen" in answer
    assert mailbox.KEYWORD.encode() in question
    assert b"\\Seen" not in question
    settings.INBOX = {**mailbox_server.settings, "password": "falsch"}
    with pytest.raises(CommandError, match="could not be read"):
        call_command("read_mail")


def test_message_comes_by_a_pipe_as_well(mail, board_member, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report(mail))))

    call_command("read_mail", pipe=True, verbosity=2)

    assert capsys.readouterr().out == "handled\n"
    board_member.refresh_from_db()
    assert board_member.mail_comes_back


def test_without_a_mailbox_nothing_is_read(settings, capsys):
    settings.INBOX = None
    call_command("read_mail")
    assert capsys.readouterr().out == ""


def test_address_of_the_mailbox_is_one_url():
    found = inbox_settings("imaps://kog%40kog.example:ge%2Fheim@mail.kog.example/Portal")

    assert found == {
        "host": "mail.kog.example", "port": 993, "user": "kog@kog.example", "password": "ge/heim", "folder": "Portal",
        "implicit_tls": True,
    }  # fmt: skip
    assert inbox_settings("") is None
    for wrong in ("pop3://a@b/", "imaps://host/", "imaps:///x"):
        with pytest.raises(ImproperlyConfigured):
            inbox_settings(wrong)


def test_secretary_sees_the_address_on_card_and_lage_and_takes_the_mark_back(
    client, mail, board, board_member, chair, secretary
):
    inbox.receive(report(mail))

    client.force_login(chair)
    assert "User unknown" not in client.get(board_member.get_absolute_url()).content.decode()
    assert client.post(f"{board_member.get_absolute_url()}adresse-stimmt/").status_code == 403
    client.force_login(secretary)
    assert "User unknown" in client.get(board_member.get_absolute_url()).content.decode()
    assert board_member.email in client.get("/portal/").content.decode()
    assert mail.subject in client.get("/portal/versand/", {"stand": "came_back"}).content.decode()
    for _twice in range(2):
        client.post(f"{board_member.get_absolute_url()}adresse-stimmt/")
    assert "User unknown" not in client.get(board_member.get_absolute_url()).content.decode()
    assert board_member.email not in client.get("/portal/").content.decode()
