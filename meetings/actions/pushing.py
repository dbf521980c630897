"""Deadlines that push: the worker plays the preparation plans and writes to those who have something to do.

Each thing is said once: the row that says so is written with the mails. Nothing is sent on free days, on bridge days or
around the turn of the year; what fell due then is sent on the first day after. A step that is ticked off pushes nobody.
"""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from kog import history
from kog import queries as network
from kog.working_days import add_working_days, is_day_for_mail
from meetings import mails
from meetings.actions import telling
from meetings.actions.locking import lock_meeting
from meetings.enums import MeetingState, Push, Reminded
from meetings.models import Assignment, Meeting, PreparationStep, Protocol, Reminder
from meetings.queries import reminding
from workinggroups.queries import link_person

NOTHING_TWICE_WITHIN = dt.timedelta(days=3)


def push_due(today: dt.date | None = None) -> int:
    """Send what is due today; returns how many reminders that were. Running it again sends nothing."""
    today = today or timezone.localdate()
    ours = network.network()
    state = ours.state if ours else ""
    if not is_day_for_mail(today, state):
        return 0
    sent = sum(_push(step) for step in reminding.pushing_steps(today))
    for meeting in reminding.coming_meetings(today):
        sent += _half_time(meeting, today)
        sent += _escalate(meeting, today, state)
    return sent + sum(_objections(protocol) for protocol in reminding.ending_objections(today, state))


def _push(step: PreparationStep) -> int:
    meeting = step.meeting
    if step.push == Push.PROTOCOL:
        return _protocol(meeting) if meeting.is_closed else 0
    if not meeting.is_open:
        return 0
    if step.push == Push.CALL:
        return _call(meeting) + _ask_for_reports(meeting, Reminded.REPORT)
    if step.push == Push.REPORTS:
        return _ask_for_reports(meeting, Reminded.LAST_CALL)
    return _silent(meeting) + _papers(meeting)


@transaction.atomic
def _once(meeting: Meeting, kind: Reminded, about: str, write: Callable[[Meeting], int]) -> int:
    """Write it, if nobody did so before: two workers at once wait for each other at the committee's lock."""
    meeting = lock_meeting(meeting)
    if meeting.reminders.filter(kind=kind, about=about).exists():
        return 0
    people = write(meeting)
    Reminder.objects.create(meeting=meeting, kind=kind, about=about, sent_on=timezone.localdate(), count=people)
    return 1 if people else 0


def _call(meeting: Meeting) -> int:
    """To the leads of the groups below: what should the meeting deal with?"""
    return _once(
        meeting,
        Reminded.ITEMS,
        "",
        lambda meeting: mails.items_wanted(meeting, reminding.leads_below(meeting.committee)),
    )


def _ask_for_reports(meeting: Meeting, kind: Reminded) -> int:
    """To those in charge of what is due and of which nothing was heard."""
    return sum(_report(meeting, assignment, kind) for assignment in reminding.without_report(meeting))


def _report(meeting: Meeting, assignment: Assignment, kind: Reminded) -> int:
    def write(_meeting: Meeting) -> int:
        if _asked_lately(assignment):
            return 0
        history.record(assignment, "report_asked", by=None)
        return mails.report_wanted(assignment)

    return _once(meeting, kind, f"assignment:{assignment.pk}", write)


def _asked_lately(assignment: Assignment) -> bool:
    """Somebody asked by hand, or another term came first: nobody is asked twice in some days."""
    since = timezone.now() - NOTHING_TWICE_WITHIN
    return history.of(assignment).filter(verb="report_asked", at__gt=since).exists()


def _half_time(meeting: Meeting, today: dt.date) -> int:
    day = reminding.half_time_of(meeting)
    if day is None or not day <= today < day + reminding.LATEST:
        return 0
    return _ask_for_reports(meeting, Reminded.HALF_TIME)


def _escalate(meeting: Meeting, today: dt.date, state: str) -> int:
    """Of whom nothing is heard after the last call: the link person is told; then the list goes to the chair."""
    asked = meeting.reminders.filter(kind=Reminded.LAST_CALL, about__startswith="assignment:")
    if not asked:
        return 0
    missing = {f"assignment:{one.pk}": one for one in reminding.without_report(meeting)}
    sent = 0
    for reminder in asked:
        assignment = missing.get(reminder.about)
        late = add_working_days(reminder.sent_on, reminding.LINK_PERSON_AFTER, state) <= today
        if assignment and assignment.lead_committee and late:
            sent += _tell_link_person(meeting, assignment)
    if missing and add_working_days(meeting.date, -reminding.CHAIR_BEFORE, state) <= today:
        sent += _once(
            meeting, Reminded.CHAIR, "", lambda meeting: mails.reports_missing(meeting, list(missing.values()))
        )
    return sent


def _tell_link_person(meeting: Meeting, assignment: Assignment) -> int:
    tie = link_person(assignment.lead_committee)
    if tie is None or not tie.person.is_active:
        return 0
    about = f"assignment:{assignment.pk}"
    return _once(meeting, Reminded.LINK_PERSON, about, lambda _meeting: mails.report_missing(assignment, tie.person))


def _silent(meeting: Meeting) -> int:
    def write(meeting: Meeting) -> int:
        waiting = telling.silent(meeting)
        return telling.remind_silent(meeting, by=None) if any(not row.reminded_at for row in waiting) else 0

    return _once(meeting, Reminded.ANSWER, "", write) if meeting.state == MeetingState.INVITED else 0


def _papers(meeting: Meeting) -> int:
    return sum(
        _once(meeting, Reminded.PAPERS, f"item:{item.pk}", lambda _meeting, item=item: mails.paper_wanted(item))
        for item in reminding.without_paper(meeting)
    )


def _protocol(meeting: Meeting) -> int:
    """The draft lies about a week after the meeting: whoever writes it is asked to send it to the chair."""
    protocol = reminding.unwritten_protocol(meeting)
    return _once(meeting, Reminded.PROTOCOL, "", lambda _meeting: mails.protocol_wanted(protocol)) if protocol else 0


def _objections(protocol: Protocol) -> int:
    return _once(protocol.meeting, Reminded.OBJECTIONS, "", lambda _meeting: mails.objections_end(protocol))
