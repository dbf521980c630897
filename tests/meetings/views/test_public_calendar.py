"""The dates that everybody may know: what the secretariat made public, and of that no agenda, no person, no secret."""

import datetime as dt

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from kog import calendars
from kog.models import HistoryEntry
from meetings.actions import agenda, convening, inviting
from meetings.actions.convening import Arrangement
from tests.factories.cms import dates_page
from tests.factories.meetings import AgendaItemFactory, MeetingFactory

ADDRESS = "/kalender/oeffentlich.ics"


def read() -> dict[str, tuple[str, str, str, int]]:
    """Name, place, state and number of each entry, as a program reads them."""
    answer = Client().get(ADDRESS)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert not answer.cookies
    return {
        str(one["summary"]): (str(one.get("location", "")), str(one["status"]), one["sequence"])
        for one in Calendar.from_ical(answer.content).walk("VEVENT")
    }


def test_only_what_was_made_public_and_nothing_confidential(full_board, send, page_of, secretary, chair, board_member):
    shown = {
        "place": "https://geheim.example",
        "video_link": "https://geheim.example",
        "title": "GEHEIM",
        "format": "hybrid",
    }
    first = MeetingFactory(committee=full_board, by=secretary, **{**shown, "place": "Kammer"})
    second = MeetingFactory(
        committee=full_board, by=secretary, date=first.date + dt.timedelta(days=1), **{**shown, "place": "GEHEIM"}
    )
    secret = MeetingFactory(committee=full_board, by=secretary, date=first.date + dt.timedelta(days=2))
    MeetingFactory(committee=full_board, by=secretary, date=first.date + dt.timedelta(days=3))
    dates_page()

    assert send(chair, "publicity", first.slug, publicity="day").status_code == 403
    for meeting, choice in ((first, "place"), (second, "day"), (secret, "place")):
        assert send(secretary, "publicity", meeting.slug, publicity=choice).status_code == 302
    AgendaItemFactory(meeting=first, by=secretary, title="GEHEIM Thema")
    AgendaItemFactory(meeting=secret, by=secretary, title="GEHEIM Personal", confidential=True)
    agenda.release(secret, by=secretary)
    agenda.release(first, by=secretary)
    inviting.invite(first, by=secretary)
    convening.cancel(second, reason="GEHEIM", by=secretary)

    name = full_board.name
    assert read() == {
        f"{first} · {name}": ("Kammer", "CONFIRMED", 0),
        f"Fällt aus: {second} · {name}": ("", "CANCELLED", 1),
    }
    page = Client().get("/termine/")
    main = page.text.split("<main")[1]
    assert [str(one) for one in page.context["meetings"]] == [str(first), str(second)]
    assert "Kammer" in main
    assert ADDRESS in main
    for text in (main, Client().get(ADDRESS).text):
        assert "GEHEIM" not in text
        assert "geheim" not in text
        assert chair.name not in text
        assert str(secret) not in text
    refused = send(secretary, "publicity", secret.slug, publicity="day")
    assert (refused.status_code, "vertraulich" in refused.text) == (422, True)
    # Who answers a calendar entry proves by its name to have been invited: the public one proves nothing.
    names = [str(one["uid"]) for one in Calendar.from_ical(Client().get(ADDRESS).content).walk("VEVENT")]
    assert {calendars.named_by(uid) for uid in names} == {f"public-{first.slug}", f"public-{second.slug}"}
    send(secretary, "publicity", first.slug, publicity="")
    assert len(read()) == 1


def test_unchanged_costs_one_query_and_the_number_of_meetings_none(full_board, secretary):
    def plan(number: int) -> None:
        for place in range(number):
            day = timezone.localdate() + dt.timedelta(days=30 + place + 10 * number)
            meeting = convening.plan(full_board, Arrangement(day), by=secretary)
            convening.show_publicly(meeting, "day", by=secretary)

    def cost(**headers: str) -> tuple[int, int, str]:
        with CaptureQueriesContext(connection) as asked:
            answer = Client().get(ADDRESS, headers=headers)
        return len(asked), answer.status_code, answer["ETag"]

    plan(1)
    cost()
    few, _status, tag = cost()
    plan(3)
    HistoryEntry.objects.update(at=timezone.now() - dt.timedelta(hours=1))
    many, status, new_tag = cost()
    assert (many, status) == (few, 200)
    assert tag != new_tag
    assert cost(**{"If-None-Match": new_tag})[:2] == (1, 304)
    # What happens inside is nobody's business outside.
    convening.plan(full_board, Arrangement(timezone.localdate() + dt.timedelta(days=90)), by=secretary)
    assert cost(**{"If-None-Match": new_tag})[:2] == (1, 304)
    assert "Last-Modified" not in Client().get(ADDRESS)


def test_the_page_leads_to_the_calendar_and_an_empty_one_says_so(client, network):
    dates_page()
    answer = client.get("/termine/")
    assert reverse("public_calendar") in answer.text
    assert "noch kein Termin" in answer.text
