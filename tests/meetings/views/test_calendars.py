import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from kog import calendars, history
from kog.models import HistoryEntry
from meetings.actions import agenda, convening, subscribing
from meetings.models import CalendarFeed, Meeting
from tests.factories.kog import CommitteeFactory, UserFactory
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory
from tests.replay import replayed


@pytest.fixture
@replayed
def feed(board_member) -> CalendarFeed:
    return subscribing.set_up(board_member, by=board_member)


@pytest.fixture
def later():
    """What happened so far is long enough ago to be settled."""
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5), tick=False) as traveller:
        yield traveller


def read(feed: CalendarFeed, *key: str, **headers: str):
    name = "calendar_of_committee" if key else "calendar"
    return Client().get(reverse(name, args=[feed.token, *key]), headers=headers)


def names(answer) -> set[str]:
    return {calendars.named_by(str(entry["uid"])) for entry in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_calendar_is_read_without_signing_in_and_signs_nobody_in(feed, planned):
    answer = read(feed)

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer["Cache-Control"].startswith("private")
    assert dict(answer.cookies) == {}
    assert names(answer) == {planned.slug}


def test_reading_changes_nothing(feed, planned, board_member):
    before = (HistoryEntry.objects.count(), CalendarFeed.objects.values().get())
    with CaptureQueriesContext(connection) as asked:
        read(feed)

    assert {query["sql"].split()[0] for query in asked} <= {"SELECT"}
    assert (HistoryEntry.objects.count(), CalendarFeed.objects.values().get()) == before
    assert Client().post(reverse("calendar", args=[feed.token])).status_code == 405


def test_committee_has_an_address_of_its_own(feed, planned, group, secretary):
    of_group = MeetingFactory(committee=group, by=secretary)

    assert names(read(feed, group.key)) == {of_group.slug}
    assert names(read(feed, planned.committee.key)) == {planned.slug}
    assert read(feed, "gibt-es-nicht").status_code == 404


def test_committee_one_does_not_read_does_not_exist(full_board, group, group_member):
    feed = subscribing.set_up(group_member, by=group_member)

    assert [read(feed, committee.key).status_code for committee in (group, full_board)] == [200, 404]


def test_old_address_is_dead_and_the_new_one_lives(feed, planned, board_member):
    rotated = subscribing.rotate(feed, by=board_member)

    assert read(feed).status_code == 404
    assert read(feed, planned.committee.key).status_code == 404
    assert names(read(rotated)) == {planned.slug}


@pytest.mark.parametrize("token", ["x", "x" * 43, "0", "-"])
def test_unknown_address_shows_nothing(feed, token):
    answer = Client().get(f"/kalender/{token}.ics")

    assert answer.status_code == 404
    assert "BEGIN:VCALENDAR" not in answer.text


def test_who_may_not_sign_in_any_more_reads_nothing(feed, board_member):
    etag = read(feed)["ETag"]
    board_member.is_active = False
    board_member.save()

    assert read(feed).status_code == 404
    assert read(feed, if_none_match=etag).status_code == 404


def test_unchanged_calendar_costs_one_query(feed, planned, later):
    first = read(feed)
    with CaptureQueriesContext(connection) as asked:
        by_tag = read(feed, if_none_match=first["ETag"])
    with CaptureQueriesContext(connection) as asked_by_date:
        by_date = read(feed, if_modified_since=first["Last-Modified"])

    assert (by_tag.status_code, by_date.status_code, by_tag.content) == (304, 304, b"")
    assert (len(asked), len(asked_by_date)) == (1, 1)
    assert by_tag["ETag"] == first["ETag"]
    assert by_tag["Cache-Control"].startswith("private")


def _move(meeting: Meeting, person) -> None:
    convening.rearrange(meeting, convening.Arrangement(meeting.date, place="Agentur"), by=person, reason="x")


def _add_item(meeting: Meeting, person) -> None:
    AgendaItemFactory(meeting=meeting, by=person, title="Wohnen")
    agenda.release(meeting, by=person)


CHANGES = {
    "a meeting is moved": _move,
    "a meeting is cancelled": lambda meeting, person: convening.cancel(meeting, reason="x", by=person),
    "an agenda is released": _add_item,
    "a meeting is planned": lambda meeting, person: MeetingFactory(
        committee=meeting.committee, by=person, date=meeting.date + dt.timedelta(days=7)
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_is_read_anew(feed, planned, secretary, later, what):
    before = read(feed)
    later.shift(dt.timedelta(minutes=5))
    CHANGES[what](planned, secretary)
    later.shift(dt.timedelta(minutes=5))

    after = read(feed, if_none_match=before["ETag"])

    assert after.status_code == 200
    assert after.content != before.content
    assert read(feed, if_modified_since=before["Last-Modified"]).status_code == 200


def test_own_choice_and_another_day_are_read_anew(feed, planned, board_member, later):
    before = read(feed)
    feed = subscribing.include_assignments(feed, "none", by=board_member)
    later.shift(dt.timedelta(minutes=5))
    chosen = read(feed, if_none_match=before["ETag"])
    later.shift(dt.timedelta(days=1))

    assert chosen.status_code == 200
    # Who sits where depends on the day, without anything having happened.
    assert read(feed, if_none_match=chosen["ETag"]).status_code == 200
    assert read(feed, if_modified_since=chosen["Last-Modified"]).status_code == 200


def test_while_a_change_may_be_on_its_way_the_next_look_reads_anew(feed, planned, board_member):
    """Two transactions may end in another order than they began: the tag of such a moment does not last."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        history.record(feed, "x", by=board_member)
        hasty = read(feed)
        clock.shift(dt.timedelta(minutes=2))

        assert "Last-Modified" not in hasty
        assert read(feed, if_none_match=hasty["ETag"]).status_code == 200


def test_tags_of_two_people_and_two_parts_differ(feed, planned, chair, later):
    other = subscribing.set_up(chair, by=chair)

    tags = {read(feed)["ETag"], read(other)["ETag"], read(feed, planned.committee.key)["ETag"]}

    assert len(tags) == 3


def _queries(feed: CalendarFeed) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert read(feed).status_code == 200
    return len(asked)


def test_forty_meetings_cost_as_many_queries_as_one(feed, planned, full_board, secretary, board_seat):
    today = MeetingFactory(committee=full_board, by=secretary, date=timezone.localdate(), running=True)
    item = AgendaItemFactory(meeting=today, by=secretary)
    AssignmentFactory(item=item, by=secretary, lead=board_seat.institution)
    agenda.release(planned, by=secretary)
    read(feed)
    one = _queries(feed)
    for week in range(1, 40):
        Meeting.objects.create(
            committee=full_board,
            date=planned.date + dt.timedelta(weeks=week),
            year=2000,
            number=week,
            designation=f"X {week}",
            slug=f"x-{week}",
        )
    for _ in range(3):
        AssignmentFactory(item=item, by=secretary, lead=board_seat.institution)

    assert len(names(read(feed))) == 41 + 4
    assert _queries(feed) == one
    assert one <= 8


def test_page_offers_to_set_up_and_a_visit_sets_up_nothing(page_of, board_member):
    page = page_of(board_member, "calendar")

    assert reverse("meetings:calendar_set_up") in page.text
    assert "/kalender/" not in page.text.replace("/portal/kalender/", "")
    assert not CalendarFeed.objects.exists()


def test_setting_up_shows_an_address_that_works(send, page_of, planned, board_member):
    answer = send(board_member, "calendar_set_up")
    send(board_member, "calendar_set_up")

    page = page_of(board_member, "calendar")
    address = page.context["address"]
    assert answer["Location"] == reverse("meetings:calendar")
    assert f'value="{address}"' in page.text
    assert f'href="{page.context["subscribe_url"]}"' in page.text
    assert page.context["subscribe_url"].startswith("webcal://")
    assert names(Client().get(address)) == {planned.slug}
    assert CalendarFeed.objects.get().person == board_member


def test_page_lists_the_committees_one_reads(page_of, send, full_board, group, other_group, board_member, group_member):
    for person in (board_member, group_member):
        subscribing.set_up(person, by=person)

    listed = {
        person: {committee for committee, _address in page_of(person, "calendar").context["committees"]}
        for person in (board_member, group_member)
    }

    assert listed == {board_member: {full_board, group, other_group}, group_member: {group}}


def test_new_address_asks_first(send, page_of, feed, board_member):
    assert page_of(board_member, "calendar_rotate").status_code == 200
    assert read(feed).status_code == 200

    send(board_member, "calendar_rotate")

    assert read(feed).status_code == 404
    assert feed.token not in page_of(board_member, "calendar").text


def test_choice_for_assignments(send, page_of, feed, board_member):
    send(board_member, "calendar", choice="todo")

    feed.refresh_from_db()
    assert feed.includes_assignments == "todo"
    assert page_of(board_member, "calendar").context["form"].initial == {"choice": "todo"}


@pytest.mark.parametrize("typed", [{}, {"choice": ""}, {"choice": "alles"}])
def test_rubbish_stays_on_the_page_and_changes_nothing(send, feed, board_member, typed):
    answer = send(board_member, "calendar", **typed)

    feed.refresh_from_db()
    assert (answer.status_code, feed.includes_assignments) == (422, "event")
    assert feed.token in answer.text


def test_one_sees_and_changes_only_the_own_calendar(send, page_of, feed, chair):
    assert feed.token not in page_of(chair, "calendar").text
    assert send(chair, "calendar", choice="todo").status_code == 404
    assert send(chair, "calendar_rotate").status_code == 404
    assert read(feed).status_code == 200


def test_page_costs_the_same_with_many_committees(queries_of, feed, board_member, full_board):
    few = queries_of(board_member, "meetings:calendar")
    CommitteeFactory.create_batch(3, parent=full_board)

    assert queries_of(board_member, "meetings:calendar") == few <= 12


def test_newcomer_and_menu_lead_to_the_calendar(client_of, full_board, board_member):
    page = client_of(board_member).get(reverse("kog:onboarding"))

    assert page.text.count(f'href="{reverse("meetings:calendar")}"') == 2


def test_somebody_without_any_standing_has_an_empty_calendar(full_board, planned):
    feed = subscribing.set_up(person := UserFactory(), by=person)

    answer = read(feed)

    assert (answer.status_code, names(answer)) == (200, set())
