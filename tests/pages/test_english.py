"""The portal in English, in a network whose own content is English: a German word was not translated."""

import datetime as dt
import re

import pytest
from django.test import override_settings
from django.urls import clear_url_caches, reverse
from django.utils import translation

from documents.actions import foldering
from kog.enums import Office
from kog.models import User
from meetings.actions import agenda, conducting, deciding, reporting
from meetings.actions.deciding import Ballot
from meetings.enums import MatterKind, Outcome, Progress, ProtocolState
from tests.factories.documents import filed
from tests.factories.kog import (
    AppointmentFactory,
    CommitteeFactory,
    FieldFactory,
    InstitutionFactory,
    LevelFactory,
    NetworkFactory,
    OccupancyFactory,
    RotationPlaceFactory,
    SeatFactory,
)
from tests.factories.meetings import AgendaItemFactory, AssignmentFactory, MeetingFactory, finish, protocol_in, raised
from tests.pages.crawl import walk
from tests.pages.wording import words_of

GERMAN = re.compile(
    r"[äöüß]|\b(und|oder|nicht|noch|keine?|wird|wurde|Sie|Ihre?|der|das|Uhr|Minuten|Tage?|vom?|zur?"
    r"|Sitzung\w*|Tagesordnung\w*|\w*auftrag\w*|Gesch\w+stelle|Protokoll\w*|Beschl\w+|Vorgang\w*|Gremi\w+|Ablage"
    r"|Verzeichnis\w*|Einladung\w*|Vorsitz\w*|Teilnahme\w*|Sitze?|Ordner|Datei\w*|Mitglied\w*|Institutionen"
    r"|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Januar|Februar|Juni|Juli|Oktober|Dezember"
    r"|speichern|abbrechen|entfernen|suchen|offen|erledigt|geplant|eingeladen|abgesagt|Entwurf)\b",
    re.IGNORECASE,
)
OWN_LANGUAGE = {"Deutsch"}  # every language is offered in its own word


@pytest.fixture
def content(db):
    """What a network writes into the portal is written in its language; here that is English."""
    with override_settings(LANGUAGE_CODE="en"), translation.override("en"):
        cast = _network(_people())
    clear_url_caches()  # they remember that English pages have no prefix
    return cast


def _house(key, name, level):
    return InstitutionFactory(key=key, name=name, short_name=key.title(), level=level, tasks="Advice")


def _people():
    NetworkFactory(name="Coordination of the City", short_name="CC", place="City", secretariat_name="Office")
    level = LevelFactory(name="City level")
    city, chamber = _house("mayor", "Mayor", level), _house("chamber", "Chamber of Commerce", level)
    board = CommitteeFactory(board=True, key="board", name="Board", short_name="Board", aim="Sees to it.")
    group = CommitteeFactory(key="work", name="Group on Work", short_name="Work", parent=board, lead=chamber)
    board.fields.add(FieldFactory(name="Languages"))
    seats = [SeatFactory(committee=board, institution=house) for house in (city, chamber)]
    seats += [SeatFactory(committee=group, institution=chamber, lead=True), SeatFactory(committee=group)]
    seats[-1].institution.name, seats[-1].institution.short_name = "Adult School", "School"
    seats[-1].institution.save()
    for number, seat in enumerate(seats[:2]):
        RotationPlaceFactory(seat=seat, position=number)
    people = [OccupancyFactory(seat=seat).person for seat in seats[:3]]
    secretary = AppointmentFactory(office=Office.SECRETARY, person__name="Office Person").person
    User.objects.update(locale="en")  # the language of their mails, which the proof of dispatch shows as they were sent
    return {"board": board, "group": group, "chamber": chamber, "secretary": secretary, "lead": people[2]}


def _network(cast):
    """A meeting behind, one running, one ahead; a matter, an assignment with a report, a protocol, files."""
    board, group, by = cast["board"], cast["group"], cast["secretary"]
    held = MeetingFactory(committee=board, running=True, by=by, place="Town Hall")
    item = AgendaItemFactory(meeting=held, by=by, title="Language courses", text="More of them.")
    later = AgendaItemFactory(meeting=held, by=by, title="Housing")
    conducting.record_rest_present(held, by=by)
    resolution = deciding.record_resolution(item, "Courses begin in spring.", Ballot(), by=by)
    order = {"lead": cast["chamber"], "title": "Ask the companies", "resolution": resolution}
    assignment = AssignmentFactory(item=item, by=by, **order)
    conducting.set_outcome(later, Outcome.POSTPONED, by=by, reason="No time")
    finish(held, by=by)
    protocol_in(ProtocolState.CIRCULATED, held, by=by)
    reporting.report(assignment, progress=Progress.BEGUN, text="Half of them answered.", by=by)
    MeetingFactory(committee=group, running=True, by=by)
    ahead = MeetingFactory(committee=board, invited=True, by=by, date=held.date + dt.timedelta(days=364))
    raised(group, kind=MatterKind.NEED, title="Child care", text="It is short.", by=cast["lead"])
    agenda.suggest_item(board, {"title": "Bus lines"}, by=cast["lead"], meeting=ahead, from_group=group)
    filed(foldering.folder_for(group, by=by), "Work plan.pdf", by=by)
    return cast


@pytest.mark.parametrize(("who", "kinds"), [("secretary", 45), ("lead", 25)])
def test_every_link_opens_and_every_word_is_english(client_of, content, who, kinds):
    client = client_of(content[who])
    client.post(reverse("set_language"), {"language": "en", "next": "/portal/"})

    walked = walk(client)

    assert walked.dead == []
    assert len(walked.kinds) > kinds
    assert german(walked) == []


def german(walked):
    """Public pages speak the language of their address; all others the one that was chosen."""
    return sorted(
        f"{address}: {words}"
        for address, html in walked.html.items()
        if address.startswith(("/portal/", "/konto/"))
        for words in set(words_of(html)) - OWN_LANGUAGE
        if GERMAN.search(words)
    )


def test_german_words_are_found_in_the_same_pages_without_the_choice(client_of, content):
    found = " ".join(german(walk(client_of(content["secretary"]), each_kind=1)))

    missed = [
        word for word in ("Sitzung", "Tagesordnung", "Auftr", "Protokoll", "Gremien", "Ablage") if word not in found
    ]
    assert missed == []
