"""When a group ends, nothing stays with it: what it led, gave, was asked or answers for goes to who takes over."""

import datetime as dt

import pytest
from django.utils import timezone

from kog.exceptions import NotPossibleNow
from kog.models import OutboxMail
from meetings.actions import agenda, answering, assigning, mandating, raising
from meetings.enums import MatterState
from meetings.models import AgendaItem, Matter
from meetings.queries.matters import answers_due, to_confirm, with_state
from tests.factories.kog import CommitteeFactory, OccupancyFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, finish, raised
from workinggroups.actions import founding

TERMS = mandating.Terms("Wie geht es?")


@pytest.fixture
def today(network, full_network) -> dt.date:
    return timezone.localdate()


@pytest.fixture
def full_network(board, chair, board_member, group, group_lead, other_group, secretary):
    return board


@pytest.fixture
def heir_lead(other_group):
    return OccupancyFactory(seat__committee=other_group, seat__function="lead").person


def test_a_mandate_the_group_gave_is_heard_by_its_heir(today, group, other_group, secretary):
    subgroup = CommitteeFactory(key="kern", short_name="Kern", kind="subgroup", parent=group)
    mandate = mandating.give(subgroup, group, TERMS, by=secretary)
    founding.dissolve(group, on=today, reason="Zusammen", successor=other_group, by=secretary)
    meeting = MeetingFactory(committee=other_group, by=secretary)

    mandate.refresh_from_db()
    assert (mandate.given_by, mandate.report_items.get().meeting) == (other_group, meeting)


def test_what_was_brought_before_it_goes_on(today, group, other_group, board, secretary):
    matter = raised(board, to=group, title="Bitte prüfen", by=secretary)
    accepted = agenda.accept_item(matter.items.get(), meeting=None, by=secretary)
    founding.dissolve(group, on=today, reason="Zusammen", successor=other_group, by=secretary)

    accepted.refresh_from_db()
    matter.refresh_from_db()
    assert (accepted.committee, matter.addressee) == (other_group, other_group)
    meeting = MeetingFactory(committee=other_group, by=secretary)
    assert agenda.schedule_item(accepted, meeting=meeting, by=secretary).meeting == meeting


def test_without_a_successor_it_goes_to_the_committee_above(today, group, board, secretary):
    item = agenda.suggest_item(group, {"title": "Idee"}, by=secretary)
    founding.dissolve(group, on=today, reason="Fertig", by=secretary)
    item.refresh_from_db()
    assert item.committee == board


def test_a_group_without_a_leading_house_leaves_its_work_to_the_committee_above(today, board, other_group, secretary):
    meeting = MeetingFactory(committee=board, by=secretary, running=True)
    work = assigning.assign(
        AgendaItemFactory(meeting=meeting, by=secretary), assigning.Order(other_group, "x"), by=secretary
    )
    founding.dissolve(other_group, on=today, reason="Fertig", by=secretary)
    work.refresh_from_db()
    assert work.lead_committee == board


def test_it_does_not_go_on_in_the_committee_that_gave_its_mandate(today, group, board, secretary):
    mandating.give(group, board, TERMS, by=secretary)
    with pytest.raises(NotPossibleNow) as refusal:
        founding.dissolve(group, on=today, reason="Zurück", successor=board, by=secretary)
    assert refusal.value.code in ("not_free", "successor_above", "board")


def test_the_answer_reaches_the_heir_of_the_heir(
    today, group, group_lead, other_group, heir_lead, board, secretary, fresh
):
    meeting = MeetingFactory(committee=board, by=secretary, running=True)
    matter = raised(group, title="Räume fehlen", by=group_lead)
    agenda.accept_item(matter.items.get(), meeting=meeting, by=secretary)
    finish(meeting, by=secretary)
    between = CommitteeFactory(key="zwischen", short_name="AG Zw", parent=board)
    founding.dissolve(group, on=today, reason="1", successor=between, by=secretary)
    founding.dissolve(between, on=today, reason="2", successor=other_group, by=secretary)
    answer = answering.answer(matter, answering.Reply("accepted", "Ja."), by=secretary)

    assert OutboxMail.objects.get(kind="matter_answered").recipient == heir_lead.email
    assert list(to_confirm(fresh(heir_lead))) == [answer]
    assert fresh(heir_lead).has_perm("meetings.confirm_answer", matter)
    answering.confirm(answer, by=heir_lead)
    assert with_state(Matter.objects.all()).get().state == MatterState.CLOSED


def test_nobody_turns_to_a_group_that_is_over(today, group, board, secretary, group_lead):
    stale = type(group).objects.get(pk=group.pk)
    founding.dissolve(group, on=today, reason="Fertig", by=secretary)
    with pytest.raises(NotPossibleNow) as refusal:
        raising.raise_matter(stale, raising.Concern("need", "Zu spät"), to=board, by=group_lead)
    assert refusal.value.code == "dissolved"
    with pytest.raises(NotPossibleNow) as refusal:
        mandating.give(stale, board, TERMS, by=secretary)
    assert refusal.value.code == "no_such_group"
    assert not Matter.objects.exists()
    assert not AgendaItem.objects.filter(mandate__isnull=False).exists()


def test_the_house_confirms_when_the_person_has_left(today, board, afa, board_member, chair, secretary, fresh):
    matter = raised(afa, to=None, title="Wer hilft?", by=board_member)
    board_member.occupancies.update(valid_until=today - dt.timedelta(days=1))
    type(board_member).objects.filter(pk=board_member.pk).update(institution=None)
    successor = OccupancyFactory(seat=board_member.occupancies.get().seat).person
    assert [row.pk for row in answers_due(fresh(secretary))] == [matter.pk]
    answering.answer(matter, answering.Reply("noted", "Das FiZu."), by=secretary)

    assert OutboxMail.objects.get(kind="matter_answered").recipient == successor.email
    assert fresh(successor).has_perm("meetings.confirm_answer", matter)
