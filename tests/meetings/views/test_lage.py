"""The panels of the meeting cycle on pages of lower apps."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions import agenda, recording
from meetings.models import Meeting
from meetings.queries.dashboard import lage_of
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, protocol_in
from tests.replay import replayed


@pytest.fixture
@replayed
def closed(full_board, secretary, afa):
    running = MeetingFactory(committee=full_board, by=secretary, date=timezone.localdate(), running=True)
    item = AgendaItemFactory(meeting=running, by=secretary, title="Sprachkurse")
    AssignmentFactory(item=item, by=secretary, lead=afa, title="Austausch einrichten")
    return finish(running, by=secretary)


def test_nothing_to_do_is_said_with_the_next_date(client_of, planned, board_member):
    text = client_of(board_member).get(reverse("kog:dashboard")).text

    assert lage_of(board_member).needs == []
    assert planned.get_absolute_url() in text


def test_chair_is_asked_for_the_protocol_and_for_nothing_after_it_is_out(closed, secretary, chair, fresh):
    protocol = protocol_in("with_chair", closed, by=secretary)

    asked = [need.url for need in lage_of(fresh(chair)).needs]
    recording.circulate(protocol, by=chair)

    assert asked == [protocol.get_absolute_url()]
    assert lage_of(fresh(chair)).needs == []


def test_objection_waits_for_secretariat_and_chair(closed, secretary, chair, board_member, fresh):
    protocol = protocol_in("circulated", closed, by=secretary)
    section = protocol.sections.exclude(text="").first()
    recording.object_to(section, wanted="Anders", reason="War anders.", by=board_member)

    waiting = {
        name: protocol.get_absolute_url() in [need.url for need in lage_of(fresh(person)).needs]
        for name, person in {"secretary": secretary, "chair": chair, "member": board_member}.items()
    }

    assert waiting == {"secretary": True, "chair": True, "member": False}


def test_suggestions_wait_for_the_secretariat_in_one_line(planned, secretary, board_member, fresh):
    for title in ("Eins", "Zwei"):
        agenda.suggest_item(planned.committee, {"title": title}, by=board_member)

    needs = lage_of(fresh(secretary)).needs

    assert [need.url for need in needs] == [reverse("meetings:pool", args=[planned.committee.key])]
    assert "2" in needs[0].title


def test_chair_sees_the_own_meeting_and_opens_it_on_its_day(client_of, planned, chair, board_member):
    assert lage_of(chair).chaired == planned
    assert lage_of(board_member).chaired is None
    conduct = reverse("meetings:conduct", args=[planned.slug])
    assert conduct not in client_of(chair).get(reverse("kog:dashboard")).text
    Meeting.objects.filter(pk=planned.pk).update(date=timezone.localdate())
    assert conduct in client_of(chair).get(reverse("kog:dashboard")).text
    assert client_of(chair).get(conduct).status_code == 200


def test_news_are_protocols_and_agendas_of_the_own_committees(closed, planned_later, secretary, board_member, fresh):
    protocol = protocol_in("circulated", closed, by=secretary)
    agenda.release(planned_later, by=secretary)

    urls = [piece.url for piece in lage_of(fresh(board_member)).news]

    assert set(urls) == {protocol.get_absolute_url(), reverse("meetings:agenda", args=[planned_later.slug])}


@pytest.fixture
@replayed
def planned_later(full_board, secretary):
    day = timezone.localdate() + dt.timedelta(days=80)
    return MeetingFactory(committee=full_board, by=secretary, date=day)


def test_overdue_report_is_counted_two_weeks_before_its_meeting(closed, full_board, secretary, board_member, fresh):
    meeting = MeetingFactory(committee=full_board, by=secretary, date=timezone.localdate() + dt.timedelta(days=10))

    assert lage_of(fresh(board_member)).overdue == 1
    meeting.date = timezone.localdate() + dt.timedelta(days=20)
    meeting.save()
    assert lage_of(fresh(board_member)).overdue == 0


def test_secretary_sees_what_is_due_and_not_what_is_long_over(closed, planned, secretary, fresh):
    step = planned.steps.first()
    step.due = timezone.localdate() - dt.timedelta(days=1)
    step.save()
    old = closed.steps.first()
    old.due = timezone.localdate() - dt.timedelta(days=200)
    old.save()
    closed.date = timezone.localdate() - dt.timedelta(days=100)
    closed.save()

    lage = lage_of(fresh(secretary))

    assert [row.pk for row in lage.steps if row.due < timezone.localdate()] == [step.pk]
    assert lage.late_steps == 1


def test_committee_page_shows_what_goes_on_to_its_readers(
    client_of, closed, full_board, planned_later, group_member, board_member
):
    address = reverse("kog:committee", args=[full_board.key])

    assert planned_later.get_absolute_url() in client_of(board_member).get(address).text
    assert planned_later.get_absolute_url() not in client_of(group_member).get(address).text


def test_house_and_newcomers_see_the_assignments(client_of, closed, secretary, board_member, afa):
    protocol = protocol_in("circulated", closed, by=secretary)
    assignment = closed.set_assignments.get()

    house = client_of(board_member).get(reverse("kog:institution", args=[afa.key])).text
    start = client_of(board_member).get(reverse("kog:onboarding")).text

    assert assignment.get_absolute_url() in house
    assert assignment.get_absolute_url() in start
    assert protocol.get_absolute_url() in start
