"""Two voices agree: what the lists show is what the permission allows, for everybody and every record."""

import pytest

from meetings.actions import inviting
from meetings.models import AgendaItem, Assignment, Matter, Meeting, Protocol
from meetings.queries import visibility
from tests.factories.cast import CAST
from tests.permissions.conftest import world  # noqa: F401 -- the network in which everything that could leak exists

VOICES = [
    (Meeting, visibility.meetings_visible_to, "meetings.view_meeting"),
    (AgendaItem, visibility.items_visible_to, "meetings.view_agendaitem"),
    (Assignment, visibility.assignments_visible_to, "meetings.view_assignment"),
    (Protocol, visibility.protocols_visible_to, "meetings.view_protocol"),
    (Matter, visibility.matters_visible_to, "meetings.view_matter"),
]


def test_list_and_permission_agree(world, fresh):  # noqa: F811 -- the fixture imported above
    differences = []
    for role in CAST:
        person = world.cast[role] if role == "anonymous" else fresh(world.cast[role])
        for model, visible_to, permission in VOICES:
            listed = set(visible_to(person).values_list("pk", flat=True))
            allowed = {one.pk for one in model.objects.all() if person.has_perm(permission, one)}
            if listed != allowed:
                differences.append((role, permission, listed ^ allowed))

    assert differences == []


# Who may do what: anonymous, stranger, guest, group member, group lead, board member, chair, secretary, administrator.
BOARD_TABLE = {
    "meetings.use_desk": ".......+.",
    "meetings.browse": ".++++++++",
    "meetings.plan_meetings": ".......+.",
    "meetings.change_meeting": ".......+.",
    "meetings.conduct_meeting": "......++.",
    "meetings.comment_agenda": "......++.",
    "meetings.release_agenda": "......++.",
    "meetings.view_participation": ".....+++.",
    "meetings.suggest_item": "....++++.",
    "meetings.raise_matter": ".......+.",
}
GROUP_TABLE = {
    "meetings.plan_meetings": "....+..+.",
    "meetings.change_meeting": "....+..+.",
    "meetings.conduct_meeting": "....+..+.",
    "meetings.comment_agenda": "....+..+.",
    "meetings.release_agenda": "....+..+.",
    "meetings.view_participation": "...+++++.",
    "meetings.suggest_item": "...++..+.",
    "meetings.raise_matter": "....+..+.",
}
FOREIGN_TABLE = {
    "meetings.plan_meetings": ".......+.",
    "meetings.change_meeting": ".......+.",
    "meetings.conduct_meeting": ".......+.",
    "meetings.view_participation": ".....+++.",
    "meetings.suggest_item": ".......+.",
    "meetings.raise_matter": ".......+.",
}
OF_COMMITTEE = ("meetings.plan_meetings", "meetings.suggest_item", "meetings.raise_matter")


@pytest.mark.parametrize(
    ("meeting", "table"),
    [("upcoming", BOARD_TABLE), ("group_upcoming", GROUP_TABLE), ("foreign_upcoming", FOREIGN_TABLE)],
)
def test_who_may(world, fresh, meeting, table):  # noqa: F811 -- the fixture imported above
    record = getattr(world, meeting)
    people = [world.cast[role] if role == "anonymous" else fresh(world.cast[role]) for role in CAST]

    found = {}
    for permission in table:
        subject = record.committee if permission in OF_COMMITTEE else record
        found[permission] = "".join("+" if one.has_perm(permission, subject) else "." for one in people)

    assert found == table


@pytest.mark.parametrize("role", [role for role in CAST if role != "anonymous"])
def test_who_has_left_may_nothing(world, fresh, role):  # noqa: F811 -- the fixture imported above
    person = fresh(world.cast[role])
    person.is_active = False

    assert [name for name in BOARD_TABLE if person.has_perm(name, world.upcoming)] == []


def test_the_minute_taker_sees_and_conducts_the_meeting_without_being_a_member(world, fresh, stranger):  # noqa: F811 -- the fixture imported above
    meeting = inviting.name_minute_taker(world.upcoming, stranger, by=world.cast["secretary"])
    person = fresh(stranger)

    assert person.has_perm("meetings.conduct_meeting", meeting)
    assert list(visibility.meetings_visible_to(person)) == [meeting]
    items = set(meeting.items.accepted().values_list("pk", flat=True))
    assert items <= set(visibility.items_visible_to(person).values_list("pk", flat=True))
