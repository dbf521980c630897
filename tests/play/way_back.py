"""Steps of the way back: matters are answered, confirmed, objected to, or count after a time; groups have mandates."""

import datetime as dt
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import rule

from kog.models import Committee
from meetings.actions import answering, delegating, mandating, raising
from meetings.enums import MandateResult, MatterKind, Progress, Verdict
from meetings.models import Assignment, Delegation, Mandate, Matter, MatterAnswer, Meeting
from workinggroups.actions import founding
from workinggroups.actions.founding import Charter
from workinggroups.models import OutsideBody

ANY = st.integers(0, 9)
ENDS = st.integers(0, 3)
WORDS = st.sampled_from(["", " ", "Grund", "**Text**\n\nmit Absatz"])


class WayBack:
    """Mixed into the machine, whose `try_to`, `one`, `committees` and `houses` it uses."""

    try_to: Any
    one: Any
    committees: list[Committee]
    houses: list[Any]

    @rule(kind=st.sampled_from(MatterKind.values), origin=ENDS, to=ENDS, again=st.none() | ANY)
    def raise_matter(self, kind: str, origin: int, to: int, again: int | None) -> None:
        board, group = self.committees
        source = [group, self.houses[0], board, None][origin]
        target = [board, group, OutsideBody.objects.get_or_create(key="rat", name="Rat")[0], None][to]
        title = f"Bedarf {Matter.objects.count()}"
        follows = None if again is None else self.one(Matter.objects, again)
        self.try_to(raising.raise_matter, source, raising.Concern(kind, title, "x", follows=follows), to=target)

    @rule(which=ANY, verdict=st.sampled_from(Verdict.values), text=WORDS)
    def answer_matter(self, which: int, verdict: str, text: str) -> None:
        if matter := self.one(Matter.objects, which):
            self.try_to(answering.answer, matter, answering.Reply(verdict, text))

    @rule(which=ANY)
    def confirm(self, which: int) -> None:
        if answer := self.one(MatterAnswer.objects, which):
            self.try_to(answering.confirm, answer)

    @rule(which=ANY, text=WORDS)
    def insist(self, which: int, text: str) -> None:
        if answer := self.one(MatterAnswer.objects, which):
            self.try_to(raising.insist, answer, text)

    @rule(which=ANY, days=st.integers(-30, 5))
    def send_outside(self, which: int, days: int) -> None:
        if matter := self.one(Matter.objects.filter(outside_addressee__isnull=False), which):
            self.try_to(answering.send_outside, matter, on=timezone.localdate() + dt.timedelta(days=days))

    @rule()
    def night(self) -> None:
        """What the worker does by itself."""
        answering.remind_unconfirmed()
        answering.count_unconfirmed()

    @rule(which=ANY, days=st.integers(-5, 200), report=st.none() | ANY, found=st.booleans())
    def give_mandate(self, which: int, days: int, report: int | None, found: bool) -> None:
        board, group = self.committees
        to = None if report is None else self.one(Meeting.objects, report)
        terms = mandating.Terms("Wie gelingt es?", timezone.localdate() + dt.timedelta(days=days), to)
        if found:
            name = f"TF {Committee.objects.count()}"
            self.try_to(mandating.set_up, board, Charter(name, name, self.houses[which % 4], kind="task_force"), terms)
        else:
            self.try_to(mandating.give, group, board, terms)

    @rule(
        which=ANY,
        result=st.sampled_from(MandateResult.values),
        reason=WORDS,
        days=st.integers(-5, 400),
        report=st.none() | ANY,
    )
    def review_mandate(self, which: int, result: str, reason: str, days: int, report: int | None) -> None:
        mandate = self.one(Mandate.objects.filter(ended_on=None), which)
        if mandate is None or (result == MandateResult.DISSOLVED and mandate.group in self.committees):
            return
        item = mandate.report_items.accepted().filter(meeting__state="running").first()
        where = item.meeting if item else self.one(Meeting.objects.held(), which)
        to = None if report is None else self.one(Meeting.objects, report)
        terms = mandating.Terms("Und dann?", timezone.localdate() + dt.timedelta(days=days), to)
        if where:
            self.try_to(mandating.review_mandate, mandate, where, mandating.MandateFinding(result, reason, terms))

    @rule(which=ANY, heir=st.none() | ANY)
    def dissolve(self, which: int, heir: int | None) -> None:
        forces = Committee.objects.filter(kind="task_force")
        if group := self.one(forces, which):
            successor = None if heir is None else self.one(forces, heir)
            facts = {"on": timezone.localdate(), "reason": "Fertig", "successor": successor}
            self.try_to(founding.dissolve, group, **facts)

    @rule(which=ANY, to=ANY, progress=st.sampled_from(Progress.values), note=WORDS)
    def pass_on(self, which: int, to: int, progress: str, note: str) -> None:
        if assignment := self.one(Assignment.objects, which):
            self.try_to(delegating.delegate, assignment, "Zahlen", to=self.houses[to % 4], due=None)
        if part := self.one(Delegation.objects, which):
            self.try_to(delegating.report_part, part, progress=progress, note=note)
