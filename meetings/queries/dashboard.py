"""The Lage: what needs this person now, and what is new. A constant number of queries, whoever asks."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kog import rules as who
from kog.models import User
from meetings.enums import Answer, MeetingState, ObjectionDecision, ProtocolState
from meetings.models import Assignment, Matter, Meeting, Objection, Participation, PreparationStep, Protocol
from meetings.queries import circulars, matters, visibility
from meetings.queries.agenda import unanswered
from meetings.queries.delegations import parts_to_report
from meetings.queries.lists import still_to_come
from meetings.queries.mandates import without_a_hearing
from meetings.queries.news import Piece, news_for
from meetings.queries.participation import seats_of
from meetings.queries.preparation import under_way

SHOWN, MOST = 6, 40
REPORT_DAYS = 14
LOOK_AHEAD = dt.timedelta(days=7)


@dataclass(frozen=True)
class Need:
    """One thing that waits for this person. An invitation carries its row, for the buttons of the answer."""

    title: str
    url: str
    detail: str = ""
    action: str = ""
    due: dt.date | None = None
    row: Participation | None = None


@dataclass
class Lage:
    needs: list[Need] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    chaired: Meeting | None = None
    assignments: list[Assignment] = field(default_factory=list)
    overdue: int = 0
    news: list[Piece] = field(default_factory=list)
    steps: list[PreparationStep] = field(default_factory=list)
    late_steps: int = 0
    uses_desk: bool = False

    @property
    def next_meeting(self) -> Meeting | None:
        return self.meetings[0] if self.meetings else None


def lage_of(user: User) -> Lage:
    seats = seats_of(user)
    today = timezone.localdate()
    assignments = list(_assignments(user))
    meetings = _meetings(user)
    steps = list(_steps(today)) if who.is_secretary(user) else []
    needs = [
        *_answers(seats, today),
        *_votes(user),
        *_reports(assignments),
        *_protocols(user, seats),
        *_objections(user, seats),
        *_suggestions(user),
        *_confirmations(user),
        *_matters(user),
        *_parts(user),
        *_mandates(user),
        *_counts(user),
    ]
    return Lage(
        needs,
        meetings,
        next((meeting for meeting in meetings if meeting.chair_seat_id in seats), None),
        assignments,
        sum(is_overdue(row, today) for row in assignments),
        news_for(user),
        steps[:SHOWN],
        sum(step.due < today for step in steps),
        who.is_secretary(user),
    )


def report_due(assignment: Assignment) -> dt.date | None:
    """When the report is wanted: two weeks before the meeting that reviews it; None while that is not planned."""
    return assignment.due_meeting.date - dt.timedelta(days=REPORT_DAYS) if assignment.due_meeting else None


def is_overdue(assignment: Assignment, today: dt.date) -> bool:
    """Open, its report wanted by a day that is over, and nothing said since the last review."""
    due = report_due(assignment)
    return bool(assignment.is_open and not assignment.progress and due and due < today)


def _assignments(user: User) -> object:
    """Open assignments of the houses and groups the person speaks for, next review first."""
    mine = Q(lead_institution__in=who.speaks_for(user)) | Q(lead_committee__in=who.member_of(user))
    rows = visibility.assignments_visible_to(user).open().filter(mine)
    rows = rows.select_related("lead_institution", "lead_committee", "due_meeting", "committee")
    return rows.order_by("due_meeting__date", "pk")[:MOST]


def _meetings(user: User) -> list[Meeting]:
    """What comes next in the own committees; in all that one runs, for the secretariat."""
    rows = still_to_come(visibility.meetings_visible_to(user))
    if not who.is_secretary(user) and who.member_of(user):
        rows = rows.filter(committee__in=who.member_of(user))
    return list(rows.select_related("committee", "chair_seat__institution")[:SHOWN])


def _answers(seats: set[int], today: dt.date) -> list[Need]:
    rows = Participation.objects.filter(
        seat__in=seats, answer=Answer.PENDING, substitute="", meeting__state=MeetingState.INVITED
    ).filter(meeting__date__gte=today)
    rows = rows.select_related("meeting__committee", "seat__institution").order_by("meeting__date", "pk")
    return [
        Need(
            _("Will you take part in %(meeting)s?") % {"meeting": row.meeting},
            row.meeting.get_absolute_url(),
            _("%(place)s · for %(seat)s")
            % {"place": row.meeting.place or row.meeting.get_format_display(), "seat": row.seat},
            due=row.meeting.date,
            row=row,
        )
        for row in rows
    ]


def _votes(user: User) -> list[Need]:
    """Own seats that are asked in a circular procedure."""
    return [
        Need(
            _("Your vote in the circular procedure “%(title)s”") % {"title": row.procedure.title},
            row.procedure.get_absolute_url(),
            _("%(number)s, for %(seat)s; answer until") % {"number": row.procedure, "seat": row.seat},
            _("Answer it"),
            row.procedure.deadline,
        )
        for row in circulars.wanted_from(user)[:MOST]
    ]


def _counts(user: User) -> list[Need]:
    """Circular procedures that only wait for somebody to establish the result."""
    if not visibility.may_plan(user):
        return []
    return [
        Need(
            _("Establish the result of %(procedure)s") % {"procedure": procedure},
            procedure.get_absolute_url(),
            procedure.title,
            _("Establish the result"),
        )
        for procedure in circulars.to_be_counted(visibility.committees_run_by(user))[:MOST]
    ]


def _reports(assignments: list[Assignment]) -> list[Need]:
    """Open, to be reviewed in a planned meeting, and nothing said since the last review."""
    return [
        Need(
            _("Status report on “%(title)s”") % {"title": row.title},
            row.get_absolute_url(),
            _("%(number)s, reviewed in %(meeting)s; the report is wanted by")
            % {"number": row.number, "meeting": row.due_meeting},
            _("Report"),
            report_due(row),
        )
        for row in assignments
        if not row.progress and row.due_meeting
    ]


def _protocols(user: User, seats: set[int]) -> list[Need]:
    waiting = Q(state=ProtocolState.WITH_CHAIR, meeting__chair_seat__in=seats)
    if who.is_secretary(user):
        waiting |= Q(state=ProtocolState.DRAFT)
    rows = Protocol.objects.filter(waiting).select_related("meeting").order_by("meeting__date")[:MOST]
    return [
        Need(
            _("Check the protocol of %(meeting)s") % {"meeting": row.meeting}
            if row.state == ProtocolState.WITH_CHAIR
            else _("Finish the draft protocol of %(meeting)s") % {"meeting": row.meeting},
            row.get_absolute_url(),
            _("You correct it and have it sent to the members.")
            if row.state == ProtocolState.WITH_CHAIR
            else _("Then it goes to the chair."),
            _("Read and circulate") if row.state == ProtocolState.WITH_CHAIR else _("Edit"),
        )
        for row in rows
    ]


def _objections(user: User, seats: set[int]) -> list[Need]:
    rows = Objection.objects.filter(decision=ObjectionDecision.PENDING)
    if not who.is_secretary(user):
        rows = rows.filter(protocol__meeting__chair_seat__in=seats)
    rows = rows.select_related("protocol__meeting", "by").order_by("at")[:MOST]
    return [
        Need(
            _("Decide on an objection to the protocol of %(meeting)s") % {"meeting": row.protocol.meeting},
            row.protocol.get_absolute_url(),
            _("raised by %(person)s") % {"person": row.by},
            _("Decide"),
        )
        for row in rows
    ]


def _suggestions(user: User) -> list[Need]:
    if not visibility.may_plan(user):
        return []
    rows = unanswered(visibility.committees_run_by(user))
    by_committee: dict[object, int] = {}
    for item in rows.select_related("committee")[:MOST]:
        by_committee[item.committee] = by_committee.get(item.committee, 0) + 1
    return [
        Need(
            ngettext("Answer a suggestion for %(committee)s", "Answer %(count)d suggestions for %(committee)s", number)
            % {"count": number, "committee": committee},
            reverse("meetings:pool", args=[committee.key]),
            _("Accept it or decline it with a reason."),
            _("Answer it"),
        )
        for committee, number in by_committee.items()
    ]


def _confirmations(user: User) -> list[Need]:
    """Answers to what the own groups and houses brought up."""
    return [
        Need(
            _("Answer of %(addressee)s to “%(title)s”")
            % {"addressee": row.matter.addressee or row.matter.addressee_name, "title": row.matter.title},
            row.matter.get_absolute_url(),
            _("%(number)s; without a word it counts from") % {"number": row.matter.number},
            _("Read and confirm"),
            row.counts_on,
        )
        for row in matters.to_confirm(user)[:MOST]
    ]


def _matters(user: User) -> list[Need]:
    """Matters that wait for an answer of the committees the person runs, or to be sent to a body outside."""
    if not visibility.may_plan(user):
        return []
    return [_matter(row) for row in matters.answers_due(user)[:SHOWN]]


def _parts(user: User) -> list[Need]:
    """Parts of assignments that the person took over and has not finished."""
    return [
        Need(
            _("Report on your part “%(part)s”") % {"part": row.title},
            reverse("meetings:part_report", args=[row.assignment.slug, row.pk]),
            _("of %(number)s, passed on by %(person)s") % {"number": row.assignment.number, "person": row.by},
            _("Report"),
            row.due,
        )
        for row in parts_to_report(user)[:SHOWN]
    ]


def _mandates(user: User) -> list[Need]:
    """Groups whose report waits for a meeting that nobody planned, or whose mandate is over its end."""
    if not who.is_secretary(user):
        return []
    return [
        Need(
            _("Plan the report of %(group)s") % {"group": row.group.name},
            row.group.get_absolute_url(),
            _("Its mandate has no meeting that hears the report; it ends on") if row.ends_on else "",
            _("To the group"),
            row.ends_on,
        )
        for row in without_a_hearing()[:SHOWN]
    ]


def _matter(row: Matter) -> Need:
    facts = {"number": row.number, "title": row.title}
    brought = _("brought up by %(origin)s") % {"origin": row.origin_name}
    if row.outside_addressee and not row.sent_on:
        title, action = _("Send %(number)s “%(title)s”") % facts, _("Note that it was sent")
    else:
        title, action = _("Answer %(number)s “%(title)s”") % facts, _("Answer it")
    return Need(title, row.get_absolute_url(), brought, action)


def _steps(today: dt.date) -> object:
    rows = PreparationStep.objects.filter(under_way("meeting__"), done_at=None, due__lte=today + LOOK_AHEAD)
    return rows.select_related("meeting").order_by("due", "pk")[:MOST]
