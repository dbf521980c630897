"""Look back: what the running meeting establishes about an assignment, once per meeting, with a reason."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import User
from meetings import mails
from meetings.actions.assigning import require_due
from meetings.actions.locking import lock_assignment, lock_meeting, require_running
from meetings.enums import CLOSING_RESULTS, AssignmentState, ReviewResult
from meetings.models import Assignment, Meeting, Review
from meetings.queries.meetings import next_open_meeting


@dataclass(frozen=True)
class Finding:
    """What is established. `next_meeting` counts for what goes on; None means the next one, planned or not.

    `title` is the new wording of a changed assignment.
    """

    result: str
    reason: str = ""
    next_meeting: Meeting | None = None
    title: str = ""


@transaction.atomic
def review(assignment: Assignment, meeting: Meeting, finding: Finding, *, by: User) -> Review:
    """Establish the result in a running meeting of the committee that set the assignment.

    Done and dropped close it; continued and changed move it to a later meeting. While the meeting runs, a second
    review replaces the first, whose result stays in the history. Refused without the reason (except for done), for
    another committee's assignment, or for one that an earlier meeting closed.
    """
    meeting = lock_meeting(meeting)
    require_running(meeting)
    assignment = lock_assignment(assignment)
    _check(assignment, meeting, finding)
    goes_on = finding.result not in CLOSING_RESULTS
    next_meeting = (finding.next_meeting or next_open_meeting(meeting)) if goes_on else None
    require_due(meeting.committee_id, next_meeting)
    row, _created = Review.objects.update_or_create(
        assignment=assignment,
        meeting=meeting,
        defaults={
            "result": finding.result,
            "reason": finding.reason.strip(),
            "next_meeting": next_meeting,
            "by": by,
        },
    )
    _apply(assignment, meeting, finding, next_meeting, by)
    history.record(
        assignment, "reviewed", by=by, meeting=meeting, result=finding.result, reason=finding.reason, next=next_meeting
    )
    mails.assignment_reviewed(row)
    return row


def _check(assignment: Assignment, meeting: Meeting, finding: Finding) -> None:
    if assignment.committee_id != meeting.committee_id:
        raise NotPossibleNow("foreign_assignment", _("This assignment was set by another committee."))
    if finding.result not in ReviewResult.values:
        raise NotPossibleNow("no_such_result", _("Please choose what was established."))
    if assignment.set_in_id == meeting.pk and finding.result != ReviewResult.DROPPED:
        raise NotPossibleNow("set_here", _("What a meeting sets is reviewed in a later one."))
    if not assignment.is_open and assignment.closed_in_id != meeting.pk:
        raise NotPossibleNow(
            "assignment_closed",
            _("%(number)s was closed in %(meeting)s.") % {"number": assignment.number, "meeting": assignment.closed_in},
        )
    if finding.result != ReviewResult.DONE and not finding.reason.strip():
        raise NotPossibleNow("review_without_reason", _("Please give the reason."))
    if finding.result == ReviewResult.CHANGED and not finding.title.strip():
        raise NotPossibleNow("change_without_wording", _("Please enter the new wording of the assignment."))


def _apply(assignment: Assignment, meeting: Meeting, finding: Finding, next_meeting: Meeting | None, by: User) -> None:
    if finding.result in CLOSING_RESULTS:
        done = finding.result == ReviewResult.DONE
        assignment.state = AssignmentState.DONE if done else AssignmentState.DROPPED
        assignment.closed_in, assignment.due_meeting = meeting, meeting
    else:
        assignment.state, assignment.closed_in, assignment.due_meeting = AssignmentState.OPEN, None, next_meeting
        # What was reported spoke of the stretch behind us; for the next one the owner reports anew.
        assignment.progress = ""
    if finding.result == ReviewResult.CHANGED:
        history.record(assignment, "reworded", by=by, before=assignment.title, meeting=meeting)
        assignment.title = finding.title.strip()
    assignment.save(update_fields=["state", "closed_in", "due_meeting", "progress", "title"])
