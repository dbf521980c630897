"""A small network plays at random; after each step the rules of the design must hold.

A refusal is fine: it is the software's answer to a step that is not possible now. Anything else it raises is a defect.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from kog.actions import appointing, rotating
from kog.enums import OccupancyRole
from kog.exceptions import NotPossibleNow
from kog.models import Committee, Occupancy, OutboxMail, Seat
from meetings.actions import (
    agenda,
    assigning,
    chairing,
    conducting,
    convening,
    deciding,
    inviting,
    preparing,
    recording,
    reporting,
    reviewing,
)
from meetings.actions.convening import Arrangement
from meetings.enums import Answer, Attendance, Outcome, Progress, ResolutionMethod, ReviewResult
from meetings.models import (
    AgendaItem,
    Assignment,
    Meeting,
    Objection,
    Participation,
    PreparationStep,
    Protocol,
    ProtocolSection,
    Resolution,
)
from meetings.queries.meetings import due_assignments
from tests.factories.kog import UserFactory

from . import laws, laws_way_back
from .circulars import BesideTheMeetings
from .founding import Founded
from .memory import Changes, Memory
from .way_back import WayBack

BEGINNING = dt.datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("Europe/Berlin"))
SECRET = "GEHEIM"
ANY = st.integers(0, 9)
SOME_DAYS = st.integers(-30, 200)
HOURS = st.sampled_from([dt.time(9), dt.time(10), dt.time(13)])
WORDS = st.sampled_from(["", " ", "Grund", "Zeit | Raum", "**Text**\n\nmit Absatz"])


class Network(Founded, BesideTheMeetings, WayBack, RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel(BEGINNING, tick=False)
        self.now = self.clock.start()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.found()
        self.memory, self.pooled, self.refusals = Memory(), set(), set()
        self.changes = Changes()

    def teardown(self) -> None:
        self.changes.end()
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)
        self.clock.stop()

    # How a step is taken

    def try_to(self, action: Callable, *args: Any, **facts: Any) -> Any:
        try:
            return action(*args, **facts, by=self.by)
        except NotPossibleNow as refusal:
            self.refusals.add(refusal.code)
            return None

    @staticmethod
    def one(rows: QuerySet, which: int) -> Any:
        """One of the rows, the newest first: recent things are more fun to play with."""
        rows = list(rows.order_by("-pk")[:10])
        return rows[which % len(rows)] if rows else None

    def committee(self, which: int) -> Committee:
        return self.committees[which % 2]

    def arrangement(self, days: int, starts: dt.time) -> Arrangement:
        return Arrangement(timezone.localdate() + dt.timedelta(days=days), starts, dt.time(17), "Rathaus")

    # Time and people

    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        self.now.shift(dt.timedelta(days=days))

    @rule(which=ANY, on=st.integers(0, 5))
    def leave(self, which: int, on: int) -> None:
        if occupancy := self.one(Occupancy.objects.filter(valid_until=None), which):
            self.try_to(appointing.vacate, occupancy, on=timezone.localdate() + dt.timedelta(days=on))

    @rule(which=ANY, since=st.integers(1, 5), role=st.sampled_from(OccupancyRole.values))
    def come(self, which: int, since: int, role: str) -> None:
        since = timezone.localdate() + dt.timedelta(days=since)
        if seat := self.one(Seat.objects.on(since), which):
            self.try_to(appointing.occupy, seat, UserFactory(), since=since, role=role)

    @rule(which=ANY, house=ANY, since=st.integers(0, 5))
    def open_seat(self, which: int, house: int, since: int) -> None:
        since = timezone.localdate() + dt.timedelta(days=since)
        self.try_to(appointing.open_seat, self.committee(which), self.houses[house % 4], since=since)

    @rule(which=ANY, on=st.integers(0, 5))
    def end_seat(self, which: int, on: int) -> None:
        if seat := self.one(Seat.objects.filter(valid_until=None), which):
            self.try_to(appointing.end_seat, seat, on=timezone.localdate() + dt.timedelta(days=on))

    @rule(which=ANY, order=st.permutations(range(3)), length=st.integers(1, 3))
    def turn_round(self, which: int, order: list[int], length: int) -> None:
        seats = list(Seat.objects.on().filter(committee=self.committee(which)).order_by("pk"))
        wanted = [seats[place] for place in order[:length] if place < len(seats)]
        if wanted and self.committee(which).is_board:
            self.try_to(rotating.set_rotation, self.committee(which), wanted)

    # Convening

    @rule(which=ANY, days=SOME_DAYS, starts=HOURS)
    def plan(self, which: int, days: int, starts: dt.time) -> None:
        self.try_to(convening.plan, self.committee(which), self.arrangement(days, starts))

    @rule(which=ANY, days=st.lists(st.integers(10, 300), min_size=2, max_size=3), starts=HOURS)
    def plan_year(self, which: int, days: list[int], starts: dt.time) -> None:
        arrangements = [self.arrangement(one, starts) for one in days]
        self.try_to(convening.plan_year, self.committee(which), arrangements)

    @rule(which=ANY, days=SOME_DAYS, starts=HOURS, reason=WORDS)
    def move(self, which: int, days: int, starts: dt.time, reason: str) -> None:
        if meeting := self.one(Meeting.objects, which):
            self.try_to(convening.rearrange, meeting, self.arrangement(days, starts), reason=reason)

    @rule(which=ANY, reason=WORDS)
    def cancel(self, which: int, reason: str) -> None:
        if meeting := self.one(Meeting.objects, which):
            self.try_to(convening.cancel, meeting, reason=reason)

    @rule(which=ANY, reason=WORDS)
    def invite(self, which: int, reason: str) -> None:
        if meeting := self.one(Meeting.objects, which):
            self.try_to(agenda.release, meeting)
            self.try_to(inviting.invite, meeting, short_notice_reason=reason)

    @rule(which=ANY, choice=st.sampled_from(Answer.values), substitute=WORDS)
    def answer(self, which: int, choice: str, substitute: str) -> None:
        if row := self.one(Participation.objects, which):
            self.try_to(inviting.answer, row, choice, substitute=substitute)

    @rule(which=ANY, seat=ANY, reason=WORDS)
    def swap_chair(self, which: int, seat: int, reason: str) -> None:
        if meeting := self.one(Meeting.objects, which):
            self.try_to(chairing.swap_chair, meeting, self.one(Seat.objects, seat), reason=reason)

    @rule(which=ANY, days=SOME_DAYS, done=st.booleans())
    def prepare(self, which: int, days: int, done: bool) -> None:
        meeting = self.one(Meeting.objects, which)
        if meeting is None:
            return
        due = timezone.localdate() + dt.timedelta(days=days)
        self.try_to(preparing.add_step, meeting, title="Schritt", due=due, owner="secretariat")
        self.try_to(preparing.tick, self.one(PreparationStep.objects, which), done=done)

    # Agenda

    @rule(which=ANY, parent=st.none() | ANY, confidential=st.booleans(), times=st.integers(1, 3))
    def add_items(self, which: int, parent: int | None, confidential: bool, times: int) -> None:
        meeting = self.one(Meeting.objects, which)
        below = None if parent is None else self.one(AgendaItem.objects, parent)
        title = f"{SECRET} Personal" if confidential else "Wohnen"
        for _ in range(times if meeting else 0):
            content = {"title": title, "confidential": confidential, "text": "Lage"}
            self.try_to(agenda.add_item, meeting, content, parent=below)

    @rule(which=ANY, to_index=st.integers(-1, 9))
    def move_item(self, which: int, to_index: int) -> None:
        if item := self.one(AgendaItem.objects, which):
            self.try_to(agenda.move_item, item, to_index=to_index)

    @rule(which=ANY, meeting=st.none() | ANY, confidential=st.booleans())
    def suggest(self, which: int, meeting: int | None, confidential: bool) -> None:
        content = {"title": f"{SECRET} Idee" if confidential else "Idee", "confidential": confidential}
        where = None if meeting is None else self.one(Meeting.objects, meeting)
        self.try_to(agenda.suggest_item, self.committee(which), content, meeting=where)

    @rule(which=ANY, meeting=st.none() | ANY, accept=st.booleans(), reason=WORDS)
    def answer_suggestion(self, which: int, meeting: int | None, accept: bool, reason: str) -> None:
        item = self.one(AgendaItem.objects.suggested(), which) or self.one(AgendaItem.objects, which)
        if item and accept:
            where = None if meeting is None else self.one(Meeting.objects, meeting)
            self.try_to(agenda.accept_item, item, meeting=where)
        elif item:
            self.try_to(agenda.decline_item, item, reason=reason)

    @rule(which=ANY, meeting=st.none() | ANY)
    def schedule(self, which: int, meeting: int | None) -> None:
        if item := self.one(AgendaItem.objects.filter(standing=""), which):
            where = None if meeting is None else self.one(Meeting.objects, meeting)
            done = self.try_to(agenda.schedule_item, item, meeting=where)
            if done and where is None:
                self.pooled |= {item.pk, *item.children.values_list("pk", flat=True)}

    @rule(which=ANY)
    def omit(self, which: int) -> None:
        if item := self.one(AgendaItem.objects.exclude(standing=""), which):
            self.try_to(agenda.omit_standing_item, item)

    # In the meeting

    @rule(which=ANY)
    def open_meeting(self, which: int) -> None:
        if meeting := self.one(Meeting.objects, which):
            self.try_to(conducting.open_meeting, meeting)

    @rule(which=ANY, attendance=st.sampled_from(Attendance.values), substitute=WORDS)
    def attend(self, which: int, attendance: str, substitute: str) -> None:
        if row := self.one(Participation.objects, which):
            self.try_to(conducting.record_attendance, row, conducting.Presence(attendance, substitute))

    @rule(which=ANY, text=WORDS, version=st.integers(0, 2))
    def discuss(self, which: int, text: str, version: int) -> None:
        if item := self.one(AgendaItem.objects, which):
            self.try_to(conducting.save_discussion, item, text, based_on=version)

    @rule(which=ANY, outcome=st.sampled_from(Outcome.values))
    def set_outcome(self, which: int, outcome: str) -> None:
        if item := self.one(AgendaItem.objects, which):
            self.try_to(conducting.set_outcome, item, outcome)

    @rule(which=ANY, method=st.sampled_from(ResolutionMethod.values), votes=st.tuples(*[st.integers(0, 2)] * 3))
    def resolve(self, which: int, method: str, votes: tuple[int, int, int]) -> None:
        item = self.one(AgendaItem.objects.filter(meeting__state="running"), which)
        if item:
            self.try_to(conducting.record_rest_present, item.meeting)
            self.try_to(deciding.record_resolution, item, "So sei es", deciding.Ballot(method, *votes))

    @rule(which=ANY, wording=WORDS)
    def reword(self, which: int, wording: str) -> None:
        if resolution := self.one(Resolution.objects, which):
            self.try_to(deciding.reword, resolution, wording)

    @rule(which=ANY, lead=ANY, due=st.none() | ANY, of_running=st.booleans())
    def assign(self, which: int, lead: int, due: int | None, of_running: bool) -> None:
        items = AgendaItem.objects.filter(meeting__state="running") if of_running else AgendaItem.objects.all()
        if item := self.one(items, which):
            who = [*self.houses, *self.committees][lead % 6]
            order = assigning.Order(who, "Bericht", due=None if due is None else self.one(Meeting.objects, due))
            self.try_to(assigning.assign, item, order)

    @rule(which=ANY, progress=st.sampled_from(Progress.values), text=WORDS)
    def report(self, which: int, progress: str, text: str) -> None:
        if assignment := self.one(Assignment.objects, which):
            self.try_to(reporting.report, assignment, progress=progress, text=text)

    @rule(which=ANY, meeting=ANY, result=st.sampled_from(ReviewResult.values), reason=WORDS, to=st.none() | ANY)
    def review(self, which: int, meeting: int, result: str, reason: str, to: int | None) -> None:
        assignment, where = self.one(Assignment.objects, which), self.one(Meeting.objects.held(), meeting)
        if assignment and where:
            goal = None if to is None else self.one(Meeting.objects, to)
            finding = reviewing.Finding(result, reason, next_meeting=goal, title="Neu")
            self.try_to(reviewing.review, assignment, where, finding)

    @rule(which=ANY)
    def close(self, which: int) -> None:
        if meeting := self.one(Meeting.objects, which):
            self.try_to(conducting.close_meeting, meeting)

    @precondition(lambda self: Meeting.objects.held().filter(state="running").exists())
    @rule(which=ANY, results=st.lists(st.sampled_from(ReviewResult.values), min_size=3, max_size=3), reached=ANY)
    def bring_to_an_end(self, which: int, results: list[str], reached: int) -> None:
        """As a secretary does it: approvals, reviews, outcomes; what comes after `reached` items is postponed."""
        meeting = self.one(Meeting.objects.filter(state="running"), which)
        self.try_to(conducting.record_rest_present, meeting)
        for item in meeting.items.filter(protocol__isnull=False):
            self.try_to(recording.approve, item.protocol, meeting)
        for number, assignment in enumerate(due_assignments(meeting)):
            finding = reviewing.Finding(results[number % 3], "Grund", title="Neu")
            self.try_to(reviewing.review, assignment, meeting, finding)
        for number, item in enumerate(AgendaItem.objects.without_outcome().filter(meeting=meeting)):
            outcome = Outcome.TREATED if number < reached else Outcome.POSTPONED
            self.try_to(conducting.set_outcome, item, outcome)
        self.try_to(conducting.close_meeting, meeting)

    @rule(which=ANY, items=st.integers(0, 3), tasks=st.integers(0, 2))
    def hold(self, which: int, items: int, tasks: int) -> None:
        """The next meeting is opened, and work is handed out in it."""
        meeting = Meeting.objects.open().filter(committee=self.committee(which)).in_order().first()
        if meeting is None:
            return
        for _ in range(items):
            self.try_to(agenda.add_item, meeting, {"title": "Wohnen"})
        self.try_to(conducting.open_meeting, meeting)
        for number in range(tasks):
            item = self.one(AgendaItem.objects.accepted().filter(meeting=meeting), number)
            self.try_to(assigning.assign, item, assigning.Order(self.houses[number], "Bericht"))

    # Protocol

    @rule(which=ANY, text=WORDS, version=st.integers(0, 2))
    def edit(self, which: int, text: str, version: int) -> None:
        if section := self.one(ProtocolSection.objects, which):
            self.try_to(recording.edit_section, section, text, based_on=version)

    @rule(which=ANY, both=st.booleans())
    def circulate(self, which: int, both: bool) -> None:
        if protocol := self.one(Protocol.objects, which):
            self.try_to(recording.send_to_chair, protocol)
            if both:
                self.try_to(recording.circulate, protocol)

    @rule(which=ANY, wanted=WORDS, now=st.sampled_from(["", "Lage", "KOG"]))
    def object(self, which: int, wanted: str, now: str) -> None:
        if section := self.one(ProtocolSection.objects, which):
            self.try_to(recording.object_to, section, wanted=wanted, reason="Grund", now=now)

    @rule(which=ANY, accept=st.booleans(), reason=WORDS)
    def decide(self, which: int, accept: bool, reason: str) -> None:
        if objection := self.one(Objection.objects, which):
            self.try_to(recording.decide_objection, objection, accept=accept, reason=reason)

    @rule(which=ANY, meeting=ANY)
    def approve(self, which: int, meeting: int) -> None:
        protocol, where = self.one(Protocol.objects, which), self.one(Meeting.objects.held(), meeting)
        if protocol and where:
            self.try_to(recording.approve, protocol, where)

    # What must be true after every step

    @invariant()
    def laws_hold(self) -> None:
        if self.changes.since_last():
            self.nothing_is_lost()
            self.nothing_beside_the_meetings_is_lost()

    def nothing_is_lost(self) -> None:
        self.pooled &= set(AgendaItem.objects.in_pool().values_list("pk", flat=True))
        assert list(laws.closed_only_when_all_is_recorded()) == []
        assert list(laws.open_work_is_due_somewhere()) == []
        assert list(laws.postponed_items_return(self.pooled)) == []
        assert list(laws.unapproved_protocols_are_on_one_agenda()) == []
        assert list(laws.only_a_review_closes()) == []
        assert list(laws.records_stay_with_their_meeting()) == []
        assert list(laws.seals_hold()) == []
        assert list(laws.turns_follow_the_dates()) == []
        assert list(laws_way_back.closed_matters_were_answered()) == []
        assert list(laws_way_back.every_open_matter_waits_for_somebody()) == []
        assert list(laws_way_back.answers_end_once()) == []
        assert list(laws_way_back.open_mandates_have_one_report_ahead()) == []
        assert list(laws_way_back.no_meeting_closed_over_a_mandate()) == []
        assert list(laws_way_back.work_has_somebody_in_charge()) == []
        assert list(self.memory.compare()) == []
        assert not OutboxMail.objects.filter(subject__contains=SECRET).exists()


@pytest.mark.django_db
def test_nothing_gets_lost(play) -> None:
    run_state_machine_as_test(Network, settings=play)
