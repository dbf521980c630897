"""Calendars are read without signing in and over many shoulders: they tell less than the portal does."""

from django.test import Client
from django.urls import reverse

from meetings.actions import subscribing
from tests.factories.cast import CAST

from .conftest import READERS

# Of the own committees; the board reads every group, and finds it at the group's own address. What is confidential
# stands in no calendar, and a draft in none either.
IN_THE_CALENDAR = {
    "stranger": set(),
    "guest": {"GAST"},
    "group_member": {"AG-OFFEN"},
    "group_lead": {"AG-OFFEN"},
    "board_member": {"KOG-OFFEN", "GAST"},
    "chair": {"KOG-OFFEN", "GAST"},
    "secretary": {"KOG-OFFEN", "AG-OFFEN", "FREMD-OFFEN", "GAST"},
    "administrator": set(),
}
OF_THE_FOREIGN_GROUP = {"board_member", "chair", "secretary"}


def test_calendar_tells_everybody_their_own_and_no_secret(world):
    told, foreign = {}, {}
    for role in CAST[1:]:
        feed = subscribing.set_up(world.cast[role], by=world.cast[role])
        subscribing.include_assignments(feed, "todo", by=world.cast[role])
        text = Client().get(reverse("calendar", args=[feed.token])).text.replace("\r\n ", "")
        told[role] = {word for word in READERS if word in text}
        address = reverse("calendar_of_committee", args=[feed.token, world.foreign_upcoming.committee.key])
        foreign[role] = Client().get(address)

    assert told == IN_THE_CALENDAR
    assert {role for role, answer in foreign.items() if answer.status_code == 200} == OF_THE_FOREIGN_GROUP
    assert {answer.status_code for answer in foreign.values()} == {200, 404}
    assert "FREMD-GEHEIM" not in "".join(answer.text for answer in foreign.values())
