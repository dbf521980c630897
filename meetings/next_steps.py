"""The one thing to do next with a meeting: it follows from the phase and from what the person may do."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kog.models import User
from meetings.enums import MeetingState, ProtocolState
from meetings.models import Meeting
from meetings.queries.phases import protocol_of


@dataclass(frozen=True)
class NextStep:
    label: str
    url: str


def next_step(user: User, meeting: Meeting) -> NextStep | None:
    """What the page of a meeting puts first, or None. An invitation is answered on the page itself."""
    may_run = user.has_perm("meetings.change_meeting", meeting)
    if meeting.state == MeetingState.RUNNING and user.has_perm("meetings.conduct_meeting", meeting):
        return _step(_("Conduct the meeting"), "conduct", meeting)
    if meeting.is_open and may_run:
        return _prepare(meeting)
    protocol = protocol_of(meeting)
    if protocol:
        return _follow_up(user, meeting, protocol.state, may_run=may_run)
    return None


def _prepare(meeting: Meeting) -> NextStep | None:
    if meeting.state == MeetingState.INVITED:
        if meeting.date <= timezone.localdate():
            return _step(_("Conduct the meeting"), "conduct", meeting)
        return _step(_("To the preparation"), "preparation", meeting)
    if meeting.released_at:
        return _step(_("Invite the members"), "invite", meeting)
    return _step(_("Prepare the agenda"), "agenda", meeting)


def _follow_up(user: User, meeting: Meeting, state: str, *, may_run: bool) -> NextStep | None:
    if state == ProtocolState.DRAFT and (may_run or meeting.minute_taker_id == user.pk):
        return _step(_("Edit the protocol"), "protocol", meeting)
    if state == ProtocolState.WITH_CHAIR and user.has_perm("meetings.circulate_protocol", protocol_of(meeting)):
        return _step(_("Check and circulate the protocol"), "protocol", meeting)
    if state in (ProtocolState.CIRCULATED, ProtocolState.APPROVED):
        return _step(_("Read the protocol"), "protocol", meeting)
    return None


def _step(label: str, name: str, meeting: Meeting) -> NextStep | None:
    try:
        return NextStep(label, reverse(f"meetings:{name}", args=[meeting.slug]))
    except NoReverseMatch:
        return None
