"""A move and a cancellation reach everybody who was told before, once, with the number that calendars go by."""

import datetime as dt
from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps
from icalendar import Calendar

from kog.enums import OccupancyRole
from kog.models import OutboxMail
from meetings import mails as replying_mails
from meetings.actions import agenda, chairing, convening, guesting, inviting, telling
from meetings.actions.convening import Arrangement
from meetings.enums import Answer
from meetings.models import Attendee, Distribution
from tests.factories.kog import OccupancyFactory, UserFactory
from tests.factories.meetings import AgendaItemFactory

from .conftest import NOW, TODAY

JUNE = dt.date(2026, 6, 8)


@pytest.fixture
def deputy(board_seat):
    return OccupancyFactory(seat=board_seat, role=OccupancyRole.DEPUTY).person


@pytest.fixture
def item(planned, secretary):
    return AgendaItemFactory(meeting=planned, by=secretary, title="Sprachkurse")


@pytest.fixture
def invited(planned, item, deputy, guest, secretary, mails):
    """Chair, member, the member's deputy and a guest have the meeting in their calendars."""
    guesting.ask_guest(item, guest, until=JUNE, by=secretary)
    agenda.release(planned, by=secretary)
    meeting = inviting.invite(planned, by=secretary)
    mails.before = mails()
    return meeting


def entries() -> list[tuple[str, str, int, str, str]]:
    """Recipient, method, sequence, status and role of every entry in the outbox, as a calendar program reads it."""
    found = []
    for mail in OutboxMail.objects.exclude(calendar="").order_by("pk"):
        message = Calendar.from_ical(mail.calendar)
        [event] = message.walk("VEVENT")
        attendee = event["attendee"]
        assert attendee == f"mailto:{mail.recipient}"
        found.append(
            (mail.recipient, str(message["method"]), event["sequence"], str(event["status"]), attendee.params["ROLE"])
        )
    return found


def test_another_day_asks_anew_another_room_does_not(invited, board_seat, board_member, secretary):
    row = invited.participations.get(seat=board_seat)
    inviting.answer(row, Answer.ACCEPTED, by=board_member)

    convening.rearrange(invited, Arrangement(JUNE, place="Kammer"), by=secretary)
    row.refresh_from_db()
    assert row.answer == Answer.ACCEPTED

    convening.rearrange(invited, Arrangement(JUNE, dt.time(9), place="Kammer"), by=secretary, reason="Bahn")
    row.refresh_from_db()
    assert (row.answer, row.answered_at, row.answered_by) == (Answer.PENDING, None, None)


def test_nobody_represents_themselves(invited, board_seat, board_member, refused):
    with refused("own_substitute"):
        inviting.answer(
            invited.participations.get(seat=board_seat),
            Answer.DECLINED,
            substitute_person=board_member,
            by=board_member,
        )


def test_who_follows_on_a_seat_is_invited_and_the_former_holder_is_told(
    invited, board_seat, board_member, mails, secretary
):
    board_member.occupancies.update(valid_until=TODAY)
    successor = OccupancyFactory(seat=board_seat, valid_from=TODAY + dt.timedelta(days=1)).person

    inviting.invite(invited, by=secretary)

    assert mails() == sorted([("invitation", successor.email), ("invitation_withdrawn", board_member.email)])


def test_guest_whose_access_ends_is_told(invited, item, guest, mails, secretary):
    guesting.end_guest(item.guests.get(), by=secretary)

    assert mails() == [("invitation_withdrawn", guest.email)]


def test_deputies_get_no_copy_where_the_distribution_list_says_so(planned, deputy, secretary, mails):
    inviting.distribute(planned.committee, papers="attached", deputies_in_copy=False, answer_days=5, by=secretary)
    agenda.release(planned, by=secretary)

    inviting.invite(planned, by=secretary)

    assert {kind for kind, _mail in mails()} == {"invitation"}
    assert Distribution.objects.get().answer_days == 5


def test_silent_are_reminded_once_a_day(invited, board_seat, board_member, chair, secretary, mails, now, refused):
    inviting.answer(invited.participations.get(seat=board_seat), Answer.ACCEPTED, by=board_member)
    mails()

    assert telling.remind_silent(invited, by=secretary) == 1
    assert mails() == [("answer_wanted", chair.email)]
    assert invited.participations.get(person=chair).reminded_at == NOW
    with refused("reminded_today"):
        telling.remind_silent(invited, by=secretary)
    now.shift(dt.timedelta(days=1))
    assert telling.remind_silent(invited, by=secretary) == 1
    inviting.answer(invited.participations.get(person=chair), Answer.DECLINED, by=secretary)
    with refused("nobody_silent"):
        telling.remind_silent(invited, by=secretary)


def test_nobody_is_reminded_before_the_invitation(planned, secretary, refused):
    with refused("nobody_silent"):
        telling.remind_silent(planned, by=secretary)


def test_each_is_invited_as_what_they_come(invited, mails, chair, board_member, deputy, guest):
    assert mails.before == sorted(
        [
            ("guest_asked", guest.email),
            ("guest_invited", guest.email),
            ("invitation", board_member.email),
            ("invitation", chair.email),
            ("invitation_copy", deputy.email),
        ]
    )
    assert set(entries()) == {
        (chair.email, "REQUEST", 0, "CONFIRMED", "CHAIR"),
        (board_member.email, "REQUEST", 0, "CONFIRMED", "REQ-PARTICIPANT"),
        (deputy.email, "REQUEST", 0, "CONFIRMED", "OPT-PARTICIPANT"),
        (guest.email, "REQUEST", 0, "CONFIRMED", "NON-PARTICIPANT"),
    }


def test_move_and_cancellation_reach_everybody_once_with_a_rising_number(invited, mails, secretary):
    everybody = sorted(mail for _kind, mail in mails.before if _kind != "guest_asked")

    convening.rearrange(
        invited, Arrangement(JUNE + dt.timedelta(days=1), place="Rathaus"), by=secretary, reason="Krank"
    )
    assert mails() == [("meeting_changed", mail) for mail in everybody]
    assert telling.tell(invited) == 0
    convening.rearrange(invited, Arrangement(JUNE + dt.timedelta(days=1), place="Kammer"), by=secretary)
    mails()
    convening.cancel(invited, reason="Kein Raum", by=secretary)
    assert mails() == [("meeting_cancelled", mail) for mail in everybody]
    invited.refresh_from_db()
    assert telling.tell(invited) == 0

    by_person: dict[str, list] = {}
    for mail, method, number, status, _role in entries():
        by_person.setdefault(mail, []).append((method, number, status))
    heard = [("REQUEST", 0), ("REQUEST", 1), ("REQUEST", 2), ("CANCEL", 3)]
    assert {mail: [one[:2] for one in all_] for mail, all_ in by_person.items()} == dict.fromkeys(everybody, heard)
    assert {all_[-1][2] for all_ in by_person.values()} == {"CANCELLED"}


def test_another_chair_is_told_to_all(invited, board_seat, mails, secretary):
    chairing.swap_chair(invited, board_seat, reason="Urlaub", by=secretary)

    assert {kind for kind, _mail in mails()} == {"meeting_changed"}
    assert {number for *_rest, number, _status, _role in entries()} == {0, 1}


def test_substitute_of_the_portal_is_invited_and_told_when_not_expected_any_more(
    invited, board_seat, board_member, mails
):
    colleague = UserFactory(institution=board_seat.institution)
    row = invited.participations.get(seat=board_seat)

    row = inviting.answer(row, Answer.DECLINED, substitute_person=colleague, by=board_member)
    assert (row.substitute, mails()) == (colleague.name, [("substitute_named", colleague.email)])
    inviting.answer(row, Answer.DECLINED, substitute_person=colleague, by=board_member)
    assert mails() == []
    inviting.answer(row, Answer.ACCEPTED, by=board_member)

    assert mails() == [("invitation_withdrawn", colleague.email)]
    ours = [entry[1:4] for entry in entries() if entry[0] == colleague.email]
    assert ours == [("REQUEST", 0, "CONFIRMED"), ("CANCEL", 1, "CANCELLED")]


def test_the_mail_says_what_changed_and_counts_from_what_each_was_told(invited, item, guest, board_seat, secretary):
    def told(recipient: str) -> tuple[str, list[str]]:
        mail = OutboxMail.objects.filter(kind="meeting_changed", recipient=recipient).latest("pk")
        return mail.subject, [line for line in mail.text.splitlines() if line.startswith("– ")]

    chair = "chair@kog.example"
    convening.rearrange(invited, Arrangement(JUNE, place="Raum 502"), by=secretary)
    assert told(chair) == ("KOG 2026-1: neuer Ort", ["– Neuer Ort: Raum 502 (bisher Rathaus)"])

    day = Arrangement(dt.date(2026, 6, 12), dt.time(9), dt.time(11), "Raum 502", "hybrid", "https://video.example/1")
    convening.rearrange(invited, day, by=secretary, reason="Bahn")
    AgendaItemFactory(meeting=invited, by=secretary, title="Wohnraum")
    hidden = AgendaItemFactory(meeting=invited, by=secretary, title="GEHEIM Personal", confidential=True)
    assert told(chair) == (
        "KOG 2026-1: jetzt am 12.06.2026, jetzt um 09:00 Uhr und mehr",
        [
            "– Neuer Termin: Fr 12.06.2026 (bisher Mo 08.06.2026)",
            "– Neue Uhrzeit: 09:00–11:00 Uhr (bisher 10:00–12:30 Uhr)",
            "– Neue Durchführung: vor Ort und per Video (bisher vor Ort)",
            "– Neuer Link zur Videokonferenz: https://video.example/1",
        ],
    )

    agenda.change_item(item, {"confidential": True}, by=secretary)
    chairing.swap_chair(invited, board_seat, reason="Urlaub", by=secretary)
    subject, lines = told(chair)
    assert (subject, len(lines)) == ("KOG 2026-1: neuer Vorsitz, geänderte Tagesordnung", 2)
    assert lines[1] == "– Neu auf der Tagesordnung: Wohnraum"
    assert not OutboxMail.objects.filter(kind="meeting_changed", text__contains=hidden.title).exists()
    assert told(board_seat.occupancies.first().person.email) == (subject, lines)


def test_a_new_agenda_is_told_on_demand_once(invited, item, guest, mails, secretary, refused):
    mails()
    with refused("nothing_new"):
        inviting.reissue_agenda(invited, by=secretary)
    AgendaItemFactory(meeting=invited, by=secretary, title="Wohnraum")

    assert inviting.reissue_agenda(invited, by=secretary) == 4
    with refused("nothing_new"):
        inviting.reissue_agenda(invited, by=secretary)

    assert [kind for kind, _mail in mails()] == ["meeting_changed"] * 4
    sent = {mail.recipient: mail for mail in OutboxMail.objects.filter(kind="meeting_changed")}
    assert "Wohnraum" not in sent[guest.email].text + sent[guest.email].calendar
    assert "Neu auf der Tagesordnung: Wohnraum" in sent["chair@kog.example"].text
    assert {number for _mail, _method, number, *_rest in entries()} == {0, 1}


def test_a_new_agenda_goes_out_with_the_invitation_and_not_before(planned, secretary, refused):
    with refused("not_invited"):
        inviting.reissue_agenda(planned, by=secretary)


def test_who_was_invited_before_calendars_were_kept_hears_of_a_move(invited, chair, board_member, mails, secretary):
    Attendee.objects.all().delete()
    invited.participations.update(answer=Answer.PENDING)
    migration = import_module("meetings.migrations.0013_who_was_invited_before_calendars")

    for _twice in range(2):
        migration.note_who_knows(apps, None)

    rows = Attendee.objects.filter(meeting=invited).values_list("person", "role", "told", "knows")
    assert set(map(str, rows)) == {str((chair.pk, "chair", 0, {})), str((board_member.pk, "member", 0, {}))}
    convening.rearrange(invited, Arrangement(JUNE, dt.time(9), place="Rathaus"), by=secretary, reason="Bahn")
    told = [mail for mail in mails() if mail[0] == "meeting_changed"]
    assert told == [("meeting_changed", board_member.email), ("meeting_changed", chair.email)]
    assert OutboxMail.objects.filter(subject="KOG 2026-1: geändert", calendar__contains="SEQUENCE:1").count() == 2


def test_a_confidential_meeting_is_an_appointment_in_every_mail(full_board, board_seat, chair, secretary, mails):
    """With a place, a title, a chair, a link and a substitute that could be told."""
    OccupancyFactory(seat=board_seat, role=OccupancyRole.DEPUTY)
    day = Arrangement(JUNE, place="Geheimraum", format="hybrid", video_link="https://geheim.example", title="GEHEIM")
    meeting = convening.plan(full_board, day, by=secretary)
    AgendaItemFactory(meeting=meeting, by=secretary, title="GEHEIM Personal", confidential=True)
    agenda.release(meeting, by=secretary)
    guesting.name_moderator(meeting, UserFactory(), by=secretary)

    inviting.distribute(full_board, papers="attached", deputies_in_copy=True, answer_days=7, by=secretary)
    meeting = inviting.invite(meeting, by=secretary)
    telling.remind_silent(meeting, by=secretary)
    row = meeting.participations.get(seat=board_seat)
    substitute = {"substitute_person": UserFactory(), "reason": "GEHEIM"}
    inviting.answer(row, Answer.DECLINED, by=secretary, **substitute)
    inviting.answer(row, Answer.ACCEPTED, by=secretary)
    replying_mails.answer_noted(row, chair)
    replying_mails.reply_unclear(meeting, sender="x@geheim.example", wish="GEHEIM", comment="GEHEIM")
    elsewhere = replace(day, place="Geheimkammer", date=JUNE + dt.timedelta(days=1))
    convening.rearrange(meeting, elsewhere, by=secretary, reason="GEHEIM")
    convening.cancel(meeting, reason="GEHEIM", by=secretary)

    written = OutboxMail.objects.all()
    assert set(written.values_list("kind", flat=True)) == {"discreet"}
    subjects = set(written.values_list("subject", flat=True))
    assert subjects == {
        "Einladung: Termin am 08.06.2026",
        "Bitte antworten: Termin am 08.06.2026",
        "Sie werden nicht mehr erwartet: Termin am 08.06.2026",
        "Termin am 08.06.2026: Ihre Antwort ist vermerkt",
        "Termin am 08.06.2026: Antwort bitte lesen",
        "Termin: jetzt am 09.06.2026",
        "Abgesagt: Termin am 09.06.2026",
    }
    for mail in written:
        for told in (mail.subject, mail.text, mail.html, mail.calendar, str(mail.files)):
            words = told.lower().replace("uid:kog-2026-1-", "")  # the name of an entry stays the same for life
            assert not [word for word in ("geheim", "kog 2026", "kog-2026", "vorsitz:") if word in words]
