"""Fetching what lies beside the meetings, by the same rule as `access`: 404 when invisible, 403 when forbidden."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from kog.models import User
from meetings.access import item_for
from meetings.models import CircularProcedure, CircularVote, Guest
from meetings.queries import visibility


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
