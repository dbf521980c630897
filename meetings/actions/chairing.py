"""Whose turn it is. A cancelled meeting takes no turn; a swap is written down with its reason."""

from itertools import count

from django.db import transaction
from django.utils.translation import gettext as _

from kog import history
from kog.enums import SeatFunction
from kog.exceptions import NotPossibleNow
from kog.models import Committee, Seat, User
from meetings.actions import telling
from meetings.actions.locking import lock_meeting, require_open
from meetings.enums import HELD_STATES, MeetingState
from meetings.models import Meeting


def reassign_turns(committee: Committee) -> None:
    """Give the open meetings, in the order of their dates, the turns not taken yet.

    Called by every action that adds, moves or cancels a meeting, with the committee locked. A swapped chair stays.
    """
    meetings = list(Meeting.objects.open().filter(committee=committee).in_order())
    seats = [place.seat for place in committee.rotation.select_related("seat")]
    if not seats:
        lead = Seat.objects.on().filter(committee=committee, function=SeatFunction.LEAD).first()
        for meeting in meetings:
            if meeting.chair_seat is None and lead:
                meeting.chair_seat = lead
                meeting.save(update_fields=["chair_seat"])
        return
    taken = set(Meeting.objects.filter(committee=committee, state__in=HELD_STATES).values_list("turn", flat=True))
    # A meeting held before an earlier one took its own turn only: the other's is still to come.
    free = (turn for turn in count() if turn not in taken)
    # Two open meetings may exchange their turns; freeing all first keeps each turn unique at every moment.
    Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings]).update(turn=None)
    for turn, meeting in zip(free, meetings, strict=False):
        meeting.turn = turn
        before = meeting.chair_seat_id
        if not meeting.swap_reason:
            meeting.chair_seat = seats[turn % len(seats)]
        meeting.save(update_fields=["turn", "chair_seat"])
        if meeting.state == MeetingState.INVITED and meeting.chair_seat_id != before:
            history.record(meeting, "chair_followed", by=None, after=meeting.chair_seat)


@transaction.atomic
def swap_chair(meeting: Meeting, seat: Seat, *, reason: str, by: User) -> Meeting:
    """Another seat chairs this meeting, for a reason. Where that seat has the chair of a later open meeting, the two
    meetings exchange their chairs. Refused when the meeting has begun, without a reason, or for a foreign seat.
    """
    meeting = lock_meeting(meeting)
    require_open(meeting)
    if not reason.strip():
        raise NotPossibleNow("swap_without_reason", _("Please say why the chair changes."))
    if not Seat.objects.on(meeting.date).filter(pk=seat.pk, committee=meeting.committee_id).exists():
        raise NotPossibleNow("foreign_seat", _("Only a seat of this committee can chair its meeting."))
    former = meeting.chair_seat
    if former == seat:
        raise NotPossibleNow("same_chair", _("%(seat)s has the chair of this meeting already.") % {"seat": seat})
    _take_chair(meeting, seat, reason, by)
    later = Meeting.objects.open().filter(committee=meeting.committee_id, chair_seat=seat).after(meeting)
    partner = later.in_order().first()
    if partner and former:
        _take_chair(partner, former, reason, by)
    telling.tell(meeting, reason=reason)
    telling.tell_committee(meeting.committee, but=meeting)
    return meeting


def _take_chair(meeting: Meeting, seat: Seat, reason: str, by: User) -> None:
    before = meeting.chair_seat
    meeting.chair_seat, meeting.swap_reason = seat, reason.strip()
    meeting.save(update_fields=["chair_seat", "swap_reason"])
    history.record(meeting, "chair_swapped", by=by, before=before, after=seat, reason=reason)
