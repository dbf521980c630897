"""Where a meeting stands on its way, as people name it: from planning to the approved protocol."""

from django.db import models
from django.utils.translation import pgettext_lazy

from meetings.enums import MeetingState, ProtocolState
from meetings.models import Meeting, Protocol


class Phase(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("phase", "planned")
    INVITED = "invited", pgettext_lazy("phase", "invited")
    RUNNING = "running", pgettext_lazy("phase", "running")
    DRAFT = "draft", pgettext_lazy("phase", "draft protocol")
    CIRCULATED = "circulated", pgettext_lazy("phase", "protocol circulated")
    APPROVED = "approved", pgettext_lazy("phase", "protocol approved")


OF_PROTOCOL = {
    ProtocolState.DRAFT: Phase.DRAFT,
    ProtocolState.WITH_CHAIR: Phase.DRAFT,
    ProtocolState.CIRCULATED: Phase.CIRCULATED,
    ProtocolState.APPROVED: Phase.APPROVED,
}


def protocol_of(meeting: Meeting) -> Protocol | None:
    """None for what was loaded from the past without one. No query when the meeting was selected with it."""
    return getattr(meeting, "protocol", None)


def phase_of(meeting: Meeting) -> Phase | None:
    """None where the line does not apply: a cancelled meeting, or one of the past that has no protocol here."""
    if meeting.state in (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.RUNNING):
        return Phase(meeting.state)
    protocol = protocol_of(meeting)
    return OF_PROTOCOL[protocol.state] if protocol else None
