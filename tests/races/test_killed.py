"""kill -9 in the middle of an action leaves nothing half done: the process dies between two of its writes."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from kog.models import HistoryEntry
from meetings.actions import conducting
from meetings.enums import Outcome
from meetings.models import AgendaItem, Meeting, Protocol
from tests.factories.meetings import AgendaItemFactory, MeetingFactory

CHILD = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from kog.models import User
from meetings.actions import conducting
from meetings.models import Meeting

writes = 0
def die_in_time(execute, sql, params, many, context):
    global writes
    if sql.startswith(("INSERT", "UPDATE")):
        writes += 1
        if writes > int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

with connection.execute_wrapper(die_in_time):
    conducting.close_meeting(Meeting.objects.get(pk=sys.argv[1]), by=User.objects.first())
print(writes)
"""


@pytest.fixture
def complete(transactional_db, network, board, chair, board_member, secretary) -> Meeting:
    meeting = MeetingFactory(committee=board, by=secretary, running=True)
    MeetingFactory(committee=board, by=secretary, date=meeting.date.replace(day=28), starts="15:00", ends="16:00")
    conducting.record_rest_present(meeting, by=secretary)
    conducting.set_outcome(AgendaItemFactory(meeting=meeting), Outcome.POSTPONED, by=secretary)
    conducting.treat_formal_items(meeting, by=secretary)
    return meeting


def address_of_the_database() -> str:
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{facts['NAME']}"


def close_in_a_process(meeting: Meeting, *, die_after: int) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", CHILD, str(meeting.pk), str(die_after)],
        cwd=settings.ROOT,
        env={**os.environ, "DATABASE_URL": address_of_the_database(), "DJANGO_SETTINGS_MODULE": "kog.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )


def rows() -> dict[str, object]:
    return {
        "meetings": list(Meeting.objects.order_by("pk").values()),
        "items": list(AgendaItem.objects.order_by("pk").values()),
        "protocols": Protocol.objects.count(),
        "history": HistoryEntry.objects.count(),
    }


def test_a_killed_close_has_changed_nothing_and_can_be_done_again(complete):
    before = rows()

    for die_after in (1, 3, 5):
        killed = close_in_a_process(complete, die_after=die_after)

        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert rows() == before

    done = close_in_a_process(complete, die_after=10_000)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 5
    complete.refresh_from_db()
    assert complete.is_closed
    assert Protocol.objects.get().meeting == complete
