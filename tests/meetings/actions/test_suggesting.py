import pytest

from kog.actions.digesting import choose_paces
from kog.enums import MailState, Pace
from kog.models import OutboxMail
from meetings.actions import agenda
from meetings.enums import ItemState
from meetings.models import AgendaItem
from tests.factories.meetings import MeetingFactory

from .conftest import NOW, titles

OVER = ["closed", "cancelled"]


def test_suggestion_waits_and_the_secretariat_is_told(full_board, board_member, secretary, mails, last_entry):
    idea = agenda.suggest_item(full_board, {"title": "Idee"}, by=board_member)

    assert (idea.state, idea.suggested_by, idea.meeting) == (ItemState.SUGGESTED, board_member, None)
    assert mails() == [("item_suggested", secretary.email)]
    assert last_entry(idea) == ("item_suggested", board_member, {"group": None})


def test_suggestion_waits_for_the_digest_of_who_wants_that(full_board, board_member, secretary):
    choose_paces(secretary, by=secretary, item_suggested=Pace.DAILY)

    agenda.suggest_item(full_board, {"title": "Idee"}, by=board_member)

    mail = OutboxMail.objects.get(kind="item_suggested", person=secretary)
    assert (mail.state, mail.gathered_for) == (MailState.GATHERED, Pace.DAILY)


def test_suggestion_of_a_group_names_it(full_board, group, group_lead, last_entry):
    idea = agenda.suggest_item(full_board, {"title": "Idee"}, by=group_lead, from_group=group)

    assert idea.suggested_from == group
    assert last_entry(idea) == ("item_suggested", group_lead, {"group": "AG FEG"})


@pytest.mark.parametrize("phase", ["running", "closed", "cancelled"])
def test_suggestion_for_a_meeting_that_has_begun_is_refused(full_board, board_member, secretary, refused, phase):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    with refused("meeting_not_open"):
        agenda.suggest_item(full_board, {"title": "Idee"}, by=board_member, meeting=meeting)


def test_suggestion_for_the_meeting_of_another_committee_is_refused(planned, group, group_lead, refused):
    with refused("foreign_meeting"):
        agenda.suggest_item(group, {"title": "Idee"}, by=group_lead, meeting=planned)


def test_accepted_suggestion_is_on_the_agenda_and_answered(planned, board_member, secretary, mails, last_entry):
    idea = agenda.suggest_item(planned.committee, {"title": "Idee"}, by=board_member)
    mails()

    item = agenda.accept_item(idea, meeting=planned, by=secretary)

    assert (item.state, item.meeting) == (ItemState.ACCEPTED, planned)
    assert titles(planned)[-3] == "Idee"
    assert mails() == [("item_answered", board_member.email)]
    assert last_entry(item) == ("item_accepted", secretary, {"meeting": "KOG 2026-1"})


def test_accepted_suggestion_may_wait_in_the_pool(planned, board_member, secretary):
    idea = agenda.suggest_item(planned.committee, {"title": "Idee"}, by=board_member, meeting=planned)

    item = agenda.accept_item(idea, meeting=None, by=secretary)

    assert item.meeting is None
    assert list(AgendaItem.objects.in_pool()) == [item]


def test_accepted_suggestion_after_the_release_is_late(planned, board_member, secretary):
    agenda.release(planned, by=secretary)
    idea = agenda.suggest_item(planned.committee, {"title": "Idee"}, by=board_member)

    assert agenda.accept_item(idea, meeting=planned, by=secretary).late_since == NOW


def test_accepting_for_the_meeting_of_another_committee_is_refused(planned, group, group_lead, secretary, refused):
    idea = agenda.suggest_item(group, {"title": "Idee"}, by=group_lead)

    with refused("foreign_meeting"):
        agenda.accept_item(idea, meeting=planned, by=secretary)


def test_answer_does_not_reach_who_has_left(full_board, board_member, secretary, mails):
    idea = agenda.suggest_item(full_board, {"title": "Idee"}, by=board_member)
    board_member.is_active = False
    board_member.save()
    mails()

    agenda.accept_item(AgendaItem.objects.get(pk=idea.pk), meeting=None, by=secretary)

    assert mails() == []


def test_declined_suggestion_keeps_the_reason_and_is_answered(full_board, board_member, secretary, mails, last_entry):
    idea = agenda.suggest_item(full_board, {"title": "Idee"}, by=board_member)
    mails()

    item = agenda.decline_item(idea, reason=" Nicht zuständig ", by=secretary)

    assert (item.state, item.decline_reason) == (ItemState.DECLINED, "Nicht zuständig")
    assert mails() == [("item_answered", board_member.email)]
    assert last_entry(item) == ("item_declined", secretary, {"reason": " Nicht zuständig "})


def test_declining_without_a_reason_is_refused(full_board, board_member, secretary, refused):
    idea = agenda.suggest_item(full_board, {"title": "Idee"}, by=board_member)

    with refused("decline_without_reason"):
        agenda.decline_item(idea, reason=" ", by=secretary)


@pytest.mark.parametrize("first", ["accept", "decline"])
def test_a_suggestion_is_answered_once(planned, board_member, secretary, refused, first):
    idea = agenda.suggest_item(planned.committee, {"title": "Idee"}, by=board_member)
    if first == "accept":
        agenda.accept_item(idea, meeting=planned, by=secretary)
    else:
        agenda.decline_item(idea, reason="Nein", by=secretary)

    with refused("not_a_suggestion"):
        agenda.accept_item(idea, meeting=planned, by=secretary)
    with refused("not_a_suggestion"):
        agenda.decline_item(idea, reason="Nein", by=secretary)
