"""Hand out work: who leads, what, together with whom, and which meeting reviews it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import Committee, Institution, User
from kog.numbering import next_number
from meetings import mails
from meetings.actions.locking import lock_assignment, lock_running_item, require_running
from meetings.models import AgendaItem, Assignment, Meeting, Resolution
from meetings.queries.meetings import next_open_meeting


@dataclass(frozen=True)
class Order:
    """What is handed out. `due` is the reviewing meeting; None means the next one, planned or not."""

    lead: Institution | Committee
    title: str
    text: str = ""
    partners: Sequence[Institution] = ()
    due: Meeting | None = None
    resolution: Resolution | None = None


@transaction.atomic
def assign(item: AgendaItem, order: Order, *, by: User) -> Assignment:
    """Set an assignment in the running meeting. It gets its number for life and the meeting that reviews it: the one
    named, else the committee's next, else the next to be planned. Those in charge are told.
    """
    item = lock_running_item(item)
    meeting = item.meeting
    _check_work(item, order)
    if order.resolution and order.resolution.item_id != item.pk:
        raise NotPossibleNow("foreign_resolution", _("This resolution belongs to another item."))
    due = order.due or next_open_meeting(meeting)
    require_due(meeting.committee_id, due)
    place = next_number(f"assignment:{meeting.pk}")
    assignment = Assignment.objects.create(
        number=f"{meeting.designation}/{place:02}",
        slug=f"{meeting.slug}-{place:02}",
        committee=meeting.committee,
        set_in=meeting,
        item=item,
        resolution=order.resolution,
        title=order.title.strip(),
        text=order.text.strip(),
        due_meeting=due,
        **lead_fields(order.lead),
    )
    assignment.partners.set(one for one in order.partners if one != order.lead)
    history.record(assignment, "assigned", by=by, lead=order.lead, due=due)
    mails.assignment_given(assignment)
    return assignment


def _check_work(item: AgendaItem, order: Order, *, but: int | None = None) -> None:
    """What is to be done is said, and was not set before: the same work for the same house on the same item."""
    title = order.title.strip()
    if not title:
        raise NotPossibleNow("assignment_without_text", _("What is to be done? Please enter it."))
    twin = item.assignments.filter(title=title, **lead_fields(order.lead)).exclude(pk=but).first()
    if twin:
        raise NotPossibleNow(
            "assigned_already",
            _("%(number)s says the same already; it was not set again.") % {"number": twin.number},
        )


def lead_fields(lead: Institution | Committee) -> dict[str, object]:
    if isinstance(lead, Committee):
        return {"lead_committee": lead, "lead_institution": None}
    return {"lead_institution": lead, "lead_committee": None}


def require_due(committee_id: int, due: Meeting | None) -> None:
    """A reviewing meeting belongs to the committee and is still to come."""
    if due is None:
        return
    if due.committee_id != committee_id:
        raise NotPossibleNow("foreign_meeting", _("%(meeting)s belongs to another committee.") % {"meeting": due})
    # Read afresh: the committee is locked, the meeting object may be older than the lock.
    if not Meeting.objects.open().filter(pk=due.pk).exists():
        raise NotPossibleNow("due_meeting_is_over", _("%(meeting)s is no longer to come.") % {"meeting": due})


@transaction.atomic
def correct(assignment: Assignment, order: Order, *, by: User) -> Assignment:
    """Correct a slip while the meeting that set it still runs: what, who, with whom, until when. Later, only a review
    changes it. A house that is in charge only now is told.
    """
    assignment = lock_assignment(assignment)
    require_running(assignment.set_in)
    _check_work(assignment.item, order, but=assignment.pk)
    due = order.due or next_open_meeting(assignment.set_in)
    require_due(assignment.committee_id, due)
    before, lead = assignment.title, assignment.lead
    assignment.title, assignment.text, assignment.due_meeting = order.title.strip(), order.text.strip(), due
    for name, value in lead_fields(order.lead).items():
        setattr(assignment, name, value)
    assignment.save(update_fields=["title", "text", "due_meeting", "lead_institution", "lead_committee"])
    assignment.partners.set(one for one in order.partners if one != order.lead)
    history.record(assignment, "corrected", by=by, before=before, lead_before=lead, lead=order.lead, due=due)
    if lead != order.lead:
        mails.assignment_given(assignment)
    return assignment
