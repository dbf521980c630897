"""The own calendar at a secret address: set it up, give it a new address, say what stands in it."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import User
from meetings.enums import AssignmentsInCalendar
from meetings.models import CalendarFeed


def _new_token() -> str:
    return secrets.token_urlsafe(32)


@transaction.atomic
def set_up(person: User, *, by: User) -> CalendarFeed:
    """Give the person's calendar its address. Who has one keeps it."""
    User.objects.select_for_update().get(pk=person.pk)  # two clicks at once wait for each other
    feed, is_new = CalendarFeed.objects.get_or_create(person=person, defaults={"token": _new_token()})
    if is_new:
        history.record(feed, "calendar_set_up", by=by)
    return feed


@transaction.atomic
def rotate(feed: CalendarFeed, *, by: User) -> CalendarFeed:
    """A new address; the old one is dead at once, in every program that reads it."""
    feed = CalendarFeed.objects.select_for_update().get(pk=feed.pk)
    feed.token, feed.rotated_at = _new_token(), timezone.now()
    feed.save(update_fields=["token", "rotated_at"])
    history.record(feed, "calendar_address_changed", by=by)
    return feed


@transaction.atomic
def include_assignments(feed: CalendarFeed, choice: str, *, by: User) -> CalendarFeed:
    """Show the own assignments as appointments, as tasks or not at all."""
    if choice not in AssignmentsInCalendar.values:
        raise NotPossibleNow("unknown_choice", _("Please choose how your assignments are shown."))
    feed = CalendarFeed.objects.select_for_update().get(pk=feed.pk)
    if feed.includes_assignments != choice:
        feed.includes_assignments = choice
        feed.save(update_fields=["includes_assignments"])
        history.record(feed, "calendar_changed", by=by, assignments=choice)
    return feed
