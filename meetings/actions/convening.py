"""Call the meeting: plan one or a whole year, change where and when, cancel."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import Committee, User
from kog.numbering import next_number
from meetings.actions import carrying, chairing, folders, inviting, open_mic, preparing, telling
from meetings.actions.agenda import add_standing_items
from meetings.actions.locking import lock_committee, lock_meeting, require_open
from meetings.enums import MeetingFormat, MeetingState, Outcome
from meetings.models import Guest, Meeting
from meetings.queries.calendars import is_secret
from meetings.queries.participation import answered


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
    folders.of_meeting(meeting, by=by)
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
        folders.of_meeting(meeting, by=by)
        _take_guests_along(meeting, before["date"])
        chairing.reassign_turns(meeting.committee)
        if arrangement.date > before["date"]:
            carrying.hand_over(meeting, by=by)
        carrying.place_protocols(meeting.committee)
        meeting.refresh_from_db()
    history.record(meeting, "moved" if moved else "rearranged", by=by, reason=reason, **_texts(before, changed))
    telling.tell(meeting, reason=reason, asked_anew=_ask_anew(meeting) if moved else ())
    if "date" in changed:
        telling.tell_committee(meeting.committee, but=meeting)
    return meeting


def _take_guests_along(meeting: Meeting, former: dt.date) -> None:
    """Who was asked until the meeting's day is asked until its new one."""
    asked = Guest.objects.filter(item__meeting=meeting, ended_at=None, until__gte=former)
    asked.filter(Q(until=former) | Q(until__lt=meeting.date)).update(until=meeting.date)


def _ask_anew(meeting: Meeting) -> list[int]:
    """The answers were to another day or hour; the history keeps them. Returns which seats (rows) had answered."""
    rows = list(answered(meeting).values_list("pk", flat=True))
    meeting.participations.filter(pk__in=rows).update(**inviting.ANEW)
    return rows


def _texts(before: dict[str, object], changed: dict[str, object]) -> dict[str, str]:
    return {name: f"{before[name]} → {value}" for name, value in changed.items()}


@transaction.atomic
def show_publicly(meeting: Meeting, publicity: str, *, by: User) -> Meeting:
    """What the public calendar tells of the meeting. Refused for one whose subject is confidential as a whole."""
    meeting = lock_meeting(meeting)
    if publicity and is_secret(meeting):
        raise NotPossibleNow(
            "confidential", _("This meeting is confidential as a whole; the public calendar says nothing of it.")
        )
    if meeting.publicity != publicity:
        meeting.publicity = publicity
        meeting.save(update_fields=["publicity"])
        history.record(meeting, "shown_publicly", by=by, publicity=publicity)
    return meeting


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
