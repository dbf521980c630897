"""Circular procedures: what a list shows, how an answer counts, who still has to say something."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from documents.queries import documents_visible_to
from documents.usage import Use
from kog import queries as network
from kog import rules as who
from kog.models import Committee, Rules, User, on_day
from kog.models.sorting import by_house
from meetings.enums import CircularAnswer
from meetings.models import CircularProcedure, CircularVote, Matter
from meetings.queries import visibility
from meetings.queries.meetings import votes_needed
from meetings.queries.participation import seats_of

SHOWN = 5
PENDING = Q(votes__answer=CircularAnswer.PENDING)


@dataclass(frozen=True)
class Tally:
    """The answers so far. `silent` seats said nothing; where silence is consent they are counted with the ayes."""

    yes: int
    no: int
    abstentions: int
    silent: int
    needed: int
    answered: int

    @property
    def seats(self) -> int:
        return self.answered + self.silent

    @property
    def complete(self) -> bool:
        return self.silent == 0


def rules_of(procedure: CircularProcedure) -> Rules:
    """The rules of procedure valid on the day it was sent round."""
    return network.rules_on(procedure.committee, timezone.localdate(procedure.opened_at))


def votes_that_count(procedure: CircularProcedure) -> QuerySet[CircularVote]:
    """What was answered, and the seats that exist today and are silent: a seat that ended owes no answer."""
    owed = on_day(prefix="seat__") | ~Q(answer=CircularAnswer.PENDING)
    return procedure.votes.filter(owed).select_related("seat__institution", "person").order_by(*by_house("seat__"))


def tally(votes: list[CircularVote], rules: Rules) -> Tally:
    def count(answer: str) -> int:
        return sum(vote.answer == answer for vote in votes)

    silent = count(CircularAnswer.PENDING)
    return Tally(
        yes=count(CircularAnswer.AGREE),
        no=count(CircularAnswer.REJECT),
        abstentions=count(CircularAnswer.ABSTAIN),
        silent=silent,
        needed=votes_needed(rules, len(votes)),
        answered=len(votes) - silent,
    )


def browsable(user: User) -> QuerySet[CircularProcedure]:
    """For the list: with the committee, how many seats were asked (`asked`) and how many answered (`answered`)."""
    return (
        visibility.circulars_visible_to(user)
        .select_related("committee")
        .annotate(asked=Count("votes"), answered=Count("votes", filter=~PENDING))
    )


def of_committee(user: User, committee: Committee) -> list[CircularProcedure]:
    """Those under way first, then the latest."""
    return list(browsable(user).filter(committee=committee).order_by("closed_at", "-pk")[:SHOWN])


def own_votes(votes: list[CircularVote], user: User) -> list[CircularVote]:
    mine = seats_of(user)
    return [vote for vote in votes if vote.seat_id in mine]


def wanted_from(user: User) -> QuerySet[CircularVote]:
    """Seats of the person that have not answered a procedure that is still going round, the most urgent first."""
    rows = CircularVote.objects.filter(
        seat__in=seats_of(user),
        answer=CircularAnswer.PENDING,
        procedure__closed_at=None,
        procedure__deadline__gte=timezone.localdate(),
    )
    return rows.select_related("procedure__committee", "seat__institution").order_by("procedure__deadline", "pk")


def to_be_counted(committees: QuerySet[Committee]) -> QuerySet[CircularProcedure]:
    """Procedures of these committees whose result can be established: everybody answered, or the term is over."""
    rows = CircularProcedure.objects.open().filter(committee__in=committees.order_by().values("pk"))
    silent = Count("votes", filter=PENDING & on_day(prefix="votes__seat__"))
    rows = rows.annotate(silent_seats=silent).filter(Q(silent_seats=0) | Q(deadline__lt=timezone.localdate()))
    return rows.select_related("committee").order_by("deadline", "pk")


def overdue() -> QuerySet[CircularProcedure]:
    """Open although the last day for answers is over."""
    return CircularProcedure.objects.open().filter(deadline__lt=timezone.localdate()).order_by("deadline", "pk")


def circular_page(procedure: CircularProcedure, user: User) -> dict[str, object]:
    """What the page of one procedure shows: answers seat by seat, the own ones, papers, and where it is reported."""
    votes = list(votes_that_count(procedure))
    items = visibility.items_visible_to(user).filter(circular=procedure).select_related("meeting")
    documents = documents_visible_to(user).filter(circulars=procedure).order_by("title", "pk")
    rules = rules_of(procedure)
    return {
        "procedure": procedure,
        "votes": votes,
        "own": own_votes(votes, user) if procedure.is_open and not procedure.is_due else [],
        "tally": tally(votes, rules),
        "rules": rules,
        "documents": list(documents),
        "items": list(items.order_by("pk")),
        "sees_matter": bool(procedure.matter and visibility.sees_matter(procedure.matter, user)),
    }


def open_matters_of(committee: Committee, user: User) -> QuerySet[Matter]:
    """What was addressed to the committee and is not closed, latest first."""
    return visibility.matters_visible_to(user).filter(addressee=committee, closed_at=None)


def uses(user: User | None, ids: list[int]) -> dict[int, list[Use]]:
    """In which circular procedures files are used, as far as the person may know of it."""
    through = CircularProcedure.documents.through.objects.filter(document__in=ids)
    if user is not None:
        through = through.filter(circularprocedure__in=visibility.circulars_visible_to(user).values("pk"))
    found: dict[int, list[Use]] = {}
    for row in through.select_related("circularprocedure"):
        use = Use(str(row.circularprocedure), row.circularprocedure.get_absolute_url())
        found.setdefault(row.document_id, []).append(use)
    return found


def may_open_for(user: User) -> list[Committee]:
    """Committees for which the person may start a procedure, in their order."""
    if not (who.is_secretary(user) or who.leads(user)):
        return []
    return list(visibility.committees_run_by(user).active())
