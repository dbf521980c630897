"""A board that can resolve: two voting seats with people, one vacant; Monday, 2 March 2026, ten o'clock."""

import datetime as dt
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine

from kog import history
from kog.enums import Majority
from kog.exceptions import NotPossibleNow
from kog.models import Committee, HistoryEntry, OutboxMail, User
from meetings.models import CircularProcedure, Meeting
from tests.factories.circulars import circular_in
from tests.factories.kog import OccupancyFactory, RulesFactory, SeatFactory
from tests.factories.meetings import MeetingFactory
from tests.replay import replayed

NOW = dt.datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def full_board(network, board, chair, board_member, secretary):
    """The board with its chair and one more member."""
    return board


@pytest.fixture
@replayed
def planned(full_board, secretary) -> Meeting:
    return MeetingFactory(committee=full_board, by=secretary, date=dt.date(2026, 6, 8), place="Rathaus")


@pytest.fixture
@replayed
def later(planned, secretary) -> Meeting:
    """The meeting after `planned`."""
    return MeetingFactory(committee=planned.committee, by=secretary, date=dt.date(2026, 9, 14), place="Rathaus")


@pytest.fixture
@replayed
def running(full_board, secretary) -> Meeting:
    return MeetingFactory(committee=full_board, by=secretary, date=TODAY, running=True)


@pytest.fixture
def refused() -> Callable:
    """`with refused("code"):` – the action refuses with this code, in a sentence for people."""

    class Refused:
        def __init__(self, code: str) -> None:
            self.code, self.context = code, pytest.raises(NotPossibleNow)

        def __enter__(self):
            return self.context.__enter__()

        def __exit__(self, *error):
            suppressed = self.context.__exit__(*error)
            assert self.context.excinfo.value.code == self.code
            assert str(self.context.excinfo.value).strip()
            return suppressed

    return Refused


@pytest.fixture
def last_entry() -> Callable[[object], tuple[str, object, dict]]:
    """Verb, actor and facts of a record's newest history entry."""

    def newest(subject) -> tuple[str, object, dict]:
        entry: HistoryEntry = history.of(subject)[0]
        return entry.verb, entry.by, entry.facts

    return newest


@pytest.fixture
def mails() -> Callable[[], list[tuple[str, str]]]:
    """Kind and recipient of the mails written since the last call, sorted."""
    seen: set[int] = set()

    def written() -> list[tuple[str, str]]:
        fresh = [mail for mail in OutboxMail.objects.order_by("pk") if mail.pk not in seen]
        seen.update(mail.pk for mail in fresh)
        return sorted((mail.kind, mail.recipient) for mail in fresh)

    return written


@pytest.fixture
@replayed
def voting_board(full_board) -> Committee:
    """Votes are counted: three voting seats with `third`, of which two have to answer."""
    RulesFactory(committee=full_board, majority=Majority.SIMPLE, quorum_min=2)
    return full_board


@pytest.fixture
@replayed
def third(voting_board) -> User:
    return OccupancyFactory(seat=SeatFactory(committee=voting_board)).person


@pytest.fixture
@replayed
def procedure(voting_board, third, secretary) -> CircularProcedure:
    return circular_in(voting_board, by=secretary)


def titles(meeting: Meeting) -> list[str]:
    """What a meeting deals with, in the order of its agenda, without sub-items."""
    return list(meeting.items.accepted().filter(parent=None).values_list("title", flat=True))
