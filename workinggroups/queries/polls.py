"""Date polls: which a person sees, and what was said, date by date."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from kog import rules as who
from kog.enums import CommitteeKind
from kog.models import User
from workinggroups.enums import PollAnswer
from workinggroups.models import DatePoll, DatePollOption, DatePollVote


def polls_visible_to(user: User) -> QuerySet[DatePoll]:
    """Polls of the own groups; all for the secretariat."""
    polls = DatePoll.objects.select_related("committee", "chosen")
    if not user.is_active:
        return polls.none()
    return polls if who.is_secretary(user) else polls.filter(committee__in=who.member_of(user))


@dataclass
class Line:
    """What was said to one date: names by answer; `mine` is the answer of the person who asks."""

    option: DatePollOption
    mine: str = ""
    said: dict[str, list[str]] = field(default_factory=lambda: {answer: [] for answer in PollAnswer.values})

    @property
    def yes(self) -> list[str]:
        return self.said[PollAnswer.YES]

    @property
    def if_need_be(self) -> list[str]:
        return self.said[PollAnswer.IF_NEED_BE]

    @property
    def no(self) -> list[str]:
        return self.said[PollAnswer.NO]


def lines_of(poll: DatePoll, user: User) -> list[Line]:
    """The dates of a poll with everybody's answers. Two queries."""
    votes = DatePollVote.objects.select_related("person").order_by("person__sort_name", "pk")
    lines = []
    for option in poll.options.prefetch_related(Prefetch("votes", votes, to_attr="given")):
        line = Line(option)
        for vote in option.given:
            line.said[vote.answer].append(vote.person.name)
            if vote.person_id == user.pk:
                line.mine = vote.answer
        lines.append(line)
    return lines


def best_of(lines: list[Line]) -> Line | None:
    """The date that suits most: most can, then fewest cannot, then the earlier one. None before anybody answered."""
    answered = [line for line in lines if line.yes or line.if_need_be]
    return max(answered, key=lambda line: (len(line.yes), len(line.if_need_be), -len(line.no)), default=None)


def silent_in(lines: list[Line], people: QuerySet[User]) -> list[User]:
    """Members who have said nothing yet."""
    spoken = {vote.person_id for line in lines for vote in line.option.given}
    return [person for person in people if person.pk not in spoken]


def waiting_for(user: User) -> QuerySet[DatePoll]:
    """Running polls of the own groups to which the person has said nothing yet, the most urgent first."""
    said = DatePollVote.objects.filter(option__poll=OuterRef("pk"), person=user)
    running = DatePoll.objects.filter(ended_at=None, closes_on__gte=timezone.localdate())
    mine = running.filter(~Exists(said), committee__in=who.member_of(user))
    return mine.select_related("committee", "chosen").order_by("closes_on", "pk")


def to_choose_for(user: User) -> QuerySet[DatePoll]:
    """Polls whose closing day is over and whose date the person chooses, the oldest first. The secretariat chooses for
    the board, which nobody leads.
    """
    mine = Q(committee__in=who.leads(user)) & ~Q(committee__kind=CommitteeKind.BOARD)
    if who.is_secretary(user):
        mine |= Q(committee__kind=CommitteeKind.BOARD)
    over = DatePoll.objects.filter(mine, ended_at=None, closes_on__lt=timezone.localdate())
    return over.select_related("committee").order_by("closes_on", "pk")
