"""Fetching one record for one person: 404 when it is invisible to them, 403 when they see it but may not do this."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from kog.models import Committee, User
from meetings.models import (
    AgendaItem,
    Assignment,
    CircularProcedure,
    CircularVote,
    Delegation,
    Guest,
    HorizonTopic,
    Matter,
    MatterAnswer,
    Meeting,
    Objection,
    OpenMicEntry,
    Paper,
    Participation,
    PreparationStep,
    Protocol,
    ProtocolSection,
    Resolution,
    StatusReport,
)
from meetings.queries import horizon, open_mic, protocols, visibility
from meetings.queries.agenda import papers_for
from meetings.queries.ends import End, origins
from meetings.queries.matters import with_state

M = TypeVar("M", bound=Model)


def _allowed(user: User, record: M, permission: str) -> M:
    if not user.has_perm(permission, record):
        raise PermissionDenied
    return record


def _fetch(queryset: QuerySet[M], user: User, permission: str, **key: object) -> M:
    return _allowed(user, get_object_or_404(queryset, **key), permission)


def meeting_for(user: User, slug: str, permission: str) -> Meeting:
    meetings = visibility.meetings_visible_to(user).select_related(
        "committee", "chair_seat__institution", "minute_taker", "moderator__institution", "protocol"
    )
    meeting = get_object_or_404(meetings, slug=slug)
    # "view" is what the list said already: asking again would be the same query.
    return meeting if permission == "meetings.view_meeting" else _allowed(user, meeting, permission)


def item_for(user: User, pk: int, permission: str) -> AgendaItem:
    """The permission is asked of the item's committee: who runs it may change its items."""
    items = visibility.items_visible_to(user).select_related("committee", "meeting__committee", "matter")
    item = get_object_or_404(items, pk=pk)
    if permission != "meetings.view_agendaitem":
        _allowed(user, item.meeting or item.committee, permission)
    return item


def paper_for(user: User, pk: int, permission: str) -> Paper:
    """A paper the person may open, of an item that the permission is asked for."""
    paper = get_object_or_404(papers_for(user).select_related("item"), pk=pk)
    paper.item = item_for(user, paper.item_id, permission)
    return paper


def room_item_for(user: User, slug: str, pk: int, permission: str) -> AgendaItem:
    """An item of a meeting that the person may conduct."""
    meeting = meeting_for(user, slug, permission)
    return get_object_or_404(meeting.items.accepted().select_related("committee", "meeting"), pk=pk)


def room_report_for(user: User, slug: str, pk: int, permission: str) -> AgendaItem:
    """The report of a group with a mandate, on the agenda of a meeting that the person may conduct."""
    meeting = meeting_for(user, slug, permission)
    items = meeting.items.accepted().filter(mandate__isnull=False)
    return get_object_or_404(items.select_related("committee", "meeting", "mandate__group"), pk=pk)


def room_resolution_for(user: User, slug: str, pk: int, permission: str) -> Resolution:
    """A resolution of a meeting that the person may conduct."""
    meeting = meeting_for(user, slug, permission)
    return get_object_or_404(meeting.resolutions.select_related("item", "meeting"), pk=pk)


def room_assignment_for(user: User, slug: str, pk: int, permission: str) -> Assignment:
    """An assignment set in a meeting that the person may conduct."""
    meeting = meeting_for(user, slug, permission)
    return get_object_or_404(meeting.set_assignments.select_related("item", "set_in"), pk=pk)


def assignment_for(user: User, slug: str, permission: str) -> Assignment:
    assignments = visibility.assignments_visible_to(user).select_related(
        "committee",
        "lead_institution",
        "lead_committee",
        "set_in",
        "due_meeting",
        "closed_in",
        "item__matter",
        "resolution",
    )
    assignment = get_object_or_404(assignments, slug=slug)
    return assignment if permission == "meetings.view_assignment" else _allowed(user, assignment, permission)


def part_for(user: User, slug: str, pk: int, permission: str) -> Delegation:
    """A part of an assignment the person sees, as long as it was not taken back."""
    assignment = assignment_for(user, slug, "meetings.view_assignment")
    part = get_object_or_404(assignment.delegations.filter(withdrawn_at=None), pk=pk)
    part.assignment = assignment
    return _allowed(user, part, permission)


def protocol_for(user: User, slug: str, permission: str) -> Protocol:
    visible = visibility.protocols_visible_to(user).select_related(
        "meeting__committee", "meeting__chair_seat__institution", "committee", "approved_in"
    )
    protocol = get_object_or_404(visible, meeting__slug=slug)
    return protocol if permission == "meetings.view_protocol" else _allowed(user, protocol, permission)


def section_for(user: User, slug: str, pk: int, permission: str) -> ProtocolSection:
    protocol = protocol_for(user, slug, permission)
    return get_object_or_404(protocols.sections_for(user, protocol).select_related("protocol__meeting"), pk=pk)


def objection_for(user: User, slug: str, pk: int, permission: str) -> Objection:
    protocol = protocol_for(user, slug, permission)
    return get_object_or_404(protocols.objections_for(user, protocol).select_related("protocol__meeting"), pk=pk)


def participation_for(user: User, slug: str, pk: int, permission: str) -> Participation:
    meeting = meeting_for(user, slug, "meetings.view_meeting")
    return _fetch(meeting.participations.select_related("seat__institution", "meeting"), user, permission, pk=pk)


def matter_for(user: User, slug: str, permission: str) -> Matter:
    matters = visibility.matters_visible_to(user).select_related(
        "origin", "origin_institution", "addressee", "outside_addressee", "raised_by", "lead_institution", "follows"
    )
    matter = get_object_or_404(with_state(matters), slug=slug)
    return matter if permission == "meetings.view_matter" else _allowed(user, matter, permission)


def open_answer_for(user: User, slug: str) -> MatterAnswer:
    """The latest answer of a matter whose origin the person speaks for. Whether it still waits, the action says."""
    matter = matter_for(user, slug, "meetings.confirm_answer")
    answer = matter.answers.last()
    if answer is None:
        raise Http404
    answer.matter = matter
    return answer


def origins_for(user: User) -> list[End]:
    """In whose name the person may bring something up; refused for who speaks for nobody."""
    found = origins(user) if user.is_authenticated else []
    if not found:
        raise PermissionDenied
    return found


def committee_for(user: User, key: str, permission: str) -> Committee:
    """A committee the person can see at all; who is in the network sees which committees there are."""
    if not user.has_perm("kog.view_network"):
        raise PermissionDenied
    return _fetch(Committee.objects.all(), user, permission, key=key)


def group_for(user: User, key: str) -> Committee:
    """A group below a committee, for those who read it."""
    group = committee_for(user, key, "kog.view_committee")
    if group.parent_id is None:
        raise Http404
    if not visibility.reads_committee(user, group.pk):
        raise PermissionDenied
    return group


def next_meeting_for(user: User, group: Committee) -> Meeting:
    """The group's next meeting that the person prepares; 404 when none is planned."""
    meetings = Meeting.objects.open().filter(committee=group).in_order()
    meeting = meetings.first()
    if meeting is None or group.parent_id is None:
        raise Http404
    return meeting_for(user, meeting.slug, "meetings.change_meeting")


def report_for(user: User, slug: str, pk: int, permission: str) -> StatusReport:
    assignment = assignment_for(user, slug, permission)
    report = get_object_or_404(assignment.reports, pk=pk)
    report.assignment = assignment
    return report


def step_for(user: User, slug: str, pk: int) -> PreparationStep:
    """A step of a meeting this person prepares."""
    meeting = meeting_for(user, slug, "meetings.change_meeting")
    return get_object_or_404(meeting.steps.select_related("meeting"), pk=pk)


def circular_for(user: User, slug: str, permission: str) -> CircularProcedure:
    circulars = visibility.circulars_visible_to(user).select_related("committee", "matter", "opened_by")
    procedure = get_object_or_404(circulars, slug=slug)
    # "view" is what the list said already: asking again would be the same query.
    return procedure if permission == "meetings.view_circular" else _allowed(user, procedure, permission)


def circular_vote_for(user: User, slug: str, pk: int, permission: str) -> CircularVote:
    """The answer of one seat that was asked."""
    procedure = circular_for(user, slug, "meetings.view_circular")
    votes = procedure.votes.select_related("seat__institution", "seat__committee", "procedure__committee", "person")
    return _fetch(votes, user, permission, pk=pk)


def guest_for(user: User, pk: int, guest: int, permission: str) -> Guest:
    """Somebody who was asked to an item of a meeting the person prepares."""
    item = item_for(user, pk, permission)
    return get_object_or_404(item.guests.select_related("person", "item"), pk=guest)


def mic_item_for(user: User, pk: int, permission: str) -> AgendaItem:
    """An open mic the person sees; the permission is asked of the item itself."""
    item = item_for(user, pk, "meetings.view_agendaitem")
    return item if permission == "meetings.view_agendaitem" else _allowed(user, item, permission)


def mic_entry_for(user: User, item: AgendaItem, pk: int, permission: str) -> OpenMicEntry:
    """Something said at this open mic, or left from before."""
    said_here = item.mic_entries.select_related("item__committee")
    row = said_here.filter(pk=pk).first() or get_object_or_404(open_mic.from_before(item, user), pk=pk)
    return _allowed(user, row, permission)


def topic_for(user: User, pk: int, permission: str) -> HorizonTopic:
    """Something on the horizon of a committee the person reads."""
    topics = horizon.horizon_visible_to(user).select_related("committee", "field")
    return _fetch(topics, user, permission, pk=pk)
