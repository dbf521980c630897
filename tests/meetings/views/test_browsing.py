import datetime as dt

import pytest
from django.utils import timezone

from meetings import paging
from meetings.actions import convening
from meetings.models import Meeting
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, raised
from tests.replay import replayed


def in_days(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def shown(response) -> list[str]:
    return [str(row) for row in response.context["page"].rows]


@pytest.fixture
@replayed
def held(full_board, secretary):
    return finish(MeetingFactory(committee=full_board, by=secretary, date=in_days(-40), running=True), by=secretary)


def test_list_shows_what_comes_first_and_then_what_was(page_of, held, planned, secretary):
    response = page_of(secretary, "meeting_list")

    assert [str(meeting) for meeting in response.context["coming"]] == [str(planned)]
    assert shown(response) == [str(held)]


def test_group_member_sees_no_meeting_of_the_board(page_of, planned, group_member, group, secretary):
    own = MeetingFactory(committee=group, by=secretary)

    response = page_of(group_member, "meeting_list")

    assert [str(meeting) for meeting in response.context["coming"]] == [str(own)]
    assert str(planned) not in response.text


def test_filters_narrow_by_committee_year_state_and_words(page_of, held, planned, group, secretary):
    other = MeetingFactory(committee=group, by=secretary, date=in_days(90))
    AgendaItemFactory(meeting=planned, by=secretary, title="Sprachkurse am Abend")

    def found(**filters):
        return shown(page_of(secretary, "meeting_list", **filters))

    assert found(gremium="feg") == [str(other)]
    assert found(status="gehalten") == [str(held)]
    assert found(status="kommend") == [str(other), str(planned)]
    assert found(q="sprachkurse abend") == [str(planned)]
    assert found(jahr="2019") == []


def test_words_of_a_confidential_item_are_found_by_its_readers_only(
    page_of, full_board, secretary, board_member, group, group_member
):
    meeting = MeetingFactory(committee=group, by=secretary)
    AgendaItemFactory(meeting=meeting, by=secretary, title="Personalsache", confidential=True)

    found = {
        name: shown(page_of(person, "meeting_list", q="Personalsache"))
        for name, person in {"secretary": secretary, "member": group_member, "board": board_member}.items()
    }

    assert found == {"secretary": [str(meeting)], "member": [str(meeting)], "board": []}


def test_empty_result_says_how_to_widen_it(page_of, planned, secretary):
    response = page_of(secretary, "meeting_list", q="nirgends", status="kommend")

    assert [one.url for one in response.context["narrowings"]] == [
        "/portal/sitzungen/?status=kommend",
        "/portal/sitzungen/?q=nirgends",
    ]
    assert response.text.count('href="/portal/sitzungen/?q=nirgends"') == 1


def test_pages_follow_each_other_in_both_directions_without_gap_or_repetition(full_board, secretary, rf):
    for number in range(7):  # two meetings on most days: the order goes on by id
        hours = {"starts": dt.time(8 + 2 * (number // 4)), "ends": dt.time(9 + 2 * (number // 4))}
        MeetingFactory(committee=full_board, by=secretary, date=in_days(60 + number % 4), **hours)
    everything = list(Meeting.objects.order_by("-date", "-pk"))

    def page(**where):
        return paging.newest_first(Meeting.objects.all(), rf.get("/", where), by="date", size=3)

    first, seen = page(), []
    step = first
    while True:
        seen += step.rows
        if step.older is None:
            break
        step = page(vor=step.older)
    back = page(nach=seen[3].pk)

    assert seen == everything
    assert first.newer is None
    assert back.rows == everything[:3]


def test_page_of_a_meeting_one_may_not_see_begins_at_the_start(page_of, planned, group_member, group, secretary):
    own = MeetingFactory(committee=group, by=secretary)

    response = page_of(group_member, "meeting_list", vor=planned.pk, status="kommend")

    assert shown(response) == [str(own)]


def test_assignments_are_filtered_by_house_state_and_words(page_of, full_board, secretary, afa, ihk):
    meeting = MeetingFactory(committee=full_board, by=secretary, running=True)
    item = AgendaItemFactory(meeting=meeting, by=secretary)
    first = AssignmentFactory(item=item, by=secretary, lead=afa, title="Austausch einrichten", partners=[ihk])
    second = AssignmentFactory(item=item, by=secretary, lead=ihk, title="Betriebe informieren")

    def found(**filters):
        return {row.pk for row in page_of(secretary, "assignment_list", **filters).context["page"].rows}

    assert found() == {first.pk, second.pk}
    assert found(haus="ihk") == {first.pk, second.pk}
    assert found(haus="afa") == {first.pk}
    assert found(q="betriebe") == {second.pk}
    assert found(status="done") == set()
    assert found(status="ohne-bericht") == {first.pk, second.pk}


def test_matters_are_listed_with_their_origin(page_of, full_board, group, group_lead, group_member, stranger):
    matter = raised(group, kind="need", title="Räume fehlen", text="Dringend.", by=group_lead)

    assert shown(page_of(group_member, "matter_list")) == [str(matter)]
    assert shown(page_of(group_member, "matter_list", art="result")) == []
    assert shown(page_of(stranger, "matter_list")) == []


@pytest.mark.parametrize("name", ["meetings:meeting_list", "meetings:assignment_list", "kog:dashboard"])
def test_lists_cost_the_same_with_one_and_with_three(queries_of, full_board, board_member, secretary, afa, name):
    def add():
        meeting = MeetingFactory(committee=full_board, by=secretary, date=timezone.localdate(), running=True)
        item = AgendaItemFactory(meeting=meeting, by=secretary)
        for _each in range(2):
            AssignmentFactory(item=item, by=secretary, lead=afa)
        finish(meeting, by=secretary)
        MeetingFactory(committee=full_board, by=secretary, invited=True)

    add()
    one = queries_of(board_member, name)
    for days in (1, 2):
        Meeting.objects.update(date=timezone.localdate() - dt.timedelta(days=days))
        Meeting.objects.filter(state="invited").update(date=in_days(30 + days))
        add()

    assert queries_of(board_member, name) == one
    assert one <= 20


def test_cancelled_meeting_stays_in_the_list(page_of, planned, secretary):
    convening.cancel(planned, reason="Kein Raum", by=secretary)

    assert shown(page_of(secretary, "meeting_list", status="abgesagt")) == [str(planned)]
