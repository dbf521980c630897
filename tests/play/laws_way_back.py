"""The rules of the way back, as questions to the database: each yields what breaks it.

A matter is closed only when its answer arrived and left nothing open (5 of the design's rules); every open mandate has
one report before it, on an agenda where there is one.
"""

from collections.abc import Iterator

from django.db.models import F, Q

from meetings.enums import ItemState, MatterState, MeetingState, Outcome
from meetings.models import AgendaItem, Assignment, Delegation, Mandate, Matter, MatterAnswer, Meeting
from meetings.queries.matters import WAITS, has_open_work, living_items, with_state

OVER = (MeetingState.CLOSED, MeetingState.CANCELLED)


def closed_matters_were_answered() -> Iterator[object]:
    """(5)"""
    arrived = Q(confirmed_at__isnull=False) | Q(lapsed_at__isnull=False)
    for matter in Matter.objects.exclude(closed_at=None):
        last = matter.answers.last()
        if last is None or not MatterAnswer.objects.filter(arrived, pk=last.pk).exists():
            yield matter, "closed without an answer that arrived"
        if living_items(matter).exists() or has_open_work(matter):
            yield matter, "closed with something open"


def every_open_matter_waits_for_somebody() -> Iterator[object]:
    """(1) The state says what it waits for, and that is there."""
    for matter in with_state(Matter.objects.all()):
        living, waiting = living_items(matter), matter.answers.filter(WAITS)
        here = {
            MatterState.WAITING: living.exists() or matter.outside_addressee_id,
            MatterState.SCHEDULED: living.filter(state=ItemState.ACCEPTED, meeting__isnull=False).exists(),
            MatterState.CIRCULATING: matter.circulars.filter(closed_at=None).exists(),
            MatterState.OUTSIDE: matter.outside_addressee_id and matter.sent_on,
            MatterState.IN_WORK: has_open_work(matter),
            MatterState.ANSWER_DUE: not waiting.exists() and not living.exists(),
            MatterState.ANSWERED: waiting.count() == 1,
            MatterState.CLOSED: matter.closed_at,
        }
        if not here[matter.state]:
            yield matter, matter.state


def answers_end_once() -> Iterator[object]:
    yield from MatterAnswer.objects.filter(confirmed_at__isnull=False, lapsed_at__isnull=False)
    yield from MatterAnswer.objects.filter(objected_at__isnull=False).filter(
        Q(confirmed_at__isnull=False) | Q(lapsed_at__isnull=False)
    )


def open_mandates_have_one_report_ahead() -> Iterator[object]:
    """(2) On an agenda that is still to come, in the running meeting, or in the pool while nothing is planned."""
    for mandate in Mandate.objects.filter(ended_on=None):
        items = mandate.report_items.accepted()
        ahead = items.filter(outcome=Outcome.OPEN).exclude(meeting__state__in=OVER)
        here = items.filter(meeting__state=MeetingState.RUNNING).exclude(outcome=Outcome.OPEN)
        if ahead.count() > 1 or not (ahead.exists() or here.exists()):
            yield mandate, list(items)
        planned = Meeting.objects.open().filter(committee=mandate.given_by).exists()
        if planned and ahead.filter(meeting=None).exists():
            yield mandate, "waits in the pool beside a planned meeting"
    yield from Mandate.objects.filter(group__dissolved__isnull=False, ended_on=None)


def no_meeting_closed_over_a_mandate() -> Iterator[object]:
    """(1)"""
    told = AgendaItem.objects.accepted().filter(meeting__state=MeetingState.CLOSED, mandate__isnull=False)
    for item in told.exclude(outcome=Outcome.POSTPONED).select_related("mandate"):
        reviewed = item.mandate.reviews.filter(meeting=item.meeting_id).exists()
        ended_before = item.mandate.ended_on and not reviewed
        if not reviewed and not ended_before:
            yield item


def work_has_somebody_in_charge() -> Iterator[object]:
    """A dissolved group leads nothing that is open; parts belong to an assignment."""
    yield from Assignment.objects.open().filter(lead_committee__dissolved__isnull=False)
    yield from Delegation.objects.filter(reported_at__lt=F("at"))
