"""Things at once: threads with connections of their own on a real database, each beginning at the same moment.

`transactional_db` commits; afterwards the template is restored (tests/template_database.py), so that neither a flush
nor the freeze of approved protocols stands in the way.
"""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from kog.exceptions import NotPossibleNow
from kog.models import Committee, User
from meetings.models import Meeting
from tests.factories.meetings import MeetingFactory


@pytest.fixture
def full_board(transactional_db, network, board, chair, board_member, secretary) -> Committee:
    return board


@pytest.fixture
def running(full_board, secretary: User) -> Meeting:
    return MeetingFactory(committee=full_board, by=secretary, running=True)


@pytest.fixture
def at_once() -> Callable[..., list]:
    """`at_once(one, two, …)` runs the steps in threads and returns what each returned or with what it was refused."""

    def race(*steps: Callable[[], object]) -> list:
        gate, results = threading.Barrier(len(steps)), [None] * len(steps)

        def take(place: int, step: Callable[[], object]) -> None:
            try:
                gate.wait(timeout=120)
                results[place] = step()
            except NotPossibleNow as refusal:
                results[place] = refusal
            except BaseException as error:  # noqa: BLE001 -- told by the test, not lost in the thread
                results[place] = error
            finally:
                connections.close_all()

        threads = [threading.Thread(target=take, args=(place, step)) for place, step in enumerate(steps)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=300)
        broken = [one for one in results if isinstance(one, BaseException) and not isinstance(one, NotPossibleNow)]
        assert broken == []
        return results

    return race


@pytest.fixture
def codes() -> Callable[[list], list[str]]:
    """What the refusals among the results say, sorted."""
    return lambda results: sorted(one.code for one in results if isinstance(one, NotPossibleNow))
