"""Where papers lie in the drive: committee / year / meeting / item; without a meeting, committee / topic pool / item.

The folder of a meeting comes with the meeting, that of an item with its first paper. Their keys stay, so links do;
names and places follow the agenda. A title stands in a name when whoever opens the folder above may read it.
"""

from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from documents import naming
from documents.actions import filing, foldering
from documents.enums import FolderKind
from documents.models import Folder
from kog.models import Committee, User
from meetings.actions.locking import lock_item
from meetings.enums import ItemState, MeetingState
from meetings.models import AgendaItem, Meeting
from meetings.queries.numbering import numbered

LONGEST_TITLE = 60  # Windows counts the whole path
FACTS = (
    "committee__kind", "meeting__released_at", "meeting__state", "parent", "position", "title", "confidential"
)  # fmt: skip


def of_meeting(meeting: Meeting, *, by: User | None) -> Folder:
    """The meeting's folder, below the year of its day; created when it is not there yet, and moved when the day was."""
    committee, year = meeting.committee, meeting.date.year
    above = filing.folder_for(committee, by=by)
    above = foldering.adopted(parent=above, name=str(year), key=f"year:{committee.key}:{year}", by=by)
    return filing.folder(parent=above, name=meeting.designation, key=meeting.folder_key, by=by)


def of_pool(committee: Committee, *, by: User | None) -> Folder:
    above = filing.folder_for(committee, by=by)
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Topic pool")
    return foldering.adopted(parent=above, name=name, key=f"pool:{committee.key}", by=by)


@transaction.atomic
def of_item(item: AgendaItem, *, by: User | None) -> Folder:
    """The item's folder; created when it is not there yet."""
    known = Folder.objects.filter(key=item.folder_key).first()
    if known:
        return known
    item = lock_item(item)
    is_on = item.meeting is not None and item.state == ItemState.ACCEPTED
    name = _names(_on_agenda(item.meeting) if is_on else _waiting(item.committee))[item.pk]
    above = of_meeting(item.meeting, by=by) if is_on else of_pool(item.committee, by=by)
    made = filing.folder(parent=above, name=name, key=item.folder_key, kind=FolderKind.PLAIN, by=by)
    if item.confidential and not made.confidential:
        foldering.close(made, closed=True, by=by)
    return made


def item_of(folder: Folder) -> int | None:
    """The id of the item whose folder this is."""
    kind, _colon, number = (folder.key or "").partition(":")
    return int(number) if kind == "item" else None


def follow_item(item: AgendaItem) -> None:
    """Where it is now, and what stands beside it there."""
    if item.meeting and item.state == ItemState.ACCEPTED:
        follow(item.meeting)
    else:
        follow_pool(item.committee)


def follow(meeting: Meeting) -> None:
    """The folders of its items lie below the meeting's and are called after them. Called by whatever changes an agenda;
    the number of queries does not grow with the agenda.
    """
    _follow(_on_agenda(meeting), lambda: of_meeting(meeting, by=None))


def follow_pool(committee: Committee) -> None:
    """The same for what lies in the topic pool, or waits for an answer."""
    _follow(_waiting(committee), lambda: of_pool(committee, by=None))


def _on_agenda(meeting: Meeting) -> list[AgendaItem]:
    return numbered(meeting.items.accepted().select_related("meeting", "committee").only(*FACTS))


def _waiting(committee: Committee) -> list[AgendaItem]:
    waiting = committee.agenda_items.exclude(state=ItemState.ACCEPTED, meeting__isnull=False)
    return list(waiting.select_related("meeting", "committee").only(*FACTS))


def _follow(items: list[AgendaItem], place: Callable[[], Folder]) -> None:
    by_key = {item.folder_key: item for item in items}
    folders = list(Folder.objects.select_related("parent").filter(key__in=list(by_key)))
    if not folders:
        return
    above, wanted, names = place(), _names(items), {}
    for folder in folders:
        item = by_key[folder.key]
        name = wanted[item.pk]
        if folder.parent_id != above.pk:
            filing.folder(parent=above, name=name, key=folder.key, kind=FolderKind.PLAIN, by=None)
        elif folder.name != name:
            names[folder] = name
        if folder.confidential != item.confidential:
            foldering.close(folder, closed=item.confidential, by=None)
    if names:
        foldering.call_all(names)


def _names(items: list[AgendaItem]) -> dict[int, str]:
    """The names of all that lie in one place: one name, whoever makes it, in the language of the house.

    Numbers on an agenda change hands. Where no title of its own tells an item from those beside it, its name carries a
    number that never moves: a program that saves to the path it knows meets the item it meant, or nothing.
    """
    known = [(one.pk, one, Truncator(one.title).chars(LONGEST_TITLE) if _is_out(one) else "") for one in items]
    seen = Counter(naming.same_name(title) for _pk, _one, title in known)
    with translation.override(settings.LANGUAGE_CODE):
        return {pk: _name(item, title, alone=seen[naming.same_name(title)] == 1) for pk, item, title in known}


def _name(item: AgendaItem, title: str, *, alone: bool) -> str:
    label = getattr(item, "label", "")
    number = _("item %(number)s") % {"number": label} if label else ""
    name = " ".join(filter(None, [number, title])) or _("Topic")
    return name if title and alone else _("%(name)s (no. %(id)s)") % {"name": name, "id": item.pk}


def _is_out(item: AgendaItem) -> bool:
    """Whether all who read the committee's folders read the item: as in `visibility.items_visible_to`."""
    if item.confidential:
        return False
    meeting = item.meeting
    out = (MeetingState.RUNNING, MeetingState.CLOSED, MeetingState.CANCELLED)
    return not item.committee.is_board or (meeting is not None and (bool(meeting.released_at) or meeting.state in out))


def keep_all() -> int:
    """What an older version laid out otherwise, or not at all. Returns how many folders are new or moved."""
    known = Folder.objects.filter(kind=FolderKind.MEETING)
    right = set(known.filter(parent__key__startswith="year:").values_list("key", flat=True))
    elsewhere = set(known.values_list("key", flat=True)) - right
    meetings = [
        meeting
        for meeting in Meeting.objects.select_related("committee").in_order()
        if meeting.folder_key in elsewhere or (meeting.is_open and meeting.folder_key not in right)
    ]
    for meeting in meetings:
        of_meeting(meeting, by=None)
    return len(meetings)
