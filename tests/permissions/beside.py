"""Examples of what happens beside the meetings: decisions in writing, the open mic, guests, the horizon."""

from types import SimpleNamespace

from meetings.models import CircularProcedure, CircularVote


def example(world: SimpleNamespace) -> dict[str, list[object]]:
    kinds: dict[str, list[object]] = {}
    meetings = {"board": world.upcoming, "group": world.group_upcoming, "foreign": world.foreign_upcoming}
    for name, meeting in meetings.items():
        for circular in CircularProcedure.objects.filter(committee=meeting.committee_id):
            kinds[f"{name} {'secret ' if circular.confidential else ''}circular"] = [circular.slug]
    for name, member in {"board": "board_member", "group": "group_member"}.items():
        [slug] = kinds[f"{name} circular"]
        vote = CircularVote.objects.get(procedure__slug=slug, seat__occupancies__person=world.cast[member])
        kinds[f"{name} vote"] = [slug, vote.pk]
    kinds["guest"] = [world.guest_item.pk, world.guest_item.guests.get().pk]
    return kinds
