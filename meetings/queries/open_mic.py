"""The open mic as a person may read it: what is said on this item, and what is left from before."""

from django.db.models import Q, QuerySet

from kog import queries as network
from kog.models import User
from meetings.enums import ItemKind, MeetingState
from meetings.models import AgendaItem, OpenMicEntry
from meetings.queries import visibility

OVER = [MeetingState.CLOSED, MeetingState.CANCELLED]


def entries_of(item: AgendaItem) -> QuerySet[OpenMicEntry]:
    """With people, houses and where it was settled, in their order."""
    return item.mic_entries.select_related("person", "institution", "settled_in")


def from_before(item: AgendaItem, user: User) -> QuerySet[OpenMicEntry]:
    """Of earlier meetings: what is not settled yet, and what was settled in this one. Nothing of an item that the
    person may not read, and nothing confidential on an item that is not.
    """
    meeting = item.meeting
    if meeting is None:
        return OpenMicEntry.objects.none()
    here = Q(settled_in=meeting)
    if meeting.is_open or meeting.is_running:
        here |= Q(settled_at=None, item__meeting__state__in=OVER)
    rows = OpenMicEntry.objects.filter(here, item__committee=item.committee_id, item__confidential=item.confidential)
    rows = rows.filter(item__in=visibility.items_visible_to(user).values("pk")).exclude(item=item)
    return rows.select_related("person", "institution", "settled_in", "item__meeting")


def people_of(item: AgendaItem) -> list[User]:
    """Who sits in the committee on the day of the meeting, for whom the minute-taker can note something."""
    day = item.meeting.date if item.meeting else None
    people = {row.person for seat in network.seats_on(item.committee, day) for row in seat.occupied}
    return sorted(people, key=lambda person: person.name)


def mic_page(item: AgendaItem, user: User, *, may_run: bool) -> dict[str, object]:
    """What the page of an open mic shows beside the item itself; nothing for other items."""
    if item.kind != ItemKind.OPEN_MIC or item.meeting is None:
        return {}
    cancelled = item.meeting.is_cancelled
    entries, earlier = list(entries_of(item)), list(from_before(item, user))
    for entry in earlier:
        entry.may_settle = may_run or entry.person_id == user.pk
    for entry in entries:
        entry.may_settle = item.meeting.is_closed and (may_run or entry.person_id == user.pk)
    may_speak = not cancelled and user.has_perm("meetings.speak_at_open_mic", item)
    return {"mic": {"entries": entries, "earlier": earlier, "may_speak": may_speak}}
