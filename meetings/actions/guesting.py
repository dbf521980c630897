"""Guests: somebody who is not a member sees one item and its papers, until a day. And who moderates a meeting."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history
from kog.actions.inviting_people import invite_without_seat
from kog.exceptions import NotPossibleNow
from kog.models import User
from meetings import mails
from meetings.actions import telling
from meetings.actions.locking import lock_item, lock_meeting, require_not_over
from meetings.models import AgendaItem, Guest, Meeting


@dataclass(frozen=True)
class Newcomer:
    """Somebody who may not be in the portal yet."""

    name: str
    email: str
    house: str = ""


def _known(who: User | Newcomer, *, by: User) -> User:
    """The person, invited to the portal when new. Refused for somebody who left."""
    if isinstance(who, Newcomer):
        return invite_without_seat(email=who.email, name=who.name, title=who.house, by=by)
    if not who.is_active:
        raise NotPossibleNow("person_left", _("%(person)s does not work in the network any more.") % {"person": who})
    return who


@transaction.atomic
def ask_guest(item: AgendaItem, person: User | Newcomer, *, until: dt.date, by: User) -> Guest:
    """Let a person see this item until a day, and tell them; asking again moves the day. Refused for an item of no
    meeting, or of one that is over, for a day that is over, and for a confidential item, which is for the committee's
    own members.
    """
    item = lock_item(item)
    if item.meeting is None:
        raise NotPossibleNow("not_on_an_agenda", _("This item is on no agenda yet."))
    require_not_over(item.meeting)
    if item.confidential:
        raise NotPossibleNow("confidential_item", _("A confidential item is for members only; a guest cannot see it."))
    if until < timezone.localdate():
        raise NotPossibleNow("day_is_over", _("This day is over."))
    person = _known(person, by=by)
    before = item.guests.filter(person=person, ended_at=None).first()
    if before and before.until == until:
        return before
    guest, _created = Guest.objects.update_or_create(
        item=item, person=person, defaults={"until": until, "ended_at": None}
    )
    history.record(item, "guest_asked", by=by, guest=person, until=until)
    told = telling.tell(item.meeting)
    if before is None and not told:
        mails.guest_asked(guest)
    return guest


@transaction.atomic
def end_guest(guest: Guest, *, by: User) -> Guest:
    """The person sees the item no more, from this moment on. Ending twice changes nothing."""
    item = lock_item(guest.item)
    guest = Guest.objects.select_for_update().get(pk=guest.pk)
    if guest.ended_at:
        return guest
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    guest.until, guest.ended_at = min(guest.until, yesterday), timezone.now()
    guest.save(update_fields=["until", "ended_at"])
    history.record(item, "guest_ended", by=by, guest=guest.person)
    if item.meeting:
        telling.tell(item.meeting)
    return guest


@transaction.atomic
def name_moderator(meeting: Meeting, person: User | Newcomer | None, *, by: User) -> Meeting:
    """Who leads through the meeting without being a member: sees it and what is released of it until the day after,
    and has no vote. Refused once the meeting is over.
    """
    meeting = lock_meeting(meeting)
    require_not_over(meeting)
    moderator = _known(person, by=by) if person else None
    if meeting.moderator == moderator:
        return meeting
    meeting.moderator = moderator
    meeting.save(update_fields=["moderator"])
    history.record(meeting, "moderator_named", by=by, person=moderator)
    told = telling.tell(meeting)
    if moderator and not told:
        mails.moderator_asked(meeting)
    return meeting
