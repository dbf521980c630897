"""Meetings for tests, brought to their phase by the actions that do it in life: what follows from a phase is there.

A factory makes the meeting and nothing else; the committee has the seats and rules that the test gives it.
"""

import datetime as dt
from typing import Any

import factory
from django.utils import timezone

from kog.models import Committee, Institution, User
from meetings.actions import agenda, assigning, conducting, convening, inviting, raising, recording, reviewing
from meetings.actions.convening import Arrangement
from meetings.enums import MatterKind, Outcome, ProtocolState, ReviewResult
from meetings.models import AgendaItem, Assignment, Matter, Meeting, Protocol
from meetings.queries.ends import usual_addressee
from meetings.queries.meetings import due_assignments
from tests.replay import ReplayedFactory, replayed

from .kog import CommitteeFactory, UserFactory

PHASES = ("planned", "released", "invited", "running", "closed")


@replayed
def finish(meeting: Meeting, *, by: User) -> Meeting:
    """Record what is missing in a running meeting in the plainest way, and close it."""
    conducting.record_rest_present(meeting, by=by)
    for assignment in due_assignments(meeting):
        reviewing.review(assignment, meeting, reviewing.Finding(ReviewResult.DONE), by=by)
    for item in AgendaItem.objects.without_outcome().filter(meeting=meeting):
        conducting.set_outcome(item, Outcome.TREATED, by=by)
    return conducting.close_meeting(meeting, by=by)


STEPS = {
    "released": agenda.release,
    "invited": lambda meeting, *, by: inviting.invite(meeting, by=by, short_notice_reason="Test"),
    "running": conducting.open_meeting,
    "closed": finish,
}


class MeetingFactory(ReplayedFactory):
    """`MeetingFactory(committee=board, running=True)`; sixty days from today when nothing else is said."""

    class Meta:
        model = Meeting

    class Params:
        released = factory.Trait(phase="released")
        invited = factory.Trait(phase="invited")
        running = factory.Trait(phase="running")
        closed = factory.Trait(phase="closed")
        cancelled = factory.Trait(phase="cancelled")

    committee = factory.SubFactory(CommitteeFactory)
    date = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=60))
    by = factory.SubFactory(UserFactory)
    phase = "planned"

    @classmethod
    def _create(cls, model_class, committee, by, phase, **arrangement) -> Meeting:  # noqa: ARG003 -- the signature of factory-boy
        meeting = convening.plan(committee, Arrangement(**arrangement), by=by)
        if phase == "cancelled":
            return convening.cancel(meeting, reason="Kein Raum", by=by)
        for step in PHASES[1 : PHASES.index(phase) + 1]:
            meeting = STEPS[step](meeting, by=by)
        return Meeting.objects.get(pk=meeting.pk)


class AgendaItemFactory(ReplayedFactory):
    """An item on a meeting's agenda; `confidential=True`, `title=…` and the like as in the form."""

    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    by = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Thema {n}")

    @classmethod
    def _create(cls, model_class, meeting, by, parent=None, **content) -> AgendaItem:  # noqa: ARG003 -- the signature of factory-boy
        return agenda.add_item(meeting, content, by=by, parent=parent)


class AssignmentFactory(ReplayedFactory):
    """Set on an item of a running meeting."""

    class Meta:
        model = Assignment

    item = factory.SubFactory(AgendaItemFactory, meeting__running=True)
    by = factory.SubFactory(UserFactory)
    lead: Institution
    title = factory.Sequence(lambda n: f"Auftrag {n}")

    @classmethod
    def _create(cls, model_class, item, by, **order) -> Assignment:  # noqa: ARG003 -- the signature of factory-boy
        return assigning.assign(item, assigning.Order(**order), by=by)


@replayed
def protocol_in(state: str, meeting: Meeting, *, by: User) -> Protocol:
    """The protocol of a closed meeting, brought forward to this state (not to approval: a meeting does that)."""
    protocol = Protocol.objects.get(meeting=meeting)
    if state != ProtocolState.DRAFT:
        protocol = recording.send_to_chair(protocol, by=by)
    if state == ProtocolState.CIRCULATED:
        protocol = recording.circulate(protocol, by=by)
    return protocol


@replayed
def raised(origin: Committee, *, by: User, to: object = "as usual", **content: Any) -> Matter:
    """A matter of a committee, a house or (None) the secretariat, to whom it usually turns to."""
    concern = raising.Concern(**{"kind": MatterKind.NEED, **content})
    return raising.raise_matter(origin, concern, to=usual_addressee(origin) if to == "as usual" else to, by=by)
