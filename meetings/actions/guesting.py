"""Guests: somebody who is not a member sees one item and its papers, until a day."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import User
from meetings.actions.locking import lock_item, require_not_over
from meetings.models import AgendaItem, Guest


@transaction.atomic
def ask_guest(item: AgendaItem, person: User, *, until: dt.date, by: User) -> Guest:
    """Let a person see this item until a day; asking again moves the day. Refused for an item of no meeting, or of one
    that is over, and for a confidential item, which is for the committee's own members.
    """
    item = lock_item(item)
    if item.meeting is None:
        raise NotPossibleNow("not_on_an_agenda", _("This item is on no agenda yet."))
    require_not_over(item.meeting)
    if item.confidential:
        raise NotPossibleNow("confidential_item", _("A confidential item is for members only; a guest cannot see it."))
    guest, _created = Guest.objects.update_or_create(item=item, person=person, defaults={"until": until})
    history.record(item, "guest_asked", by=by, guest=person, until=until)
    return guest
