"""The secretariat's desk: what is due for which meeting, and on whom it waits, across all committees one runs."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kog.models import User
from meetings.enums import ObjectionDecision, ProtocolState, StepOwner
from meetings.models import AgendaItem, Meeting, Objection, PreparationStep, Protocol
from meetings.queries import visibility
from meetings.queries.agenda import unanswered
from meetings.queries.matters import unconfirmed, with_bodies_outside
from meetings.queries.missing import Gap, missing
from meetings.queries.preparation import LATE, Picture, StepLine, lines, picture, under_way

AHEAD, MOST = dt.timedelta(weeks=26), 12
HORIZON = dt.timedelta(days=21)


@dataclass
class Desk:
    """Everything the page shows. Pictures only for meetings that have steps."""

    meetings: list[Meeting]
    pictures: list[Picture] = field(default_factory=list)
    overdue: list[StepLine] = field(default_factory=list)
    due: list[StepLine] = field(default_factory=list)
    done: list[StepLine] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    waiting: list["Waiting"] = field(default_factory=list)
    suggestions: list[AgendaItem] = field(default_factory=list)


@dataclass(frozen=True)
class Waiting:
    """What lies with somebody else: what, with whom, since when."""

    what: str
    who: str
    url: str
    since: dt.date | None


def desk_of(user: User) -> Desk:
    committees = visibility.committees_run_by(user)
    meetings = _meetings(user, committees)
    steps = _steps(meetings)
    by_meeting: dict[int, list[PreparationStep]] = {}
    for step in steps:
        by_meeting.setdefault(step.meeting_id, []).append(step)
    everything = lines(steps)
    todo = [line for line in everything if not line.step.done_at]
    today = timezone.localdate()
    protocols = _protocols(committees)
    return Desk(
        meetings,
        [picture(meeting, by_meeting[meeting.pk]) for meeting in meetings if meeting.pk in by_meeting],
        [line for line in todo if line.standing == LATE],
        [line for line in todo if line.standing != LATE and line.step.due <= today + HORIZON],
        _lately_done(everything),
        missing(meetings),
        [
            *_others_steps(todo),
            *_protocols_elsewhere(protocols),
            *_objections(committees),
            *_unconfirmed(),
            *_outside(),
        ],
        list(_suggestions(committees)),
    )


def _meetings(user: User, committees: object) -> list[Meeting]:
    """Coming ones, running ones, and held ones whose follow-up is not over."""
    near = Q(date__lte=timezone.localdate() + AHEAD)
    rows = Meeting.objects.filter(near & under_way(), committee__in=committees.values("pk"))
    return list(rows.select_related("committee", "chair_seat__institution").in_order()[:MOST])


def _steps(meetings: list[Meeting]) -> list[PreparationStep]:
    rows = PreparationStep.objects.filter(meeting__in=[meeting.pk for meeting in meetings])
    rows = list(rows.select_related("done_by").order_by("due", "pk"))
    known = {meeting.pk: meeting for meeting in meetings}
    for row in rows:
        row.meeting = known[row.meeting_id]
    return rows


def _lately_done(everything: list[StepLine], limit: int = 5) -> list[StepLine]:
    done = [line for line in everything if line.step.done_at]
    return sorted(done, key=lambda line: line.step.done_at, reverse=True)[:limit]


def _others_steps(todo: list[StepLine]) -> list[Waiting]:
    """Overdue steps that are not the secretariat's own."""
    return [
        Waiting(line.step.title, line.step.get_owner_display(), line.step.meeting.get_absolute_url(), line.step.due)
        for line in todo
        if line.standing == LATE and line.step.owner != StepOwner.SECRETARIAT
    ]


def _protocols(committees: object) -> list[Protocol]:
    rows = Protocol.objects.filter(committee__in=committees.values("pk"), state=ProtocolState.WITH_CHAIR)
    return list(rows.select_related("meeting__chair_seat__institution").order_by("sent_to_chair_at")[:MOST])


def _protocols_elsewhere(protocols: list[Protocol]) -> list[Waiting]:
    return [
        Waiting(
            _("Check of the protocol of %(meeting)s") % {"meeting": row.meeting},
            str(row.meeting.chair_seat or _("Chair")),
            row.get_absolute_url(),
            row.sent_to_chair_at.date() if row.sent_to_chair_at else None,
        )
        for row in protocols
    ]


def _objections(committees: object) -> list[Waiting]:
    rows = Objection.objects.filter(
        protocol__committee__in=committees.values("pk"), decision=ObjectionDecision.PENDING
    ).select_related("protocol__meeting", "by")
    return [
        Waiting(
            _("Decision on an objection to the protocol of %(meeting)s") % {"meeting": row.protocol.meeting},
            _("raised by %(person)s") % {"person": row.by},
            row.protocol.get_absolute_url(),
            row.at.date(),
        )
        for row in rows.order_by("at")[:MOST]
    ]


def _unconfirmed() -> list[Waiting]:
    """Answers that lie with whoever brought the matter up."""
    return [
        Waiting(
            _("Confirmation of the answer to %(number)s") % {"number": row.matter.number},
            row.matter.origin_name,
            row.matter.get_absolute_url(),
            row.at.date(),
        )
        for row in unconfirmed()[:MOST]
    ]


def _outside() -> list[Waiting]:
    """Matters that lie with bodies outside the network."""
    return [
        Waiting(
            _("Answer to %(number)s “%(title)s”") % {"number": row.number, "title": row.title},
            row.addressee_name,
            row.get_absolute_url(),
            row.sent_on,
        )
        for row in with_bodies_outside()[:MOST]
    ]


def _suggestions(committees: object) -> object:
    return (
        unanswered(committees)
        .select_related("committee", "suggested_by", "suggested_from", "meeting")
        .order_by("pk")[:MOST]
    )
