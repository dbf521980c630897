"""Call the meeting: plan one or a whole year, change where and when, cancel, invite."""

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history
from kog import queries as network
from kog.exceptions import NotPossibleNow
from kog.models import Committee, User, on_day
from kog.numbering import next_number
from meetings.actions import carrying, chairing, open_mic, preparing, telling
from meetings.actions.agenda import add_standing_items
from meetings.actions.locking import lock_committee, lock_meeting, require_not_over, require_open
from meetings.enums import Answer, MeetingFormat, MeetingState, Outcome
from meetings.models import Distribution, Guest, Meeting, Participation
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


@dataclass(frozen=True)
class Arrangement:
    """Where, when and how a meeting is held."""

    date: dt.date
    starts: dt.time = dt.time(10)
    ends: dt.time = dt.time(12, 30)
    place: str = ""
    format: str = MeetingFormat.ON_SITE
    video_link: str = ""
    title: str = ""

    def check(self) -> None:
        if self.ends <= self.starts:
            raise NotPossibleNow("ends_before_it_begins", _("The meeting ends before it begins."))


def number_meeting(committee: Committee, year: int) -> dict[str, object]:
    """The next number of the committee in a year, as the fields of a meeting: KOG 2026-1, kog-2026-1."""
    number = next_number(f"meeting:{committee.pk}:{year}")
    designation = f"{committee.prefix} {year}-{number}"
    return {"year": year, "number": number, "designation": designation, "slug": f"{committee.key}-{year}-{number}"}


@transaction.atomic
def plan(committee: Committee, arrangement: Arrangement, *, by: User | None) -> Meeting:
    """Plan a meeting: it gets its number, its chair by rotation, the standing items, what waited for it, and its
    preparation plan. Refused for a dissolved committee or a second meeting at the same time.
    """
    arrangement.check()
    committee = lock_committee(committee.pk)
    _refuse_dissolved(committee, arrangement)
    _refuse_double(committee, arrangement)
    meeting = Meeting.objects.create(
        committee=committee, **number_meeting(committee, arrangement.date.year), **asdict(arrangement)
    )
    chairing.reassign_turns(committee)
    meeting.refresh_from_db()
    add_standing_items(meeting)
    carrying.gather_waiting(meeting)
    open_mic.place(committee)
    preparing.draw_up(meeting)
    history.record(meeting, "planned", by=by, date=meeting.date, chair=meeting.chair_seat)
    telling.tell_committee(committee)
    return meeting


def _refuse_dissolved(committee: Committee, arrangement: Arrangement) -> None:
    if committee.dissolved and committee.dissolved <= arrangement.date:
        raise NotPossibleNow("dissolved", _("%(committee)s is dissolved by then.") % {"committee": committee.name})


def _refuse_double(committee: Committee, arrangement: Arrangement, *, but: int | None = None) -> None:
    """Two meetings of a committee do not overlap; a cancelled one is in nobody's way."""
    same_day = Meeting.objects.filter(committee=committee, date=arrangement.date).exclude(state=MeetingState.CANCELLED)
    twin = same_day.filter(starts__lt=arrangement.ends, ends__gt=arrangement.starts).exclude(pk=but).first()
    if twin:
        raise NotPossibleNow(
            "planned_twice", _("%(meeting)s is planned for this day and hour already.") % {"meeting": twin}
        )


@transaction.atomic
def plan_year(committee: Committee, arrangements: list[Arrangement], *, by: User) -> list[Meeting]:
    """Plan several meetings in one step, in the order of their dates, all or none."""
    return [plan(committee, one, by=by) for one in sorted(arrangements, key=lambda one: (one.date, one.starts))]


@transaction.atomic
def rearrange(meeting: Meeting, arrangement: Arrangement, *, by: User, reason: str = "") -> Meeting:
    """Change date, place or form. A new date moves the preparation plan and may change whose turn it is; the number
    stays. What was on the meeting's agenda moves with it; but where it moves behind another meeting, what was due,
    carried over or to be approved goes to the one that is next now. An invited meeting is moved only with a reason;
    those invited are told, and asked anew: who had time on the old day may have none on the new one.
    """
    arrangement.check()
    meeting = lock_meeting(meeting)
    require_open(meeting)
    before = {name: getattr(meeting, name) for name in asdict(arrangement)}
    changed = {name: value for name, value in asdict(arrangement).items() if before[name] != value}
    if not changed:
        return meeting
    moved = bool({"date", "starts"} & changed.keys())
    if moved:
        _refuse_dissolved(meeting.committee, arrangement)
    if moved or "ends" in changed:
        _refuse_double(meeting.committee, arrangement, but=meeting.pk)
    if moved and meeting.state == MeetingState.INVITED and not reason.strip():
        raise NotPossibleNow("move_without_reason", _("Members are invited already. Please say why the date moves."))
    for name, value in changed.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=list(changed))
    if "date" in changed:
        preparing.redate(meeting)
        _take_guests_along(meeting, before["date"])
        chairing.reassign_turns(meeting.committee)
        if arrangement.date > before["date"]:
            carrying.hand_over(meeting, by=by)
        carrying.place_protocols(meeting.committee)
        meeting.refresh_from_db()
    history.record(meeting, "moved" if moved else "rearranged", by=by, reason=reason, **_texts(before, changed))
    if moved:
        _ask_anew(meeting)
    telling.tell(meeting, reason=reason)
    if "date" in changed:
        telling.tell_committee(meeting.committee, but=meeting)
    return meeting


def _take_guests_along(meeting: Meeting, former: dt.date) -> None:
    """Who was asked until the meeting's day is asked until its new one."""
    asked = Guest.objects.filter(item__meeting=meeting, ended_at=None, until__gte=former)
    asked.filter(Q(until=former) | Q(until__lt=meeting.date)).update(until=meeting.date)


def _ask_anew(meeting: Meeting) -> None:
    """The answers were to another day; the history keeps them."""
    meeting.participations.exclude(answer=Answer.PENDING).update(**ANEW)


def _texts(before: dict[str, object], changed: dict[str, object]) -> dict[str, str]:
    return {name: f"{before[name]} → {value}" for name, value in changed.items()}


@transaction.atomic
def cancel(meeting: Meeting, *, reason: str, by: User) -> Meeting:
    """Cancel a meeting that has not begun. It keeps its number and takes no turn. Its open items, its due assignments
    and the approval of the last protocol move to the committee's next meeting or wait for it; those invited are told.
    """
    meeting = lock_meeting(meeting)
    require_open(meeting)
    if not reason.strip():
        raise NotPossibleNow("cancel_without_reason", _("Please say why the meeting is cancelled."))
    meeting.state, meeting.turn = MeetingState.CANCELLED, None
    meeting.cancelled_at, meeting.cancel_reason = timezone.now(), reason.strip()
    meeting.save(update_fields=["state", "turn", "cancelled_at", "cancel_reason"])
    items = meeting.items.accepted()
    items.exclude(standing="").filter(protocol=None).update(outcome=Outcome.OMITTED)
    items.exclude(outcome=Outcome.OMITTED).update(outcome=Outcome.POSTPONED, outcome_reason=meeting.cancel_reason)
    carried = carrying.carry_postponed(meeting)
    carrying.return_suggestions(meeting)
    deferred = carrying.defer_assignments(meeting, reason=meeting.cancel_reason, by=by)
    chairing.reassign_turns(meeting.committee)
    carrying.place_protocols(meeting.committee)
    open_mic.place(meeting.committee)
    history.record(meeting, "cancelled", by=by, reason=reason, items=carried, assignments=deferred)
    telling.tell(meeting)
    telling.tell_committee(meeting.committee, but=meeting)
    return meeting


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
    committee: Committee, *, papers: str, deputies_in_copy: bool, answer_days: int, by: User
) -> Distribution:
    """How the committee is invited from now on."""
    committee = lock_committee(committee.pk)
    facts = {"papers": papers, "deputies_in_copy": deputies_in_copy, "answer_days": answer_days}
    row, _created = Distribution.objects.update_or_create(committee=committee, defaults=facts)
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
