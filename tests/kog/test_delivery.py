import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kog import delivery, enclosures, letters, outbox
from kog.claiming import MOST_ATTEMPTS
from kog.enums import MailState
from kog.models import OutboxMail, User

pytest_plugins = ["tests.mailserver"]

ICS = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Prüfung – Straße\r\nEND:VCALENDAR\r\n"


def write(recipient: str = "a@kog.example") -> OutboxMail:
    return outbox.write_plain("notice", recipient, subject="Grüße", text="Text")


def after_delivery(mail: OutboxMail) -> OutboxMail:
    assert delivery.deliver_next() == 1
    mail.refresh_from_db()
    return mail


@pytest.fixture
def paper(monkeypatch):
    monkeypatch.setattr(
        enclosures, "_sources", {"paper": lambda number: (b"%PDF-" + bytes([number]), "application/pdf")}
    )
    return enclosures.Enclosure("paper", 7, "Übersicht & Plan.pdf")


def test_mail_with_calendar_and_attachment_has_the_form_outlook_reads(network, board_member, postbox, paper, settings):
    settings.DEFAULT_FROM_EMAIL = "KOG-Portal <kog@kog.example>"
    mail = outbox.write(
        "seat_given",
        board_member,
        app="kog",
        about=board_member,
        calendar=ICS.encode(),
        method="REQUEST",
        files=[paper],
        reply_to="vorsitz@kog.example",
        address="https://kog.example/",
    )

    assert after_delivery(mail).state == MailState.SENT

    (message,) = postbox.messages
    assert message.get_content_type() == "multipart/mixed"
    first, attached = message.iter_parts()
    assert first.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in first.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    entry = list(first.iter_parts())[2]
    assert dict(entry["Content-Type"].params) == {"charset": "utf-8", "method": "REQUEST"}
    assert entry.get_content().split() == ICS.split()
    assert (attached.get_filename(), attached.get_content_type()) == ("Übersicht & Plan.pdf", "application/pdf")
    assert attached.get_content() == b"%PDF-\x07"
    assert {name: message[name] for name in ("From", "To", "Reply-To", "Auto-Submitted", "List-Unsubscribe")} == {
        "From": "KOG-Portal <kog@kog.example>",
        "To": board_member.email,
        "Reply-To": "vorsitz@kog.example",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": None,
    }
    assert "<portal." in message["List-Id"]
    assert letters.row_of(message["Message-ID"]) == mail.pk
    assert postbox.envelopes[0].mail_from == "kog@kog.example"
    assert all(len(line) <= 998 for line in postbox.envelopes[0].content.split(b"\r\n"))
    assert delivery.deliver_next() == 0


def test_mail_that_can_be_unsubscribed_says_so_for_one_click(network, board_member, postbox):
    address = "https://kog.example/abbestellen/x/"
    outbox.write("seat_given", board_member, app="kog", unsubscribe_url=address, address="https://kog.example/")

    delivery.deliver_next()

    (message,) = postbox.messages
    assert message["List-Unsubscribe"] == f"<{address}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.get_content_type() == "multipart/alternative"


@pytest.mark.parametrize(
    ("recipient", "state", "error"),
    [
        ("unbekannt@kog.example", MailState.FAILED, "550 5.1.1 No such user"),
        ("abgelehnt@kog.example", MailState.FAILED, "554 5.7.1 Content not wanted"),
        ("besetzt@kog.example", MailState.WAITING, "451 4.7.1 Greylisted, come back later"),
        ("stumm@kog.example", MailState.UNCONFIRMED, "Connection unexpectedly closed"),
    ],
)
def test_what_the_server_says_decides_what_becomes_of_the_mail(db, postbox, recipient, state, error):
    mail = after_delivery(write(recipient))

    assert (mail.state, mail.error, mail.sent_at) == (state, error, None)
    assert bool(mail.handed_over_at) is (state == MailState.UNCONFIRMED)
    OutboxMail.objects.filter(due_at__isnull=False).update(due_at=timezone.now())
    assert delivery.deliver_next() == (1 if state == MailState.WAITING else 0)


@pytest.mark.parametrize(
    ("account", "comes_back", "state"),
    [
        ("unbekannt", True, MailState.FAILED),
        ("knapp", True, MailState.FAILED),
        ("fern", False, MailState.WAITING),
        ("voll", False, MailState.WAITING),
    ],
)
def test_only_what_is_said_of_the_address_marks_it(network, board_member, postbox, account, comes_back, state):
    User.objects.filter(pk=board_member.pk).update(email=f"{account}@kog.example")
    board_member.refresh_from_db()

    mail = after_delivery(outbox.write("seat_given", board_member, app="kog", address="https://x/"))

    board_member.refresh_from_db()
    assert (mail.state, board_member.mail_comes_back) == (state, comes_back)


def test_server_that_is_away_is_tried_until_it_is_enough(db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    mail = write()

    for _attempt in range(MOST_ATTEMPTS):
        assert after_delivery(mail).handed_over_at is None
        OutboxMail.objects.filter(due_at__isnull=False).update(due_at=timezone.now())

    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    assert "refused" in mail.error


def test_worker_that_lost_its_claim_does_not_hand_over(db, postbox, monkeypatch):
    mail = write()

    class Slow(delivery.Letter):
        def __init__(self, mail):
            super().__init__(mail)
            OutboxMail.objects.update(claimed_until=timezone.now() + dt.timedelta(hours=1))

    monkeypatch.setattr(delivery, "Letter", Slow)
    after_delivery(mail)

    assert postbox.envelopes == []
    assert mail.state == MailState.WAITING


def test_attachment_that_is_gone_ends_the_mail_with_its_reason(network, board_member, monkeypatch, mailoutbox):
    def fetch(number):
        raise enclosures.Gone("Vorlage.pdf wurde gelöscht.")

    monkeypatch.setattr(enclosures, "_sources", {"paper": fetch})
    file = enclosures.Enclosure("paper", 1, "Vorlage.pdf")
    mail = after_delivery(outbox.write("seat_given", board_member, app="kog", files=[file], address="x"))

    assert (mail.state, mail.error) == (MailState.FAILED, "Vorlage.pdf wurde gelöscht.")
    assert mailoutbox == []


def test_attachment_from_nowhere_is_refused_when_written(network, board_member):
    with pytest.raises(LookupError):
        outbox.write("seat_given", board_member, app="kog", files=[enclosures.Enclosure("x", 1, "y")], address="x")


def test_message_id_of_another_portal_or_a_forged_one_is_nobodys(db):
    real = letters.message_id(5)

    assert letters.row_of(f"Message-ID: {real}\nFrom: x") == 5
    assert letters.row_of(real.replace("kog-5-", "kog-6-")) is None
    assert letters.row_of("<irgendwas@kog.example>") is None


def test_database_refuses_sent_mail_that_still_waits(db):
    mail = write()

    with pytest.raises(IntegrityError, match="sent_mail_waits_no_more"), transaction.atomic():
        OutboxMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
