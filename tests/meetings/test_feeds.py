"""The calendar read back by the library that calendar programs use; its words, its hours, and what it keeps silent."""

import datetime as dt
import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar, Component

from kog import calendars
from kog.models import User
from meetings import feeds
from meetings.actions import agenda, convening, guesting, subscribing
from meetings.actions.convening import Arrangement
from meetings.enums import AssignmentsInCalendar, DatePrecision
from meetings.models import Meeting
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory
from tests.replay import replayed

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 3, 2, 10, 0, tzinfo=BERLIN)
SUMMER, WINTER = dt.date(2026, 6, 8), dt.date(2026, 12, 7)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def full_board(network, board, chair, board_member, secretary):
    return board


@pytest.fixture
def calendar_of(fresh) -> Callable[..., Calendar]:
    """What a program reads from this person's feed."""

    def read(person: User, committee=None) -> Calendar:
        feed = subscribing.set_up(person, by=person)
        feed.person = fresh(person)
        return Calendar.from_ical(feeds.written(feed, committee))

    return read


@pytest.fixture
@replayed
def planned(full_board, secretary) -> Meeting:
    return MeetingFactory(committee=full_board, by=secretary, date=SUMMER, place="Rathaus")


def entries(calendar: Calendar, kind: str = "VEVENT") -> dict[str, Component]:
    """By the part of their name that is ours."""
    return {calendars.named_by(str(entry["uid"])): entry for entry in calendar.walk(kind)}


def entry_of(calendar: Calendar, meeting: Meeting) -> Component:
    return entries(calendar)[meeting.slug]


def moved(meeting: Meeting, by: User, **change: object) -> Meeting:
    now = {
        name: getattr(meeting, name) for name in ("date", "starts", "ends", "place", "format", "video_link", "title")
    }
    return convening.rearrange(meeting, Arrangement(**now | change), by=by, reason="Umbau")


def test_meeting_stands_with_all_it_may_say(calendar_of, planned, board_member, settings):
    settings.BASE_URL = "https://portal.kog.example:8443"

    entry = entry_of(calendar_of(board_member), planned)

    assert re.fullmatch(rf"{planned.slug}-[0-9a-f]{{20}}@portal\.kog\.example", entry["uid"])
    assert entry["summary"] == f"{planned.designation} · {planned.committee.name}"
    assert entry["url"] == f"https://portal.kog.example:8443/portal/sitzungen/{planned.slug}/"
    assert (entry["location"], entry["status"], entry["sequence"]) == ("Rathaus", "TENTATIVE", 0)
    assert entry["dtstamp"].dt == NOW
    assert "description" not in entry  # its agenda is not released


@pytest.mark.parametrize(
    ("day", "hours"), [(SUMMER, 2), (WINTER, 1), (dt.date(2026, 3, 29), 2), (dt.date(2026, 10, 25), 1)]
)
def test_hours_are_right_in_summer_and_winter(calendar_of, full_board, secretary, board_member, day, hours):
    meeting = MeetingFactory(committee=full_board, by=secretary, date=day, starts=dt.time(9, 30), ends=dt.time(11))
    calendar = calendar_of(board_member)

    entry = entry_of(calendar, meeting)

    assert entry["dtstart"].params["TZID"] == "Europe/Berlin"
    assert entry["dtstart"].dt.astimezone(dt.UTC) == dt.datetime.combine(day, dt.time(9, 30), dt.UTC) - dt.timedelta(
        hours=hours
    )
    assert entry["dtend"].dt - entry["dtstart"].dt == dt.timedelta(minutes=90)
    [zone] = calendar.walk("VTIMEZONE")
    assert zone.to_tz().utcoffset(dt.datetime.combine(day, dt.time(9, 30))) == dt.timedelta(hours=hours)


def test_frame_says_what_programs_ask_for(calendar_of, planned, board_member, network):
    calendar = calendar_of(board_member)

    assert (calendar["version"], "method" in calendar) == ("2.0", False)
    assert calendar["x-wr-calname"] == f"{network.short_name}: Mein Kalender"
    assert calendar["refresh-interval"].dt == dt.timedelta(hours=4)
    assert calendar["refresh-interval"].params["VALUE"] == "DURATION"
    assert calendar["x-published-ttl"] == "PT4H"
    assert calendar.errors == []


def test_lines_are_folded_by_octets_and_end_as_the_format_wants(
    full_board, secretary, board_member, calendar_of, fresh
):
    title = ("Übergänge für Geflüchtete; Zuständigkeiten, „Prüfung“ \\ Maßnahmen 🙂 " * 4)[:198].strip()
    meeting = MeetingFactory(
        committee=full_board, by=secretary, date=SUMMER, title=title, place="Straße, Nr. 1; Saal „Ö“"
    )
    AgendaItemFactory(meeting=meeting, by=secretary, title=title)
    agenda.release(meeting, by=secretary)
    feed = subscribing.set_up(board_member, by=board_member)
    feed.person = fresh(board_member)

    written = feeds.written(feed)

    assert written.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    entry = entry_of(Calendar.from_ical(written), meeting)
    assert entry["description"].splitlines()[0] == title
    assert f"– {title}" in entry["description"].splitlines()
    assert entry["location"] == "Straße, Nr. 1; Saal „Ö“"


def test_characters_the_format_forbids_break_nothing(full_board, secretary, board_member, calendar_of):
    place = "Saal\x0b1\r\nATTENDEE:mailto:fremd@example.org\rX\x1f"
    meeting = MeetingFactory(committee=full_board, by=secretary, date=SUMMER, place=place)

    entry = entry_of(calendar_of(board_member), meeting)

    assert entry["location"] == "Saal 1\nATTENDEE:mailto:fremd@example.org\nX "
    assert "attendee" not in entry


def test_invited_is_certain(calendar_of, full_board, secretary, board_member):
    meeting = MeetingFactory(committee=full_board, by=secretary, date=SUMMER, invited=True)

    assert entry_of(calendar_of(board_member), meeting)["status"] == "CONFIRMED"


def test_moved_keeps_its_name_and_raises_its_sequence(calendar_of, planned, secretary, board_member, now):
    before = entry_of(calendar_of(board_member), planned)
    now.shift(dt.timedelta(hours=3))
    moved(planned, secretary, date=WINTER)
    now.shift(dt.timedelta(hours=3))
    moved(Meeting.objects.get(pk=planned.pk), secretary, place="Agentur")

    after = entry_of(calendar_of(board_member), planned)

    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 2)
    assert (after["dtstart"].dt.date(), after["location"]) == (WINTER, "Agentur")
    assert after["dtstamp"].dt == NOW + dt.timedelta(hours=6)


def test_cancelled_stays_and_says_so(calendar_of, planned, secretary, board_member):
    AgendaItemFactory(meeting=planned, by=secretary, title="Wohnen")
    agenda.release(planned, by=secretary)
    convening.cancel(planned, reason="Kein Raum", by=secretary)

    entry = entry_of(calendar_of(board_member), planned)

    assert (entry["status"], entry["sequence"], entry["transp"]) == ("CANCELLED", 1, "TRANSPARENT")
    assert entry["summary"] == f"Fällt aus: {planned.designation} · {planned.committee.name}"
    assert "Wohnen" not in entry.get("description", "")


def test_agenda_stands_there_once_it_is_released_even_for_who_prepares_it(calendar_of, planned, secretary):
    AgendaItemFactory(meeting=planned, by=secretary, title="Wohnen")
    before = entry_of(calendar_of(secretary), planned)
    agenda.release(planned, by=secretary)

    assert "Wohnen" not in before.get("description", "")
    assert "– Wohnen" in entry_of(calendar_of(secretary), planned)["description"].splitlines()


@pytest.mark.parametrize("role", ["board_member", "chair", "secretary"])
def test_confidential_item_is_told_to_nobody(calendar_of, planned, secretary, request, role):
    AgendaItemFactory(meeting=planned, by=secretary, title="Wohnen")
    AgendaItemFactory(meeting=planned, by=secretary, title="GEHEIM", confidential=True)
    agenda.release(planned, by=secretary)

    calendar = calendar_of(request.getfixturevalue(role))

    assert b"GEHEIM" not in calendar.to_ical()
    assert "– Wohnen" in entry_of(calendar, planned)["description"].splitlines()


def test_meeting_about_nothing_but_confidential_things_is_just_an_appointment(
    calendar_of, full_board, secretary, board_member
):
    meeting = MeetingFactory(
        committee=full_board,
        by=secretary,
        date=SUMMER,
        place="Rathaus",
        title="Fall Müller",
        video_link="https://v.example/x",
    )
    AgendaItemFactory(meeting=meeting, by=secretary, title="GEHEIM", confidential=True)
    agenda.release(meeting, by=secretary)

    entry = entry_of(calendar_of(board_member), meeting)

    assert entry["summary"] == "Termin"
    assert "description" not in entry
    assert "location" not in entry
    assert meeting.slug not in entry["url"]
    assert entry["dtstart"].dt == dt.datetime(2026, 6, 8, 10, tzinfo=BERLIN)


def test_own_committees_only_but_any_readable_one_by_its_own_address(
    calendar_of, planned, group, other_group, secretary, board_member, group_member
):
    own = MeetingFactory(committee=group, by=secretary, date=SUMMER)
    foreign = MeetingFactory(committee=other_group, by=secretary, date=SUMMER)

    assert set(entries(calendar_of(board_member))) == {planned.slug}
    assert set(entries(calendar_of(group_member))) == {own.slug}
    assert set(entries(calendar_of(secretary))) == {planned.slug, own.slug, foreign.slug}
    assert set(entries(calendar_of(board_member, other_group))) == {foreign.slug}
    assert set(entries(calendar_of(group_member, other_group))) == set()


def test_guest_sees_the_meeting_and_the_one_item(calendar_of, planned, secretary, guest):
    AgendaItemFactory(meeting=planned, by=secretary, title="Wohnen")
    item = AgendaItemFactory(meeting=planned, by=secretary, title="Sprachkurse")
    agenda.release(planned, by=secretary)
    item.refresh_from_db()
    guesting.ask_guest(item, guest, until=SUMMER, by=secretary)

    entry = entry_of(calendar_of(guest), planned)

    assert "Sprachkurse" in entry["description"]
    assert "Wohnen" not in entry["description"]


def test_who_left_reads_nothing_any_more(calendar_of, planned, board_member, now):
    occupancy = board_member.occupancies.get()
    occupancy.valid_until = NOW.date()
    occupancy.save()
    before = set(entries(calendar_of(board_member)))
    now.shift(dt.timedelta(days=1))

    assert (before, set(entries(calendar_of(board_member)))) == ({planned.slug}, set())


def test_only_the_last_year_and_only_known_days(calendar_of, planned, full_board, secretary, board_member):
    old = MeetingFactory(committee=full_board, by=secretary, date=NOW.date() - dt.timedelta(days=367))
    recent = MeetingFactory(committee=full_board, by=secretary, date=NOW.date() - dt.timedelta(days=366))
    vague = MeetingFactory(committee=full_board, by=secretary, date=WINTER)
    Meeting.objects.filter(pk=vague.pk).update(precision=DatePrecision.MONTH)

    assert set(entries(calendar_of(board_member))) == {planned.slug, recent.slug}
    assert old.slug not in entries(calendar_of(board_member, full_board))


@pytest.fixture
@replayed
def assignment(full_board, planned, secretary, board_seat):
    """Set today, reviewed in `planned`; the board member's house answers for it."""
    today = MeetingFactory(committee=full_board, by=secretary, date=NOW.date(), running=True)
    item = AgendaItemFactory(meeting=today, by=secretary)
    return AssignmentFactory(item=item, by=secretary, lead=board_seat.institution, title="Lotsen schulen")


def test_own_assignment_stands_on_the_day_of_its_review(calendar_of, assignment, planned, board_member, chair):
    entry = entries(calendar_of(board_member))[f"assignment-{assignment.slug}"]

    assert (entry["dtstart"].dt, entry["dtend"].dt) == (SUMMER, SUMMER + dt.timedelta(days=1))
    assert "Lotsen schulen" in entry["summary"]
    assert assignment.number in entry["summary"]
    assert entry["transp"] == "TRANSPARENT"
    assert f"assignment-{assignment.slug}" not in entries(calendar_of(chair))


def test_assignment_as_task_or_not_at_all(calendar_of, assignment, board_member):
    feed = subscribing.set_up(board_member, by=board_member)
    subscribing.include_assignments(feed, AssignmentsInCalendar.TODO, by=board_member)
    as_task = calendar_of(board_member)
    subscribing.include_assignments(feed, AssignmentsInCalendar.NONE, by=board_member)
    without = calendar_of(board_member)

    task = entries(as_task, "VTODO")[f"assignment-{assignment.slug}"]
    assert (task["due"].dt, task["status"]) == (SUMMER, "NEEDS-ACTION")
    assert f"assignment-{assignment.slug}" not in entries(as_task)
    assert (entries(without, "VTODO"), f"assignment-{assignment.slug}" in entries(without)) == ({}, False)


def test_assignment_that_waits_for_a_meeting_is_a_task_without_a_day(
    calendar_of, assignment, planned, secretary, board_member
):
    convening.cancel(planned, reason="Kein Raum", by=secretary)
    as_event = calendar_of(board_member)
    subscribing.include_assignments(board_member.calendar_feed, AssignmentsInCalendar.TODO, by=board_member)

    task = entries(calendar_of(board_member), "VTODO")[f"assignment-{assignment.slug}"]

    assert "due" not in task
    assert f"assignment-{assignment.slug}" not in entries(as_event)


def test_assignment_from_a_confidential_item_keeps_its_words(
    calendar_of, full_board, planned, secretary, board_member, board_seat
):
    today = MeetingFactory(committee=full_board, by=secretary, date=NOW.date(), running=True)
    item = AgendaItemFactory(meeting=today, by=secretary, confidential=True)
    secret = AssignmentFactory(item=item, by=secretary, lead=board_seat.institution, title="GEHEIM")

    calendar = calendar_of(board_member)

    entry = entries(calendar)[f"assignment-{secret.slug}"]
    assert entry["summary"] == "Auftrag"
    assert "description" not in entry
    assert b"GEHEIM" not in calendar.to_ical()


@pytest.mark.parametrize(
    ("base", "link"), [("https://kog.example", "webcals://kog.example"), ("http://[::1]:8000", "webcal://[::1]:8000")]
)
def test_link_for_programs_is_as_safe_as_the_portal(board_member, settings, base, link):
    settings.BASE_URL = base
    feed = subscribing.set_up(board_member, by=board_member)

    assert feeds.address_of(feed) == f"{base}/kalender/{feed.token}.ics"
    assert feeds.subscription_of(feed) == f"{link}/kalender/{feed.token}.ics"


def test_calendar_speaks_the_language_of_its_reader(calendar_of, planned, secretary, board_member):
    convening.cancel(planned, reason="Kein Raum", by=secretary)
    board_member.locale = "en"
    board_member.save()

    assert entry_of(calendar_of(board_member), planned)["summary"].startswith("Cancelled: ")
