"""Keep everybody's calendar true: who is newly expected is invited, who is not expected any more is told so, and the
others hear of a change, once.

`tell` may run any number of times: what somebody knows stands in their row, so it writes to nobody twice. Actions call
it after they wrote what changed; the worker calls it for what changed elsewhere, such as a seat with a new person.
"""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import Committee, User
from meetings import appointments, mails
from meetings.actions.locking import lock_meeting, require_open
from meetings.enums import Answer, MeetingState
from meetings.models import Attendee, Meeting, Participation
from meetings.queries.calendars import sequence_of
from meetings.queries.changes import facts_to_tell
from meetings.queries.participation import to_remind
from meetings.queries.recipients import Recipient, recipients_of


def tell(meeting: Meeting, *, reason: str = "", asked_anew: Collection[int] = ()) -> int:
    """Write to everybody who does not know yet. Committee locked. Returns how many mails that were. The seats that are
    `asked_anew` (rows) had answered already.

    Nobody hears of a meeting before its members are invited, nor anything new once it has begun.
    """
    if meeting.state not in (MeetingState.INVITED, MeetingState.CANCELLED):
        return 0
    state = sequence_of(meeting)
    known = {row.person_id: row for row in meeting.attendees.select_for_update().select_related("person")}
    expected = recipients_of(meeting) if meeting.state == MeetingState.INVITED else []
    facts = facts_to_tell(meeting)
    written = sum(
        _tell_expected(
            meeting,
            one,
            known.get(one.person.pk),
            state,
            facts=facts,
            reason=reason,
            asked_anew=bool(one.row and one.row.pk in asked_anew),
        )
        for one in expected
    )
    ids = {one.person.pk for one in expected}
    gone = [row for row in known.values() if row.person_id not in ids and row.withdrawn_at is None]
    return written + sum(_tell_gone(meeting, row, state) for row in gone)


def tell_committee(committee: Committee, *, but: Meeting | None = None) -> int:
    """The same for all open meetings of a committee: another order of dates may give them another chair."""
    others = Meeting.objects.filter(committee=committee, state=MeetingState.INVITED)
    return sum(tell(meeting) for meeting in others.exclude(pk=but.pk if but else None).in_order())


def _tell_expected(
    meeting: Meeting,
    one: Recipient,
    row: Attendee | None,
    state: int,
    *,
    facts: dict[str, Any],
    reason: str,
    asked_anew: bool,
) -> int:
    """An invitation to who is new or comes as something else; an update to who does not know the last change."""
    if row is None:
        row = Attendee(meeting=meeting, person=one.person, role=one.role)
        is_new, number = True, state
    else:
        row.person = one.person
        kind = mails.invitation_kind(one.role)
        is_new = row.withdrawn_at is not None or kind != mails.invitation_kind(row.role)
        number = max(state, row.sequence + 1)
    if not is_new and row.told >= state:
        return 0
    known = row.knows
    facts = {**facts, "secret": facts["secret"] or known.get("secret", False)}
    if not is_new and facts == known:
        row.told, row.sequence = state, max(state, row.sequence)
        row.save(update_fields=["told", "sequence"])
        return 0
    row.role, row.told, row.sequence, row.sent_at, row.withdrawn_at = one.role, state, number, timezone.now(), None
    row.knows = facts
    row.save()
    calendar = appointments.request(meeting, row, one.row)
    if is_new:
        mails.invited(meeting, one, row, calendar)
    else:
        mails.meeting_changed(meeting, one, calendar, known=known, now=facts, reason=reason, asked_anew=asked_anew)
    return 1


def _tell_gone(meeting: Meeting, row: Attendee, state: int) -> int:
    """The entry in the calendar goes. Who left the network has no mailbox with us any more."""
    row.told, row.sequence, row.withdrawn_at = state, max(state, row.sequence + 1), timezone.now()
    row.save(update_fields=["told", "sequence", "withdrawn_at"])
    if not row.person.is_active:
        return 0
    calendar = appointments.cancellation(meeting, row)
    if meeting.is_cancelled:
        mails.meeting_cancelled(meeting, row.person, calendar)
    else:
        mails.invitation_withdrawn(meeting, row.person, calendar)
    return 1


def silent(meeting: Meeting) -> list[Participation]:
    """Seats whose person was invited and has said nothing yet."""
    rows = meeting.participations.filter(answer=Answer.PENDING, substitute="", person__is_active=True)
    return list(rows.select_related("person", "meeting__committee", "seat__institution").order_by("pk"))


@transaction.atomic
def remind_silent(meeting: Meeting, *, by: User | None) -> int:
    """Ask those once more who have not answered; whoever was asked within the last hours is left in peace.

    Refused before the invitation, and when there is nobody to ask. Returns how many were reminded.
    """
    meeting = lock_meeting(meeting)
    require_open(meeting)
    now = timezone.now()
    waiting = silent(meeting) if meeting.state == MeetingState.INVITED else []
    rows = to_remind(waiting)
    if not rows:
        if waiting:
            raise NotPossibleNow("reminded_today", _("Everybody who is silent was reminded within the last day."))
        raise NotPossibleNow("nobody_silent", _("Nobody has to be reminded: all who were invited have answered."))
    for row in rows:
        row.meeting = meeting
        row.reminded_at = now
        row.save(update_fields=["reminded_at"])
        mails.answer_wanted(row)
    history.record(meeting, "silent_reminded", by=by, seats=len(rows))
    return len(rows)
