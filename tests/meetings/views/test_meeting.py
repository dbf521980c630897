import datetime as dt

import pytest
from django.urls import reverse

from meetings.actions import agenda, convening
from meetings.enums import DatePrecision, MeetingState
from meetings.models import Guest, Meeting
from meetings.next_steps import next_step
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, protocol_in


@pytest.mark.parametrize(
    ("phase", "page"),
    [
        ("planned", "agenda"),
        ("released", "invite"),
        ("invited", "preparation"),
        ("running", "conduct"),
        ("closed", "protocol"),
        ("cancelled", None),
    ],
)
def test_next_step_of_the_secretariat_follows_the_phase(full_board, secretary, phase, page):
    meeting = MeetingFactory(committee=full_board, by=secretary, phase=phase)

    step = next_step(secretary, meeting)

    assert (step and step.url) == (page and reverse(f"meetings:{page}", args=[meeting.slug]))


def test_members_step_is_to_read_once_the_protocol_is_out(full_board, secretary, board_member, chair, fresh):
    meeting = finish(MeetingFactory(committee=full_board, by=secretary, running=True), by=secretary)
    protocol_in("with_chair", meeting, by=secretary)

    before = {name: next_step(fresh(one), fresh_meeting(meeting)) for name, one in _two(board_member, chair)}
    assert before["member"] is None
    assert before["chair"].url == reverse("meetings:protocol", args=[meeting.slug])


def _two(member, chair):
    return [("member", member), ("chair", chair)]


def fresh_meeting(meeting):
    return Meeting.objects.select_related("committee", "protocol").get(pk=meeting.pk)


def test_page_asks_the_invited_for_an_answer_and_shows_the_forecast(page_of, invited, board_member):
    response = page_of(board_member, "meeting", invited.slug)

    row = invited.participations.get(person=board_member)
    assert reverse("meetings:answer", args=[invited.slug, row.pk]) in response.text
    assert (response.context["forecast"].pending, response.context["forecast"].votes) == (2, 2)
    assert response.context["step"] is None


def test_page_shows_no_tools_to_members(page_of, planned, secretary, board_member):
    tools = {
        name: reverse("meetings:cancel", args=[planned.slug]) in page_of(person, "meeting", planned.slug).text
        for name, person in {"secretary": secretary, "member": board_member}.items()
    }

    assert tools == {"secretary": True, "member": False}


def test_cancelled_meeting_says_why_and_where_its_things_went(page_of, planned, secretary, board_member):
    later = MeetingFactory(committee=planned.committee, by=secretary, date=planned.date + dt.timedelta(days=50))
    AgendaItemFactory(meeting=planned, by=secretary, title="Sprachkurse")
    agenda.release(planned, by=secretary)
    convening.cancel(planned, reason="Hochwasser", by=secretary)

    text = page_of(board_member, "meeting", planned.slug).text

    assert "Hochwasser" in text
    assert "“Sprachkurse”" in text or "„Sprachkurse“" in text
    assert later.get_absolute_url() in text


def test_month_of_published_history_is_no_invented_day(page_of, full_board, secretary):
    Meeting.objects.create(
        committee=full_board,
        year=2020,
        number=1,
        designation="KOG 2020-1",
        slug="kog-2020-1",
        date=dt.date(2020, 4, 1),
        precision=DatePrecision.MONTH,
        state=MeetingState.CANCELLED,
        cancelled_at=dt.datetime(2020, 4, 1, 12, tzinfo=dt.UTC),
    )

    text = page_of(secretary, "meeting", "kog-2020-1").text

    assert "April 2020" in text
    assert "01.04.2020" not in text
    assert "10:00" not in text


def test_results_of_a_held_meeting_stand_on_its_page(page_of, full_board, secretary, board_member, afa):
    running = MeetingFactory(committee=full_board, by=secretary, running=True)
    item = AgendaItemFactory(meeting=running, by=secretary)
    assignment = AssignmentFactory(item=item, by=secretary, lead=afa, title="Austausch einrichten")
    meeting = finish(running, by=secretary)

    response = page_of(board_member, "meeting", meeting.slug)

    assert [row.pk for row in response.context["assignments"]] == [assignment.pk]
    assert assignment.get_absolute_url() in response.text


def test_stranger_learns_nothing(page_of, planned, stranger, group_member):
    assert page_of(stranger, "meeting", planned.slug).status_code == 404
    assert page_of(group_member, "meeting", planned.slug).status_code == 404
    assert page_of(stranger, "meeting", "kog-1999-1").status_code == 404


def test_guest_sees_the_own_item_and_no_other(page_of, planned, secretary, guest):
    mine = AgendaItemFactory(meeting=planned, by=secretary, title="Vortrag")
    AgendaItemFactory(meeting=planned, by=secretary, title="Interna")
    Guest.objects.create(item=mine, person=guest, until=planned.date)
    agenda.release(planned, by=secretary)

    response = page_of(guest, "meeting", planned.slug)

    assert [item.title for item in response.context["items"]] == ["Vortrag"]
    assert "Interna" not in response.text


def test_hidden_item_shifts_no_number(page_of, group, secretary, board_member, group_member):
    meeting = MeetingFactory(committee=group, by=secretary)
    for title, confidential in (("Eins", False), ("Geheim", True), ("Drei", False)):
        AgendaItemFactory(meeting=meeting, by=secretary, title=title, confidential=confidential)

    def numbers(person):
        return {item.title: item.label for item in page_of(person, "meeting", meeting.slug).context["items"]}

    assert numbers(board_member)["Drei"] == numbers(group_member)["Drei"]
    assert "Geheim" not in numbers(board_member)


@pytest.mark.parametrize("name", ["meetings:meeting", "meetings:agenda", "meetings:participation"])
def test_pages_cost_the_same_with_one_item_and_with_forty(queries_of, invited, secretary, board_member, name):
    AgendaItemFactory(meeting=invited, by=secretary)
    one = queries_of(board_member, name, invited.slug)
    for _each in range(40):
        AgendaItemFactory(meeting=invited, by=secretary)

    assert queries_of(board_member, name, invited.slug) == one
    assert one <= 16
