import datetime as dt
import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from kog import dispatches, mail_topics, outbox
from kog.actions import forgetting_texts
from kog.enums import MailState
from kog.models import OutboxMail, User
from tests.factories.kog import UserFactory
from tests.factories.meetings import MeetingFactory


@pytest.fixture
def mails(board_member: User, chair: User) -> list[OutboxMail]:
    one = outbox.write("seat_given", board_member, app="kog", about=board_member, address="https://x/")
    two = outbox.write_plain("notice", "fremd@kog.example", subject="Handreichung", text="Geheimwort")
    now = timezone.now()
    OutboxMail.objects.filter(pk=one.pk).update(due_at=None, handed_over_at=now, sent_at=now)
    OutboxMail.objects.filter(pk=two.pk).update(due_at=None, error="550 unknown")
    return [one, two]


def page(client, **query) -> str:
    return client.get("/portal/versand/", query).content.decode()


def test_secretary_reads_what_went_to_whom_and_filters_it(client, secretary, board_member, mails):
    client.force_login(secretary)

    everything = page(client)
    assert mails[0].subject in everything
    assert "550 unknown" in everything
    assert "Geheimwort" not in everything
    for query in ({"stand": "sent"}, {"person": board_member.pk}, {"q": board_member.name}):
        assert mails[0].subject in page(client, **query)
        assert "Handreichung" not in page(client, **query)
    assert "Handreichung" in page(client, q="fremd reichung")
    assert "Keine Nachricht" in page(client, bis="2020-01-01")
    assert f"/portal/versand/?person={board_member.pk}" in client.get(board_member.get_absolute_url()).content.decode()


def test_others_find_neither_page_nor_way(client, board_member, chair, mails):
    client.force_login(chair)

    assert client.get("/portal/versand/").status_code == 403
    assert "/portal/versand/" not in client.get(board_member.get_absolute_url()).content.decode()


def test_queries_stay_the_same_and_pages_go_on(client, secretary, mails, django_assert_num_queries, monkeypatch):
    client.force_login(secretary)
    page(client)
    for number in range(3):
        outbox.write("seat_given", UserFactory(), app="kog", address=f"https://x/{number}")
    with django_assert_num_queries(5):
        page(client)
    monkeypatch.setattr("kog.paging.SIZE", 2)
    outbox.write_plain("notice", "eins@kog.example", subject="Eins", text="x")
    outbox.write_plain("notice", "zwei@kog.example", subject="Zwei", text="x")
    with django_assert_num_queries(5):
        first = page(client)
    assert f"nach={OutboxMail.objects.order_by('-pk')[1].pk}" in first
    second = page(client, nach=OutboxMail.objects.order_by("-pk")[1].pk)
    assert "3 Empfänger" in second
    assert "Handreichung" in second


def test_one_message_to_several_people_is_one_row_that_unfolds(client, secretary, board, board_member, chair):
    english = UserFactory(locale="en")
    for person in (board_member, chair, english):
        outbox.write("seat_given", person, app="kog", about=board, address="https://x/")
    first, second, third = OutboxMail.objects.order_by("pk")
    now = timezone.now()
    OutboxMail.objects.filter(pk__in=[first.pk, third.pk]).update(due_at=None, handed_over_at=now, sent_at=now)
    OutboxMail.objects.filter(pk=second.pk).update(due_at=None, error="550 unknown")
    other = outbox.write("seat_given", board_member, app="kog", about=chair, address="https://x/")
    client.force_login(secretary)

    rows = re.findall(r"<tr.*?</tr>", page(client).partition("<tbody")[2], re.DOTALL)

    assert (first.message, second.message) == (third.message, first.message) != (other.message, other.message)
    words = [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in rows]
    assert [board_member.name in row for row in words] == [True, False]
    assert "3 Empfänger" in words[1]
    assert words[1].startswith("Ihr Sitz")
    assert f"2 {MailState.SENT.label}" in words[1]
    assert f"1 {MailState.FAILED.label}" in words[1]
    assert "Zugang zum Portal" in words[1]
    failed = page(client, stand="failed")
    assert chair.name in failed
    assert board_member.name not in failed.partition("<tbody")[2]
    query = {"nachricht": first.message}
    whole = page(client, **query)
    part = client.get("/portal/versand/", query, headers={"HX-Request": "true"}).content.decode()
    for shown in (whole, part):
        assert all(name in shown for name in (board_member.name, chair.name, english.name, "550 unknown"))
    assert "<main" not in part
    assert "<main" in whole
    assert "Keine Nachricht" in page(client, nachricht="unbekannt")


def test_dispatches_of_one_record(mails, board_member, chair):
    assert list(dispatches.mails(board_member)) == [mails[0]]
    assert list(dispatches.mails(chair)) == []


def test_two_changes_of_one_day_are_two_messages(client, secretary, board_member, chair):
    meeting = MeetingFactory()
    for news in (["neuer Ort"], ["jetzt um 14 Uhr"]):
        for person in (board_member, chair):
            outbox.write("meeting_changed", person, app="meetings", about=meeting, meeting=meeting, what_is_new=news)
    client.force_login(secretary)

    body = page(client).partition("<tbody")[2]

    assert body.count("2 Empfänger") == 2
    assert "neuer Ort" in body
    assert "jetzt um 14 Uhr" in body


def test_kinds_of_mail_can_be_chosen_and_each_has_one_topic(client, secretary, mails):
    client.force_login(secretary)

    assert " open data-fold>" in page(client)
    assert " data-fold" not in page(client, art="portal")
    assert "Handreichung" not in page(client, art="portal")
    assert mails[0].subject in page(client, art="portal")
    assert "Handreichung" in page(client, art=mail_topics.OTHER)
    assert mails[0].subject not in page(client, art=mail_topics.OTHER)
    assert '<option value="sitzungen">Einladung und Teilnahme</option>' in page(client)
    written = [
        path.name.removesuffix("-subject.txt") for path in settings.ROOT.glob("templates/*/emails/*-subject.txt")
    ]
    assert sorted(kind for topic in mail_topics.topics() for kind in topic.kinds) == sorted(written)


def test_what_old_mails_said_is_let_go_and_the_proof_stays(mails, board_member, settings, monkeypatch, capsys):
    monkeypatch.setattr(forgetting_texts, "PORTION", 1)
    long_ago = timezone.now() - dt.timedelta(days=3 * 365 + 1)
    OutboxMail.objects.update(created_at=long_ago, files=[{"name": "Einladung.pdf"}])
    waiting = outbox.write_plain("notice", "wartet@kog.example", subject="Wartet", text="x")
    OutboxMail.objects.filter(pk=waiting.pk).update(created_at=long_ago)
    outbox.write_plain("notice", "neu@kog.example", subject="Neu", text="x")

    settings.MAIL_KEEP_DAYS = 0
    call_command("forget_mail_texts")
    settings.MAIL_KEEP_DAYS = 3 * 365
    for _twice in range(2):
        call_command("forget_mail_texts")

    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["0", "2", "0"]
    assert list(OutboxMail.objects.order_by("pk").values_list("text", "html", "files"))[:2] == [("", "", [])] * 2
    assert set(OutboxMail.objects.exclude(text="").values_list("subject", flat=True)) == {"Wartet", "Neu"}
    proof = OutboxMail.objects.get(pk=mails[0].pk)
    assert (proof.person, proof.subject, proof.state) == (board_member, mails[0].subject, MailState.SENT)
    assert proof.sent_at
