from kog.models import User
from meetings.binders import contents
from meetings.binders.contents import Entry
from meetings.models import Binder, Meeting


def current(meeting: Meeting, reader: User, entries: list[Entry]) -> Binder | None:
    """The binder of exactly what the person reads now, ready or not; None when nobody asked for it yet."""
    key = contents.key_of(meeting, entries, reader.locale)
    found = Binder.objects.filter(meeting=meeting, readers=contents.readers_of(meeting, reader), key=key)
    return found.select_related("meeting").first()
