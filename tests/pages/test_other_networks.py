"""Another network than the one this portal was first built for: its own words everywhere, and no dead link."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.urls import reverse

from kog import queries
from kog.models import Network, OutboxMail, Seat
from meetings.actions import conducting, deciding
from meetings.actions.deciding import Ballot
from meetings.enums import ProtocolState
from meetings.models import Meeting
from tests.factories.kog import AppointmentFactory, OccupancyFactory
from tests.factories.meetings import STEPS, AgendaItemFactory, AssignmentFactory, finish, protocol_in
from tests.pages.crawl import walk
from tests.pages.wording import words_of

FILE = settings.ROOT / "assets" / "networks" / "landkreis.toml"
YEAR = 2027
FOREIGN = re.compile(r"Leipzig|\bKOG\b", re.IGNORECASE)


@pytest.fixture
def clock(db):
    """`clock.move_to(…)`; the story begins in the second week of the year."""
    with time_machine.travel(_morning(dt.date(YEAR, 1, 11)), tick=False) as traveller:
        yield traveller


def _morning(day):
    return dt.datetime.combine(day, dt.time(9), ZoneInfo(settings.TIME_ZONE))


@pytest.fixture
def board(clock):
    call_command("load_network", FILE, verbosity=0)
    for seat in Seat.objects.all():
        OccupancyFactory(seat=seat, person__email=f"sitz-{seat.pk}@auental.example", person__name=f"Sitz {seat.pk}")
    return queries.board()


@pytest.fixture
def secretary(board):
    person = {"person__email": "koordinierung@auental.example", "person__name": "Koordination"}
    return AppointmentFactory(**person).person


@pytest.fixture
def planned(client_of, board, secretary):
    """The board's year, planned as a person does: the dates are proposed, and sent as they are."""
    client = client_of(secretary)
    number = Network.objects.get().sittings_a_year
    asked = reverse("meetings:plan") + f"?gremium={board.key}&anzahl={number}&jahr={YEAR}&wochentag=2"
    rows = client.get(asked).context["rows"]
    sent = {"form-TOTAL_FORMS": number, "form-INITIAL_FORMS": number}
    for form in rows:
        sent |= {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    client.post(asked, sent)
    return list(Meeting.objects.open().filter(committee=board).in_order())


@pytest.fixture
def held(clock, planned, secretary):
    """The first meeting of the year, with a resolution and an assignment, written up and sent."""
    meeting = planned[0]
    house = Seat.objects.get(committee=meeting.committee, institution__key="jugendamt").institution
    for step in ("released", "invited"):
        meeting = STEPS[step](meeting, by=secretary)
    clock.move_to(_morning(meeting.date))
    meeting = conducting.open_meeting(meeting, by=secretary)
    conducting.record_rest_present(meeting, by=secretary)
    item = AgendaItemFactory(meeting=meeting, by=secretary, title="Lotsendienst")
    resolution = deciding.record_resolution(item, "Der Lotsendienst wird verstetigt.", Ballot(), by=secretary)
    AssignmentFactory(item=item, by=secretary, lead=house, title="Finanzierung klären", resolution=resolution)
    meeting = finish(meeting, by=secretary)
    protocol_in(ProtocolState.CIRCULATED, meeting, by=secretary)
    return meeting


def test_fixed_chair_chairs_every_meeting(planned):
    assert [meeting.chair_seat.institution.key for meeting in planned] == ["landrat", "landrat"]
    assert [str(meeting) for meeting in planned] == [f"SK {YEAR}-1", f"SK {YEAR}-2"]


def test_every_link_opens_and_no_page_or_mail_speaks_of_another_place(client_of, held, secretary):
    people = {
        "secretary": secretary,
        "chair": queries.holder_on(held.chair_seat),
        "group lead": queries.holder_on(Seat.objects.get(committee__key="u3", institution__key="jugendamt")),
        "somebody": AnonymousUser(),
    }

    walks = {name: walk(client_of(who), "/portal/" if who.is_authenticated else "/") for name, who in people.items()}

    assert {name: one.dead for name, one in walks.items() if one.dead} == {}
    assert len(walks["secretary"].kinds) > 40
    foreign = {
        f"{address}: {words}"
        for one in walks.values()
        for address, html in one.html.items()
        for words in words_of(html)
        if FOREIGN.search(words)
    }
    assert foreign == set()
    assert any("Gesund aufwachsen im Landkreis Auental" in html for html in walks["somebody"].html.values())


def test_mails_speak_of_no_other_place(held):
    mails = OutboxMail.objects.all()

    assert {mail.kind for mail in mails} >= {"invitation", "protocol_circulated"}
    written = {f"{mail.subject}\n{mail.text}\n{mail.html}" for mail in mails}
    assert [text for text in written if FOREIGN.search(text)] == []
