from kog.search import registry
from meetings.enums import ItemState
from meetings.models import AgendaItem
from tests.factories.meetings import MeetingFactory


def test_a_proposal_is_found_as_a_proposal_and_not_as_if_it_were_on_the_agenda(board):
    meeting = MeetingFactory(committee=board)
    facts = {"committee": board, "title": "Freie Kursplätze"}
    items = [
        AgendaItem.objects.create(**facts, meeting=meeting),
        AgendaItem.objects.create(**facts, meeting=meeting, state=ItemState.SUGGESTED),
        AgendaItem.objects.create(**facts, state=ItemState.SUGGESTED),
    ]

    assert [registry.kinds()["item"].describe(item).title for item in items] == [
        "Freie Kursplätze",
        f"Vorschlag für {meeting.designation}: Freie Kursplätze",
        f"Vorschlag für {board.short_name}: Freie Kursplätze",
    ]
