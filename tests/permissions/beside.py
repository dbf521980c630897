"""Examples of what happens beside the meetings: decisions in writing, the open mic, guests, the horizon, calendars."""

from types import SimpleNamespace

from meetings.actions import open_mic, subscribing
from meetings.enums import MicKind
from meetings.models import CircularProcedure, CircularVote, HorizonTopic


def example(world: SimpleNamespace) -> dict[str, list[object]]:
    kinds: dict[str, list[object]] = {}
    meetings = {"board": world.upcoming, "group": world.group_upcoming, "foreign": world.foreign_upcoming}
    for name, meeting in meetings.items():
        for circular in CircularProcedure.objects.filter(committee=meeting.committee_id):
            kinds[f"{name} {'secret ' if circular.confidential else ''}circular"] = [circular.slug]
        kinds[f"{name} topic"] = [HorizonTopic.objects.get(committee=meeting.committee_id).pk]
    for name, member in {"board": "board_member", "group": "group_member"}.items():
        [slug] = kinds[f"{name} circular"]
        vote = CircularVote.objects.get(procedure__slug=slug, seat__occupancies__person=world.cast[member])
        kinds[f"{name} vote"] = [slug, vote.pk]
    for name, speaker in {"board": "chair", "group": "group_member"}.items():
        mic = open_mic.add_open_mic(meetings[name], by=world.cast["secretary"])
        entry = open_mic.bring_in(mic, kind=MicKind.OFFER, text="x", by=world.cast[speaker])
        kinds |= {f"{name} mic": [mic.pk], f"{name} mic entry": [mic.pk, entry.pk]}
    subscribing.set_up(world.cast["group_member"], by=world.cast["group_member"])
    kinds |= {"own calendar": [], "unknown calendar": ["gibt-es-nicht", world.upcoming.committee.key]}
    kinds["guest"] = [world.guest_item.pk, world.guest_item.guests.get().pk]
    return kinds
