"""Guests of an item and who might become one; who moderates."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from kog.models import Occupancy, User
from meetings.models import AgendaItem, Guest, Meeting
from workinggroups.queries import topic_members

SHOWN = 12


def guests_of(item: AgendaItem) -> list[Guest]:
    """Those who may read it today first, each with `reads`; then those whose access ended."""
    today = timezone.localdate()
    rows = list(item.guests.select_related("person__institution").order_by("-until", "pk"))
    for row in rows:
        row.reads = row.until >= today
    return sorted(rows, key=lambda row: not row.reads)


def present_guests(item: AgendaItem) -> list[Guest]:
    """Who was asked and may still read it, or could on the day; not those whose access was ended."""
    return list(item.guests.filter(ended_at=None).select_related("person"))


def possible_guests(item: AgendaItem) -> QuerySet[User]:
    """People of the portal who do not sit in the committee, sorted by name."""
    return _not_in(item.committee_id)


def possible_moderators(meeting: Meeting) -> QuerySet[User]:
    return _not_in(meeting.committee_id)


def _not_in(committee_id: int) -> QuerySet[User]:
    sits = Occupancy.objects.on().filter(seat__committee=committee_id, person=OuterRef("pk"))
    return User.objects.filter(~Exists(sits), is_active=True).select_related("institution")


def extended_circle(item: AgendaItem) -> list[User]:
    """People the committee asks on topics (of the item's matter, if it has one) and has not asked here yet."""
    fields = list(item.matter.fields.all()) if item.matter else []
    asked = item.guests.filter(ended_at=None, person=OuterRef("pk"))
    return list(topic_members(item.committee, fields or None).filter(~Exists(asked))[:SHOWN])
