"""One lock for all that happens to a committee's meetings.

The cycle of one committee is written by few people, and its rules reach across records (an assignment moves to
the next meeting while that one is being closed). One lock per committee makes each step see a settled state and
cannot deadlock; on SQLite the whole database is the lock.
"""

from django.utils.translation import gettext as _

from kog.exceptions import NotPossibleNow
from kog.models import Committee, Network
from meetings.enums import ItemState
from meetings.models import AgendaItem, Assignment, CircularProcedure, Meeting, Protocol


def lock_committee(committee_id: int) -> Committee:
    return Committee.objects.select_for_update().get(pk=committee_id)


def lock_committees(*committees: Committee) -> dict[int, Committee]:
    """Several committees as they are now, locked in one order, so that two who need both never wait for each other."""
    wanted = [committee.pk for committee in committees]
    return {row.pk: row for row in Committee.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}


def lock_network() -> None:
    """For what belongs to no committee: matters between houses, bodies outside and the secretariat."""
    Network.objects.select_for_update().first()


def lock_meeting(meeting: Meeting) -> Meeting:
    """The meeting as it is now, with its committee locked."""
    committee = lock_committee(meeting.committee_id)
    fresh = Meeting.objects.select_for_update().get(pk=meeting.pk)
    fresh.committee = committee
    return fresh


def lock_item(item: AgendaItem) -> AgendaItem:
    committee = lock_committee(item.committee_id)
    fresh = AgendaItem.objects.select_for_update().get(pk=item.pk)
    fresh.committee = committee
    return fresh


def lock_running_item(item: AgendaItem) -> AgendaItem:
    """An item as it is now, with its committee locked; refused unless it is on the agenda of a running meeting."""
    item = lock_item(item)
    if item.meeting is None or item.state != ItemState.ACCEPTED:
        raise NotPossibleNow("not_on_an_agenda", _("This item is on no agenda yet."))
    require_running(item.meeting)
    return item


def lock_assignment(assignment: Assignment) -> Assignment:
    committee = lock_committee(assignment.committee_id)
    fresh = Assignment.objects.select_for_update().get(pk=assignment.pk)
    fresh.committee = committee
    return fresh


def lock_protocol(protocol: Protocol) -> Protocol:
    committee = lock_committee(protocol.committee_id)
    fresh = Protocol.objects.select_for_update().get(pk=protocol.pk)
    fresh.committee = committee
    return fresh


def lock_circular(procedure: CircularProcedure) -> CircularProcedure:
    committee = lock_committee(procedure.committee_id)
    fresh = CircularProcedure.objects.select_for_update().get(pk=procedure.pk)
    fresh.committee = committee
    return fresh


def require_open(meeting: Meeting) -> None:
    if not meeting.is_open:
        raise NotPossibleNow(
            "meeting_not_open",
            _("%(meeting)s is %(state)s; this can only be done before a meeting begins.")
            % {"meeting": meeting, "state": meeting.get_state_display()},
        )


def require_running(meeting: Meeting) -> None:
    if not meeting.is_running:
        raise NotPossibleNow(
            "meeting_not_running",
            _("%(meeting)s is not running. Open the meeting first.") % {"meeting": meeting},
        )


def require_not_over(meeting: Meeting) -> None:
    if meeting.is_closed or meeting.is_cancelled:
        raise NotPossibleNow(
            "meeting_is_over",
            _("%(meeting)s is %(state)s and cannot be changed any more.")
            % {"meeting": meeting, "state": meeting.get_state_display()},
        )
