"""Decide: a resolution gets its number under the lock, its wording, and how it was decided."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from kog import history
from kog.enums import Majority, TieRule
from kog.exceptions import NotPossibleNow
from kog.markdown import to_html
from kog.models import Rules, User
from kog.numbering import next_number
from meetings.actions.locking import lock_meeting, lock_running_item, require_running
from meetings.enums import Outcome, ResolutionMethod, ResolutionResult
from meetings.models import AgendaItem, Meeting, Resolution
from meetings.queries.meetings import quorum, rules_of


@dataclass(frozen=True)
class Ballot:
    """How it was decided; votes are counted by seat."""

    method: str = ResolutionMethod.CONSENSUS
    yes: int = 0
    no: int = 0
    abstentions: int = 0
    chair_breaks_tie: bool = False

    @property
    def votes(self) -> int:
        return self.yes + self.no + self.abstentions


def outcome_of(ballot: Ballot, rules: Rules) -> str:
    """Whether the motion carries under these rules. Abstentions are not counted as votes cast (§ 91 VwVfG).

    Where the rules want consensus, a counted vote carries only without a no.
    """
    if ballot.method == ResolutionMethod.CONSENSUS:
        return ResolutionResult.ACCEPTED
    if rules.majority == Majority.TWO_THIRDS:
        carries = ballot.yes >= 2 * ballot.no and ballot.yes > 0
    elif rules.majority == Majority.CONSENSUS:
        carries = ballot.no == 0 and ballot.yes > 0
    elif ballot.yes == ballot.no:
        carries = ballot.yes > 0 and rules.tie_rule == TieRule.CHAIR and ballot.chair_breaks_tie
    else:
        carries = ballot.yes > ballot.no
    return ResolutionResult.ACCEPTED if carries else ResolutionResult.REJECTED


@transaction.atomic
def record_resolution(item: AgendaItem, wording: str, ballot: Ballot, *, by: User) -> Resolution:
    """Record what was resolved on an item, which thereby has its outcome. Refused outside a running meeting, without
    a wording, without a quorum, when more votes were counted than voting seats are there, on the approval of a
    protocol, or when the item has a resolution of the same wording.
    """
    item = lock_running_item(item)
    meeting = item.meeting
    if not wording.strip():
        raise NotPossibleNow("resolution_without_wording", _("Please enter the wording of the resolution."))
    if item.protocol and not item.protocol.is_approved:
        raise NotPossibleNow("approve_instead", _("Please approve the protocol with the button above."))
    _refuse_twice(item, wording)
    _check_votes(meeting, ballot)
    number = (
        f"{meeting.committee.prefix}-B {meeting.year}-{meeting.number}/{next_number(f'resolution:{meeting.pk}'):02}"
    )
    resolution = Resolution.objects.create(
        meeting=meeting,
        item=item,
        number=number,
        wording=wording.strip(),
        wording_html=to_html(wording.strip()),
        method=ballot.method,
        result=outcome_of(ballot, rules_of(meeting)),
        yes=ballot.yes,
        no=ballot.no,
        abstentions=ballot.abstentions,
    )
    item.outcome = Outcome.RESOLVED
    item.save(update_fields=["outcome"])
    history.record(resolution, "resolved", by=by, result=resolution.result)
    return resolution


def _refuse_twice(item: AgendaItem, wording: str, *, but: int | None = None) -> None:
    twin = item.resolutions.filter(wording=wording.strip()).exclude(pk=but).first()
    if twin:
        raise NotPossibleNow(
            "resolved_already",
            _("%(number)s has this wording already; it was not recorded again.") % {"number": twin.number},
        )


def _check_votes(meeting: Meeting, ballot: Ballot) -> None:
    here = quorum(meeting)
    if rules_of(meeting).full_form and not here.reached:
        raise NotPossibleNow(
            "no_quorum",
            _("There is no quorum: %(present)d of %(votes)d votes are present, %(needed)d are needed.")
            % {"present": here.present, "votes": here.votes, "needed": here.needed},
        )
    if min(ballot.yes, ballot.no, ballot.abstentions) < 0:
        raise NotPossibleNow("negative_votes", _("Votes cannot be negative."))
    if ballot.method == ResolutionMethod.VOTE and ballot.votes == 0:
        raise NotPossibleNow("no_votes", _("Please enter the votes."))
    if ballot.method == ResolutionMethod.CONSENSUS and ballot.votes:
        raise NotPossibleNow("consensus_with_votes", _("Where there was consensus, no votes are counted."))
    if ballot.votes > here.present:
        raise NotPossibleNow(
            "too_many_votes",
            _("%(counted)d votes were counted, but only %(present)d voting seats are present.")
            % {"counted": ballot.votes, "present": here.present},
        )


@transaction.atomic
def reword(resolution: Resolution, wording: str, *, by: User) -> Resolution:
    """Correct the wording while the meeting runs; the earlier wording stays in the history."""
    meeting = lock_meeting(resolution.meeting)
    require_running(meeting)
    resolution = Resolution.objects.select_for_update().get(pk=resolution.pk)
    if not wording.strip():
        raise NotPossibleNow("resolution_without_wording", _("Please enter the wording of the resolution."))
    _refuse_twice(resolution.item, wording, but=resolution.pk)
    history.record(resolution, "reworded", by=by, before=resolution.wording)
    resolution.wording, resolution.wording_html = wording.strip(), to_html(wording.strip())
    resolution.save(update_fields=["wording", "wording_html"])
    return resolution
