"""How far a matter is: read off what happened to it, in one query, for one matter or for a list."""

import datetime as dt

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from kog.models import Committee, User
from meetings.enums import (
    AssignmentState,
    ItemState,
    MatterState,
    MeetingState,
    Outcome,
    ResolutionResult,
    Verdict,
)
from meetings.models import AgendaItem, Assignment, CircularProcedure, Matter, MatterAnswer, Resolution
from meetings.queries import visibility

OVER = (MeetingState.CLOSED, MeetingState.CANCELLED)
WAITS = Q(confirmed_at=None, lapsed_at=None, objected_at=None)
ARRIVED = Q(confirmed_at__isnull=False) | Q(lapsed_at__isnull=False)
# An item that says something about the matter; what was postponed says nothing yet.
SPOKEN = (Outcome.TREATED, Outcome.NOTED, Outcome.RESOLVED)


def living_items(matter: Matter | OuterRef) -> QuerySet[AgendaItem]:
    """Items about a matter that are still to be dealt with: suggested, in the pool, on an agenda, or in a running
    meeting, which may change its mind until it is closed.
    """
    to_come = Q(outcome=Outcome.OPEN) & (Q(meeting=None) | ~Q(meeting__state__in=OVER))
    under_way = to_come | Q(meeting__state=MeetingState.RUNNING)
    return AgendaItem.objects.filter(under_way, matter=matter).exclude(state=ItemState.DECLINED)


def _going_round(matter: Matter | OuterRef) -> QuerySet[CircularProcedure]:
    return CircularProcedure.objects.open().filter(matter=matter)


def is_under_way(matter: Matter) -> bool:
    """A meeting or a circular procedure has it before it, or will."""
    return living_items(matter).exists() or _going_round(matter).exists()


def _work(matter: Matter | OuterRef) -> QuerySet[Assignment]:
    return Assignment.objects.filter(item__matter=matter)


def has_open_work(matter: Matter) -> bool:
    return _work(matter).open().exists()


def _happened_after(moment: dt.datetime | OuterRef, matter: Matter | OuterRef) -> Q:
    """A meeting dealt with the matter, or closed its work, after this moment."""
    spoken = AgendaItem.objects.filter(matter=matter, outcome__in=SPOKEN, meeting__closed_at__gt=moment)
    done = _work(matter).exclude(state=AssignmentState.OPEN).filter(closed_in__closed_at__gt=moment)
    return Q(Exists(spoken)) | Q(Exists(done))


def happened_after(moment: dt.datetime, matter: Matter) -> bool:
    return Matter.objects.filter(_happened_after(moment, matter), pk=matter.pk).exists()


def is_settled(matter: Matter) -> bool:
    """Closed; or its last answer arrived, the work goes on, and there is nothing new to say."""
    last = matter.answers.filter(ARRIVED).order_by("-at").first()
    if matter.closed_at or last is None:
        return bool(matter.closed_at)
    return has_open_work(matter) and not happened_after(last.at, matter)


def with_state(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    """Matters with `state` (a MatterState) and `state_since`, both computed from facts."""
    answers = MatterAnswer.objects.filter(matter=OuterRef("pk"))
    living = living_items(OuterRef("pk"))
    scheduled = living.filter(state=ItemState.ACCEPTED, meeting__isnull=False)
    arrived = answers.filter(ARRIVED).order_by("-at").values("at")[:1]
    rows = rows.annotate(arrived_at=Subquery(arrived))
    return rows.annotate(
        state=Case(
            When(closed_at__isnull=False, then=Value(MatterState.CLOSED)),
            When(Exists(answers.filter(WAITS)), then=Value(MatterState.ANSWERED)),
            When(Exists(_going_round(OuterRef("pk"))), then=Value(MatterState.CIRCULATING)),
            When(Exists(scheduled), then=Value(MatterState.SCHEDULED)),
            When(Exists(living), then=Value(MatterState.WAITING)),
            When(Q(arrived_at=None, outside_addressee__isnull=False, sent_on=None), then=Value(MatterState.WAITING)),
            When(Q(arrived_at=None, outside_addressee__isnull=False), then=Value(MatterState.OUTSIDE)),
            When(Q(arrived_at=None), then=Value(MatterState.ANSWER_DUE)),
            When(_happened_after(OuterRef("arrived_at"), OuterRef("pk")), then=Value(MatterState.ANSWER_DUE)),
            When(Exists(_work(OuterRef("pk")).open()), then=Value(MatterState.IN_WORK)),
            default=Value(MatterState.ANSWER_DUE),
            output_field=CharField(choices=MatterState.choices),
        )
    )


def answers_due(user: User) -> QuerySet[Matter]:
    """Matters that wait for an answer of a committee the person runs or of the secretariat, or to be sent out by it;
    oldest first.
    """
    run = visibility.committees_run_by(user)
    mine = Q(addressee__in=run.values("pk"))
    if visibility.who.is_secretary(user):
        mine |= Q(addressee=None)
    to_send = Q(state=MatterState.WAITING, outside_addressee__isnull=False)
    rows = with_state(Matter.objects.filter(mine, closed_at=None)).filter(Q(state=MatterState.ANSWER_DUE) | to_send)
    return rows.select_related("origin", "origin_institution", "addressee", "outside_addressee").order_by("pk")


def with_bodies_outside() -> QuerySet[Matter]:
    """Matters that were sent out and have no answer yet, the longest first."""
    rows = with_state(Matter.objects.filter(closed_at=None, sent_on__isnull=False))
    return rows.filter(state=MatterState.OUTSIDE).select_related("outside_addressee").order_by("sent_on", "pk")


def unconfirmed() -> QuerySet[MatterAnswer]:
    """Every answer that waits for its confirmation, the longest first."""
    return (
        MatterAnswer.objects.filter(WAITS).select_related("matter__origin", "matter__origin_institution").order_by("at")
    )


def to_confirm(user: User) -> QuerySet[MatterAnswer]:
    """Answers that wait for this person's confirmation: for the groups they lead and the houses they speak for."""
    rows = MatterAnswer.objects.filter(WAITS).filter(visibility.answered_to(user))
    return rows.select_related("matter__origin", "matter__origin_institution", "matter__addressee").order_by("at")


def of_committee(user: User, committee: Committee, limit: int) -> list[Matter]:
    """What the committee raised, latest first, each with its state and its answers."""
    rows = visibility.matters_visible_to(user).filter(origin=committee)
    return list(with_state(rows).prefetch_related("answers").order_by(F("pk").desc())[:limit])


def resolutions_on(matter: Matter) -> QuerySet[Resolution]:
    """What was resolved on the matter's items, the latest first; an answer never rests on what is confidential."""
    return Resolution.objects.filter(item__matter=matter, item__confidential=False).order_by("-pk")


def prepared_answer(matter: Matter, resolutions: QuerySet[Resolution]) -> dict[str, object]:
    """What the secretariat finds in the form: the latest resolution, and what became of the work since."""
    done = _work(matter).filter(item__confidential=False).exclude(state=AssignmentState.OPEN).order_by("pk")
    lines = [f"{row.number}: {row.title} – {row.get_state_display()}" for row in done]
    latest = resolutions.first()
    if latest and not lines:
        lines = [latest.wording]
    verdict = Verdict.DONE if done else None
    if latest and verdict is None:
        verdict = Verdict.ACCEPTED if latest.result == ResolutionResult.ACCEPTED else Verdict.DECLINED
    return {"text": "\n".join(lines), "verdict": verdict, "resolution": latest}


def answers_of(matter: Matter) -> list[MatterAnswer]:
    """Oldest first, with the people; each knows its matter."""
    rows = list(matter.answers.select_related("by", "confirmed_by", "objected_by"))
    for row in rows:
        row.matter = matter
    return rows


def next_move(matter: Matter, answers: list[MatterAnswer], user: User) -> dict[str, object]:
    """What waits on the page of a matter (annotated with its state), and whether it waits for this person."""
    answer = next((row for row in answers if row.is_open), None)
    may_answer = user.has_perm("meetings.answer_matter", matter)
    return {
        "answer": answer,
        "may_confirm": answer is not None and user.has_perm("meetings.confirm_answer", matter),
        "may_answer": may_answer and matter.state in (MatterState.ANSWER_DUE, MatterState.OUTSIDE),
        "may_send": may_answer and matter.outside_addressee_id is not None and matter.sent_on is None,
    }
