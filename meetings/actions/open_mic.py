"""The open mic: what people bring in and take along returns in the next meeting until it says what became of it."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kog import history
from kog import queries as network
from kog.exceptions import NotPossibleNow
from kog.models import Committee, Institution, User
from meetings.actions import folders
from meetings.actions.agenda import add_item
from meetings.actions.carrying import next_position
from meetings.actions.locking import lock_item, lock_meeting, require_not_over
from meetings.enums import OPEN_STATES, ItemKind, ItemState, MeetingState, MicKind, Outcome
from meetings.models import AgendaItem, Meeting, OpenMicEntry

MINUTES = 15


@transaction.atomic
def add_open_mic(meeting: Meeting, *, by: User) -> AgendaItem:
    """Put the open mic on the agenda; the one that stands there already is enough. Refused when the meeting is over."""
    meeting = lock_meeting(meeting)
    require_not_over(meeting)
    there = meeting.items.accepted().filter(kind=ItemKind.OPEN_MIC, confidential=False, outcome=Outcome.OPEN).first()
    return there or add_item(meeting, {"kind": ItemKind.OPEN_MIC, "title": _title(), "minutes": MINUTES}, by=by)


def _title() -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return str(ItemKind.OPEN_MIC.label)


@transaction.atomic
def bring_in(item: AgendaItem, *, kind: str, text: str, by: User, person: User | None = None) -> OpenMicEntry:
    """Register an offer, a need or a question before the meeting or in it; note what somebody (`person`, else oneself)
    takes along in it or afterwards. The same once more, by a second click, is one entry.

    Refused for an item that is no open mic or on no agenda, without a text, and at the wrong time.
    """
    item = lock_item(item)
    text, person = text.strip(), person or by
    if item.kind != ItemKind.OPEN_MIC or item.state != ItemState.ACCEPTED or item.meeting is None:
        raise NotPossibleNow("no_open_mic", _("This is no open mic on an agenda."))
    if kind not in MicKind.values or not text:
        raise NotPossibleNow("mic_without_text", _("Please say what you bring in or take along."))
    _require_time(item.meeting, kind)
    twin = item.mic_entries.filter(kind=kind, text=text, person=person).first()
    if twin:
        return twin
    house = _house(person, item.committee)
    entry = OpenMicEntry.objects.create(item=item, kind=kind, text=text, person=person, institution=house)
    history.record(item, "brought_in", by=by, kind=kind, person=person)
    if item.meeting.is_closed:
        place(item.committee)
    return entry


def _require_time(meeting: Meeting, kind: str) -> None:
    if meeting.is_cancelled or (meeting.is_closed and kind != MicKind.TAKEAWAY):
        require_not_over(meeting)
    if kind == MicKind.TAKEAWAY and meeting.is_open:
        raise NotPossibleNow("nothing_taken_yet", _("What is taken along is noted in the meeting or after it."))


def _house(person: User, committee: Committee) -> Institution | None:
    """The house of the person's seat in the committee, else the own one."""
    seat = next((seat for seat in network.seats_held_by(person) if seat.committee_id == committee.pk), None)
    return seat.institution if seat else person.institution


@transaction.atomic
def settle(entry: OpenMicEntry, text: str, *, by: User, meeting: Meeting | None = None) -> OpenMicEntry:
    """Say what became of it, in this meeting where there is one; from then on it does not return. Said once."""
    lock_item(entry.item)
    entry = OpenMicEntry.objects.select_for_update().select_related("item").get(pk=entry.pk)
    text = text.strip()
    if not text:
        raise NotPossibleNow("settled_without_text", _("Please say what became of it."))
    if entry.settled_at:
        if entry.follow_up == text:
            return entry
        raise NotPossibleNow(
            "settled_already", _("It was said already what became of it: %(text)s") % {"text": entry.follow_up}
        )
    if meeting and (meeting.committee_id != entry.item.committee_id or meeting.is_cancelled):
        meeting = None
    entry.follow_up, entry.settled_at, entry.settled_by, entry.settled_in = text, timezone.now(), by, meeting
    entry.save(update_fields=["follow_up", "settled_at", "settled_by", "settled_in"])
    history.record(entry.item, "mic_entry_settled", by=by, entry=entry.pk, meeting=meeting)
    return entry


def place(committee: Committee) -> None:
    """Where something from an earlier open mic is not settled, the next open meeting has one. Committee locked.

    Called when a meeting is closed, cancelled or planned; what is confidential returns in a confidential item.
    """
    over = Q(item__meeting__state__in=[MeetingState.CLOSED, MeetingState.CANCELLED])
    left = OpenMicEntry.objects.unsettled().filter(over, item__committee=committee)
    to = Meeting.objects.open().filter(committee=committee).in_order().first()
    if to is None:
        return
    for confidential in set(left.values_list("item__confidential", flat=True)):
        if not _stands(committee, confidential=confidential):
            AgendaItem.objects.create(
                committee=committee,
                meeting=to,
                position=next_position(to),
                kind=ItemKind.OPEN_MIC,
                title=_title(),
                minutes=MINUTES,
                confidential=confidential,
            )
            folders.follow(to)


def _stands(committee: Committee, *, confidential: bool) -> bool:
    """An open mic is on an agenda that is still to come or running, or waits in the pool."""
    ahead = Q(meeting__state__in=OPEN_STATES) | Q(meeting=None)
    mics = AgendaItem.objects.accepted().filter(committee=committee, kind=ItemKind.OPEN_MIC, confidential=confidential)
    return mics.filter(ahead & Q(outcome=Outcome.OPEN) | Q(meeting__state=MeetingState.RUNNING)).exists()
