"""Fetching one record of the groups for one person: 404 when it is invisible to them, 403 when the act is forbidden."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from kog.access import checked
from kog.models import Committee, User
from workinggroups.models import DatePoll, DatePollOption, OutsideBody, TopicMember
from workinggroups.queries.polls import polls_visible_to


def outside_body_for(user: User, key: str, permission: str = "") -> OutsideBody:
    body = OutsideBody.objects.prefetch_related("fields").filter(key=key).first()
    return checked(body, user, "kog.view_network", permission)


def topic_member_for(user: User, committee: Committee, pk: int) -> TopicMember:
    """Somebody in the circle of a committee which this person keeps."""
    members = TopicMember.objects.select_related("person", "committee")
    return get_object_or_404(members, committee=committee, pk=pk)


def poll_for(user: User, committee: Committee, pk: int, *, lead: bool = False) -> DatePoll:
    """A poll of this group; `lead`: to choose or end it, which is asked of the group."""
    poll = polls_visible_to(user).filter(committee=committee, pk=pk).first()
    if poll is None:
        raise Http404
    if lead and not user.has_perm("workinggroups.run_polls", committee):
        raise PermissionDenied
    return poll


def option_of(poll: DatePoll, pk: int) -> DatePollOption:
    return get_object_or_404(poll.options, pk=pk)
