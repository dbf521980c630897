"""Steps beside the meetings: deciding in writing, the open mic, guests, the horizon. Mixed into the network that plays.

The network gives `try_to`, `one`, `committee`, `by` and `pooled`; a refusal is an answer, anything else a defect.
"""

import datetime as dt

from django.core.management import call_command
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import rule

from kog.models import Occupancy, Seat
from meetings.actions import circulating, convening, guesting, horizon, open_mic
from meetings.enums import CircularAnswer, HorizonKind, ItemKind, MicKind
from meetings.models import AgendaItem, CircularProcedure, Guest, HorizonTopic, Meeting, OpenMicEntry
from tests.factories.kog import UserFactory

from . import laws_circular as laws

ANY = st.integers(0, 9)
WORDS = st.sampled_from(["", " ", "Grund", "Zeit | Raum", "**Text**\n\nmit Absatz"])
SECRET = "GEHEIM"
THREE_ANSWERS = st.lists(st.sampled_from(["agree", "reject", "abstain", "object"]), min_size=3, max_size=3)


class BesideTheMeetings:
    # In writing

    @rule(which=ANY, days=st.integers(-2, 40), reason=WORDS, wording=WORDS, confidential=st.booleans())
    def send_round(self, which: int, days: int, reason: str, wording: str, *, confidential: bool) -> None:
        what = circulating.Round(
            title=f"{SECRET} Stellungnahme" if confidential else "Stellungnahme",
            text="Lage",
            wording=wording,
            deadline=timezone.localdate() + dt.timedelta(days=days),
            short_term_reason=reason,
            confidential=confidential,
        )
        self.try_to(circulating.open_circular, self.committee(which), what)

    @rule(which=ANY, seat=ANY, answer=st.sampled_from(CircularAnswer.values), reason=WORDS, times=st.integers(1, 3))
    def vote(self, which: int, seat: int, answer: str, reason: str, times: int) -> None:
        """One seat after the other says the same; the secretariat enters it."""
        procedure = self.one(CircularProcedure.objects, which)
        for number in range(times if procedure else 0):
            chosen = self.one(Seat.objects, seat + number)
            self.try_to(circulating.vote, procedure, chosen, answer, reason=reason, said_by="Sitz")

    @rule(which=ANY, answers=THREE_ANSWERS, nothing_planned=ANY)
    def decide_in_writing(self, which: int, answers: list[str], nothing_planned: int) -> None:
        """From opening to the result; now and then while no meeting is planned, so that the result has to wait."""
        committee = self.committee(which)
        for meeting in Meeting.objects.open().filter(committee=committee) if nothing_planned < 2 else ():
            self.try_to(convening.cancel, meeting, reason="Kein Raum")
        day = timezone.localdate() + dt.timedelta(days=30)
        procedure = self.try_to(circulating.open_circular, committee, circulating.Round("Antrag", "Lage", "Ja", day))
        for number, row in enumerate(procedure.votes.select_related("seat") if procedure else ()):
            self.try_to(circulating.vote, procedure, row.seat, answers[number % 3], reason="Grund", said_by="Sitz")
        if procedure:
            self.try_to(circulating.finish, procedure)

    @rule(which=ANY, reason=WORDS)
    def withdraw(self, which: int, reason: str) -> None:
        if procedure := self.one(CircularProcedure.objects, which):
            self.try_to(circulating.withdraw, procedure, reason=reason)

    @rule(which=ANY)
    def count(self, which: int) -> None:
        if procedure := self.one(CircularProcedure.objects, which):
            self.try_to(circulating.finish, procedure)

    @rule()
    def let_the_worker_look(self) -> None:
        call_command("finish_circulars", verbosity=0)
        call_command("suggest_from_horizon", verbosity=0)

    # The open mic

    @rule(which=ANY, kind=st.sampled_from(MicKind.values), text=WORDS)
    def say(self, which: int, kind: str, text: str) -> None:
        meeting = self.one(Meeting.objects, which)
        if meeting is None:
            return
        self.try_to(open_mic.add_open_mic, meeting)
        if item := self.one(AgendaItem.objects.filter(kind=ItemKind.OPEN_MIC), which):
            self.try_to(open_mic.bring_in, item, kind=kind, text=text)

    @rule(which=ANY, text=WORDS, meeting=st.none() | ANY)
    def settle(self, which: int, text: str, meeting: int | None) -> None:
        if entry := self.one(OpenMicEntry.objects, which):
            where = None if meeting is None else self.one(Meeting.objects, meeting)
            self.try_to(open_mic.settle, entry, text, meeting=where)

    # Guests and the horizon

    @rule(which=ANY, days=st.integers(-1, 60), end=st.booleans())
    def have_a_guest(self, which: int, days: int, *, end: bool) -> None:
        if end and (guest := self.one(Guest.objects, which)):
            self.try_to(guesting.end_guest, guest)
        elif item := self.one(AgendaItem.objects, which):
            until = timezone.localdate() + dt.timedelta(days=days)
            self.try_to(guesting.ask_guest, item, UserFactory(), until=until)

    @rule(which=ANY, days=st.integers(-5, 300), weeks=st.integers(0, 30), kind=st.sampled_from(HorizonKind.values))
    def look_ahead(self, which: int, days: int, weeks: int, kind: str) -> None:
        day = timezone.localdate() + dt.timedelta(days=days)
        coming = horizon.Coming("Gesetz", day, kind=kind, weeks_ahead=weeks)
        self.try_to(horizon.add_topic, self.committee(which), coming)

    @rule(which=ANY, reason=WORDS)
    def drop_topic(self, which: int, reason: str) -> None:
        if topic := self.one(HorizonTopic.objects, which):
            self.try_to(horizon.drop_topic, topic, reason=reason)

    @rule(which=ANY)
    def leave_at_once(self, which: int) -> None:
        """A seat loses its people while its vote is asked for."""
        if occupancy := self.one(Occupancy.objects.filter(valid_until=None), which):
            occupancy.person.is_active = False
            occupancy.person.save(update_fields=["is_active"])

    # What must be true after every step

    def nothing_beside_the_meetings_is_lost(self) -> None:
        assert list(laws.ended_procedures_are_told()) == []
        assert list(laws.what_waits_is_gathered(self.pooled)) == []
        assert list(laws.answers_keep_their_term()) == []
        assert list(laws.results_follow_from_answers()) == []
        assert list(laws.what_was_said_returns()) == []
        assert list(laws.guests_read_nothing_confidential()) == []
        assert list(laws.topics_are_suggested_once()) == []
