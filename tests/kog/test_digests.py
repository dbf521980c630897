import datetime as dt
import re
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from kog import delivery, notices, outbox
from kog.actions import appointing, digesting
from kog.enums import MailState, Pace
from kog.exceptions import NotPossibleNow
from kog.models import DigestMark, HistoryEntry, OutboxMail, User
from tests.factories.kog import SeatFactory, UserFactory

WEDNESDAY, THURSDAY = "2026-11-25 09:00+01:00", "2026-11-26 09:00+01:00"
TOLD = "Haushalt 2027"


@pytest.fixture
def news(network, monkeypatch) -> list[tuple[User, dt.datetime, dt.datetime]]:
    asked = []

    def lines(person, since, until):
        asked.append((person, since, until))
        return [notices.Line(TOLD, "/portal/x/")]

    monkeypatch.setattr(notices, "_notices", {})
    notices.register_news("drive", "Neu in der Ablage", lines, default=Pace.DAILY)
    notices.register_mail("comment", "Kommentare")
    return asked


def digests() -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(kind="digest").order_by("pk"))


def send_digests(moment: str) -> None:
    User.objects.update(joined_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    with time_machine.travel(moment, tick=False):
        call_command("send_digests")


def test_digest_tells_each_person_once_a_day_what_is_new(board_member, news, capsys):
    for moment in (WEDNESDAY, "2026-11-25 15:00+01:00", THURSDAY):
        send_digests(moment)

    first, _second = digests()
    assert TOLD in first.text
    assert "/portal/x/" in first.html
    (_who, since, until), (_again, then, _now) = news
    assert (until - since, then) == (dt.timedelta(days=1), until)
    assert capsys.readouterr().out == "1 digests written\n" * 2


@pytest.mark.parametrize(
    "moment",
    ["2026-11-25 05:00+01:00", "2026-11-28 09:00+01:00", "2026-12-25 09:00+01:00"],  # too early, Saturday, Christmas
)
def test_nobody_is_told_outside_working_hours(board_member, news, moment):
    send_digests(moment)

    assert digests() == []


def test_weekly_digest_comes_once_a_week_and_not_at_all_when_nothing_is_new(board_member, news, monkeypatch):
    digesting.choose_paces(board_member, by=board_member, drive="weekly")
    for moment in (WEDNESDAY, THURSDAY, "2026-11-30 09:00+01:00", "2026-12-01 09:00+01:00"):
        send_digests(moment)
    assert len(digests()) == 2

    monkeypatch.setattr(notices, "_notices", {})
    notices.register_news("drive", "Neu in der Ablage", lambda *_asked: [], default=Pace.DAILY)
    send_digests("2026-12-07 09:00+01:00")
    assert len(digests()) == 2
    assert DigestMark.objects.filter(told_until__gte=dt.datetime(2026, 12, 7, tzinfo=dt.UTC)).exists()


@pytest.mark.parametrize(
    ("pace", "saved", "state"),
    [("at_once", 1, MailState.WAITING), ("daily", 1, MailState.GATHERED), ("never", 0, None)],
)
def test_mail_goes_at_once_into_the_digest_or_nowhere_as_chosen(board_member, news, pace, saved, state):
    notices.register_mail("seat_given", "Sitze")
    digesting.choose_paces(board_member, by=board_member, seat_given=pace)
    mail = outbox.write("seat_given", board_member, app="kog", address="https://x/")

    assert OutboxMail.objects.count() == saved
    if saved:
        assert mail.state == state
        assert OutboxMail.objects.in_state(state).get() == mail
    always = outbox.write(
        "seat_given", board_member, app="kog", calendar=b"BEGIN", method="REQUEST", address="https://x/"
    )
    assert always.state == MailState.WAITING


def test_gathered_mail_stands_in_the_digest_and_never_goes_out_itself(board_member, news, mailoutbox):
    notices.register_mail("seat_given", "Sitze", default=Pace.DAILY)
    mail = outbox.write("seat_given", board_member, app="kog", address="https://nur-hier.example/")

    assert delivery.deliver_next() == 0
    send_digests(WEDNESDAY)
    send_digests(THURSDAY)

    first, second = digests()
    assert "https://nur-hier.example/" in first.text
    assert "https://nur-hier.example/" in first.html
    assert "nur-hier" not in second.text
    mail.refresh_from_db()
    assert mail.gathered_in == first
    while delivery.deliver_next():
        pass
    assert [message.subject for message in mailoutbox] == [first.subject, second.subject]


def test_one_broken_source_does_not_keep_the_others_waiting(board_member, chair, news, monkeypatch, caplog):
    def broken(person, since, until):
        if person == board_member:
            raise ValueError("kaputt")
        return [notices.Line(TOLD)]

    notices.register_news("drive", "Neu in der Ablage", broken, default=Pace.DAILY)
    send_digests(WEDNESDAY)

    assert [mail.person for mail in digests()] == [chair]
    assert "could not be written" in caplog.text
    assert not DigestMark.objects.filter(person=board_member, pace="daily").exists()


def test_who_came_today_is_not_told_of_what_was_there(board_member, news):
    with time_machine.travel(WEDNESDAY, tick=False):
        newcomer = UserFactory()
        assert digesting.write_digest(newcomer, Pace.DAILY, now=timezone.now()) is None


def test_choice_is_kept_with_its_history_and_a_pace_that_does_not_exist_refused(board_member, news, client):
    client.force_login(board_member)
    page = client.get("/portal/nachrichten/").content.decode()
    assert "Neu in der Ablage" in page
    assert "/portal/nachrichten/" in client.get("/portal/").content.decode()

    for _twice in range(2):
        client.post("/portal/nachrichten/", {"drive": "never", "comment": "weekly"})

    assert notices.paces(board_member) == {"drive": Pace.NEVER, "comment": Pace.WEEKLY}
    assert HistoryEntry.objects.filter(verb="notices_chosen").count() == 1
    assert client.post("/portal/nachrichten/", {"drive": "at_once", "comment": "daily"}).status_code == 422
    with pytest.raises(NotPossibleNow):
        digesting.choose_paces(board_member, by=None, drive="at_once")


def test_one_click_in_the_mail_program_ends_the_digests_and_looking_does_not(board_member, news):
    send_digests(WEDNESDAY)
    (mail,) = digests()
    path = urlsplit(mail.unsubscribe_url).path
    assert mail.unsubscribe_url in mail.text
    program = Client(enforce_csrf_checks=True)

    assert "abbestellen" in program.get(path).content.decode()
    assert notices.paces(board_member)["drive"] == Pace.DAILY
    for _twice in range(2):
        assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert notices.paces(board_member) == {"drive": Pace.NEVER, "comment": Pace.AT_ONCE}
    assert program.post(re.sub(r".{3}/$", "AAA/", path)).status_code == 404
    send_digests(THURSDAY)
    assert len(digests()) == 1


def test_new_people_of_my_committees_are_told_to_their_colleagues_only(
    network, board, group, board_member, group_member, secretary
):
    person = UserFactory(name="Ada Nordstern")
    seat = SeatFactory(committee=board)
    since = timezone.now()
    appointing.occupy(seat, person, since=timezone.localdate(), by=secretary)

    def told(reader: User) -> list[str]:
        sources = {one.name: one for one in notices.notices()}
        return [line.text for line in sources["colleagues"].news(reader, since, timezone.now())]

    assert len(told(board_member)) == 1
    assert "Ada Nordstern" in told(board_member)[0]
    assert told(group_member) == []
    assert told(person) == []
