"""Call the members: invite them, keep the invitations true to the seats, take their answers; who writes the minutes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history
from kog import queries as network
from kog.exceptions import NotPossibleNow
from kog.models import Committee, User, on_day
from meetings.actions import telling
from meetings.actions.locking import lock_committee, lock_meeting, require_not_over, require_open
from meetings.enums import Answer, MeetingState
from meetings.models import Distribution, Meeting, PapersWish, Participation
from meetings.queries.calendars import is_secret
from meetings.queries.changes import agenda_changes
from meetings.queries.meetings import rules_of

# A seat that is asked (again) has said nothing.
ANEW: dict[str, Any] = {
    "answer": Answer.PENDING,
    "answer_reason": "",
    "answered_at": None,
    "answered_by": None,
    "way": "",
    "substitute": "",
    "substitute_person": None,
    "reminded_at": None,
}


@transaction.atomic
def invite(meeting: Meeting, *, by: User, short_notice_reason: str = "") -> Meeting:
    """Invite whoever sits in the committee on the meeting's day, tell their deputies where the distribution list says
    so, and invite the guests of its items: one row per seat, one mail per person.

    Refused when no agenda was released where the rules want the full form, or when the notice is shorter than the
    rules say and nobody gives the reason. Inviting again reaches only people who were not invited yet.
    """
    meeting = lock_meeting(meeting)
    require_open(meeting)
    rules = rules_of(meeting)
    if rules.full_form and meeting.released_at is None:
        raise NotPossibleNow("not_released", _("Please have the agenda released before members are invited."))
    notice = (meeting.date - timezone.localdate()).days
    if rules.full_form and notice < rules.notice_days and not short_notice_reason.strip():
        raise NotPossibleNow(
            "short_notice",
            _("The rules ask for %(days)d days' notice; only %(left)d are left. Please give the reason for the haste.")
            % {"days": rules.notice_days, "left": notice},
        )
    fresh = sync_participations(meeting)
    meeting.state = MeetingState.INVITED
    meeting.invited_at = meeting.invited_at or timezone.now()
    meeting.short_notice_reason = short_notice_reason.strip() or meeting.short_notice_reason
    meeting.save(update_fields=["state", "invited_at", "short_notice_reason"])
    history.record(meeting, "invited", by=by, seats=len(fresh), notice=notice, reason=short_notice_reason)
    telling.tell(meeting)
    return meeting


@transaction.atomic
def reissue_agenda(meeting: Meeting, *, by: User) -> int:
    """Tell those who are invited what is new on the agenda since they were told last; returns how many hear of it.
    Refused when nothing is new, or before the invitation.
    """
    meeting = lock_meeting(meeting)
    if meeting.state != MeetingState.INVITED:
        raise NotPossibleNow("not_invited", _("Nobody is invited; the agenda goes out with the invitation."))
    if is_secret(meeting) or not agenda_changes(meeting):
        raise NotPossibleNow("nothing_new", _("Those who are invited know the agenda as it is."))
    history.record(meeting, "agenda_reissued", by=by)
    return telling.tell(meeting)


def sync_participations(meeting: Meeting) -> list[Participation]:
    """A row for every seat of the meeting's day, with its holder; returns the new ones. Committee locked.

    Where a seat has ended since it was invited, nobody sits on it any more. A new person answers anew.
    """
    known = {row.seat_id: row for row in meeting.participations.all()}
    meeting.participations.exclude(on_day(meeting.date, "seat__")).update(person=None)
    fresh = []
    for seat in network.seats_on(meeting.committee, meeting.date):
        holder = seat.occupied[0].person if seat.occupied and seat.occupied[0].role == "holder" else None
        row = known.get(seat.pk)
        if row is None:
            fresh.append(Participation(meeting=meeting, seat=seat, person=holder))
        elif row.person_id != (holder.pk if holder else None):
            meeting.participations.filter(pk=row.pk).update(person=holder, **ANEW)
    return Participation.objects.bulk_create(fresh)


def keep_invitations() -> int:
    """Seats change hands after the invitation: each meeting to come is brought in line. Returns the mails written."""
    written = 0
    for one in Meeting.objects.filter(state=MeetingState.INVITED, date__gte=timezone.localdate()).in_order():
        with transaction.atomic():
            meeting = lock_meeting(one)
            if meeting.state == MeetingState.INVITED:
                sync_participations(meeting)
                written += telling.tell(meeting)
    return written


@dataclass(frozen=True)
class Reply:
    """What somebody says to an invitation: yes, no, perhaps; how they come; who comes instead."""

    choice: str
    reason: str = ""
    substitute: str = ""
    substitute_person: User | None = None
    way: str = ""
    said_at: dt.datetime | None = None


@transaction.atomic
def answer(participation: Participation, choice: str, *, by: User, **reply: Any) -> Participation:
    """Accept, decline or leave open; with a reason, how one comes, and who comes instead: a name, or somebody of the
    portal, who is told. Refused once the meeting has begun: from then on the attendance says who is there.
    """
    said = Reply(choice, **reply)
    meeting = lock_meeting(participation.meeting)
    require_open(meeting)
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    someone = said.substitute_person
    if someone and someone.pk == participation.person_id:
        raise NotPossibleNow("own_substitute", _("Nobody represents themselves. Please name somebody else."))
    participation.answer, participation.answer_reason, participation.way = choice, said.reason.strip(), said.way
    participation.substitute = said.substitute.strip() or (someone.name if someone else "")
    participation.substitute_person = someone
    participation.answered_at, participation.answered_by = said.said_at or timezone.now(), by
    participation.save(
        update_fields=[
            "answer", "answer_reason", "way", "substitute", "substitute_person", "answered_at", "answered_by"
        ]
    )  # fmt: skip
    facts = {"reason": said.reason, "substitute": participation.substitute, "way": said.way}
    history.record(participation, "answered", by=by, answer=choice, **facts)
    telling.tell(meeting)
    return participation


@transaction.atomic
def distribute(
    committee: Committee,
    *,
    papers: str,
    deputies_in_copy: bool,
    answer_days: int,
    by: User,
    wishes: Mapping[User, str] | None = None,
) -> Distribution:
    """How the committee is invited from now on; and who of them gets papers otherwise, where `wishes` says so."""
    committee = lock_committee(committee.pk)
    facts = {"papers": papers, "deputies_in_copy": deputies_in_copy, "answer_days": answer_days}
    row, _created = Distribution.objects.update_or_create(committee=committee, defaults=facts)
    if wishes is not None:
        PapersWish.objects.filter(committee=committee).delete()
        PapersWish.objects.bulk_create(
            PapersWish(committee=committee, person=person, papers=wish)
            for person, wish in wishes.items()
            if wish and wish != papers
        )
        facts["wishes"] = ", ".join(f"{person}: {wish}" for person, wish in wishes.items() if wish)
    history.record(committee, "distribution_changed", by=by, **facts)
    return row


@transaction.atomic
def name_minute_taker(meeting: Meeting, person: User | None, *, by: User) -> Meeting:
    """Who writes; need not be a member. Refused once the meeting is over."""
    meeting = lock_meeting(meeting)
    require_not_over(meeting)
    meeting.minute_taker = person
    meeting.save(update_fields=["minute_taker"])
    history.record(meeting, "minute_taker_named", by=by, person=person)
    telling.tell(meeting)
    return meeting
