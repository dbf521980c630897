"""Who knows what of a meeting: compared person by person, told without what is closed to them."""

import datetime as dt

import pytest

from kog.models import OutboxMail
from meetings.actions import agenda, convening, inviting
from meetings.models import AgendaItem, Attendee
from meetings.queries.changes import agenda_changes
from tests.factories.kog import RulesFactory, UserFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory


def mail_to(person):
    return OutboxMail.objects.filter(recipient=person.email).order_by("-pk").first()


@pytest.fixture
def invited(planned, secretary):
    AgendaItemFactory(meeting=planned, title="Sprachkurse", by=secretary)
    agenda.release(planned, by=secretary)
    return inviting.invite(planned, by=secretary, short_notice_reason="Eilt")


def test_agenda_goes_out_again_though_the_last_one_told_knows_it(invited, board_member, chair, secretary):
    """Whoever came later knows it and is left in peace; of whom nobody kept what they were told, hears of it."""
    AgendaItemFactory(meeting=invited, title="Neues Thema", by=secretary)
    newcomer = inviting.name_minute_taker(invited, UserFactory(), by=secretary).minute_taker
    Attendee.objects.filter(person=chair).update(knows={})

    assert "Neu auf der Tagesordnung: Neues Thema" in {change.line for change in agenda_changes(invited)}
    assert inviting.reissue_agenda(invited, by=secretary) == 2
    assert "Neues Thema" in mail_to(board_member).text
    assert OutboxMail.objects.filter(recipient=newcomer.email).count() == 1
    assert agenda_changes(invited) == []


def test_item_that_left_is_named_as_it_was_told(invited, board_member, secretary):
    item = agenda.schedule_item(AgendaItem.objects.get(title="Sprachkurse"), meeting=None, by=secretary)
    agenda.change_item(item, {"title": "Entwurf im Themenspeicher"}, by=secretary)
    inviting.reissue_agenda(invited, by=secretary)

    assert "Nicht mehr auf der Tagesordnung: Sprachkurse" in mail_to(board_member).text
    assert "Entwurf im" not in mail_to(board_member).text


def test_draft_of_an_agenda_goes_into_no_mail(board, chair, board_member, network, secretary):
    RulesFactory(committee=board, full_form=False)
    meeting = MeetingFactory(committee=board, by=secretary, date=dt.date(2026, 6, 8))
    AgendaItemFactory(meeting=meeting, title="Entwurf", by=secretary)
    inviting.invite(meeting, by=secretary)
    assert "Entwurf" not in mail_to(board_member).text + mail_to(board_member).html

    convening.rearrange(meeting, convening.Arrangement(meeting.date, place="Neuer Saal"), by=secretary)
    assert "Neuer Saal" in mail_to(board_member).text
    assert "Entwurf" not in mail_to(board_member).text

    agenda.release(meeting, by=secretary)
    inviting.reissue_agenda(meeting, by=secretary)
    assert "Entwurf" in mail_to(board_member).text


def test_meeting_told_as_secret_stays_so_when_its_subject_moves_on(planned, later, board_member, secretary, client_of):
    """Its only confidential item went to the meeting that is next now: title, place and reason stay inside."""
    source = AgendaItem.objects.create(committee=planned.committee, title="alt", confidential=True)
    item = AgendaItemFactory(meeting=planned, title="Personalie", confidential=True, by=secretary)
    AgendaItem.objects.filter(pk=item.pk).update(carried_from=source)
    agenda.release(planned, by=secretary)
    inviting.invite(planned, by=secretary, short_notice_reason="Eilt")
    planned.refresh_from_db()
    new = convening.Arrangement(dt.date(2026, 10, 1), title="Abberufung", place="Rathaus")
    convening.rearrange(planned, new, by=secretary, reason="Anhörung")

    mail = mail_to(board_member)
    assert not planned.items.filter(title="Personalie").exists()
    said = mail.subject + mail.text + mail.html + mail.calendar
    assert not [word for word in ("Abberufung", "Anhörung", "Rathaus", planned.designation) if word in said]
    assert "01.10.2026" in mail.text
