from kog.models import User
from meetings.binders import contents
from meetings.binders.contents import Entry
from meetings.models import Binder, Meeting


def current(meeting: Meeting, reader: User, entries: list[Entry]) -> Binder | None:
    """The binder of exactly what the person reads now, ready or not; None when nobody asked for it yet, or its file is
    gone from the storage.
    """
    key = contents.key_of(meeting, entries, reader.locale)
    found = Binder.objects.filter(meeting=meeting, readers=contents.readers_of(meeting, reader), key=key)
    binder = found.select_related("meeting").first()
    return None if binder is None or binder.is_lost else binder
