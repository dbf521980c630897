"""Fetching what lies beside the meetings, by the same rule as `access`: 404 when invisible, 403 when forbidden."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from kog.models import User
from meetings.access import item_for
from meetings.models import AgendaItem, CircularProcedure, CircularVote, Guest, HorizonTopic, OpenMicEntry
from meetings.queries import horizon, open_mic, visibility


def circular_for(user: User, slug: str, permission: str) -> CircularProcedure:
    circulars = visibility.circulars_visible_to(user).select_related("committee", "matter", "opened_by")
    procedure = get_object_or_404(circulars, slug=slug)
    # "view" is what the list said already: asking again would be the same query.
    if permission != "meetings.view_circular" and not user.has_perm(permission, procedure):
        raise PermissionDenied
    return procedure


def circular_vote_for(user: User, slug: str, pk: int, permission: str) -> CircularVote:
    """The answer of one seat that was asked."""
    procedure = circular_for(user, slug, "meetings.view_circular")
    votes = procedure.votes.select_related("seat__institution", "seat__committee", "procedure__committee", "person")
    vote = get_object_or_404(votes, pk=pk)
    if not user.has_perm(permission, vote):
        raise PermissionDenied
    return vote


def guest_for(user: User, pk: int, guest: int, permission: str) -> Guest:
    """Somebody who was asked to an item of a meeting the person prepares."""
    item = item_for(user, pk, permission)
    return get_object_or_404(item.guests.select_related("person", "item"), pk=guest)


def mic_item_for(user: User, pk: int, permission: str) -> AgendaItem:
    """An open mic the person sees; the permission is asked of the item itself."""
    item = item_for(user, pk, "meetings.view_agendaitem")
    if permission != "meetings.view_agendaitem" and not user.has_perm(permission, item):
        raise PermissionDenied
    return item


def mic_entry_for(user: User, item: AgendaItem, pk: int, permission: str) -> OpenMicEntry:
    """Something said at this open mic, or left from before."""
    said_here = item.mic_entries.select_related("item__committee")
    row = said_here.filter(pk=pk).first() or get_object_or_404(open_mic.from_before(item, user), pk=pk)
    if not user.has_perm(permission, row):
        raise PermissionDenied
    return row


def topic_for(user: User, pk: int, permission: str) -> HorizonTopic:
    """Something on the horizon of a committee the person reads."""
    topics = horizon.horizon_visible_to(user).select_related("committee", "field")
    topic = get_object_or_404(topics, pk=pk)
    if not user.has_perm(permission, topic):
        raise PermissionDenied
    return topic
