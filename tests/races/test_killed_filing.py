"""kill -9 of the worker while it files a protocol or builds a binder: whoever comes next finishes it, once."""

import datetime as dt
import os
import signal
import subprocess
import sys

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from documents.models import Document
from meetings.actions import archiving, binding, recording
from meetings.enums import Standing
from meetings.models import Binder, Meeting, ProtocolFile
from tests.factories.meetings import STEPS, AgendaItemFactory, MeetingFactory, finish, protocol_in

from .test_killed import address_of_the_database

CHILD = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from meetings.actions import archiving, binding

writes = 0
def die_in_time(execute, sql, params, many, context):
    global writes
    if sql.startswith(("INSERT", "UPDATE")):
        writes += 1
        if writes > int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)

with connection.execute_wrapper(die_in_time):
    {"file": archiving.file_next, "build": binding.build_next}[sys.argv[1]]()
"""


@pytest.fixture
def approved(transactional_db, network, board, chair, board_member, secretary) -> Meeting:
    """A meeting whose protocol waits to be filed and whose binder waits to be built."""
    meeting = MeetingFactory(committee=board, by=secretary, date=dt.date(2026, 3, 2))
    AgendaItemFactory(meeting=meeting, by=secretary, title="Sprachkurse", text="Lage")
    meeting = finish(_run(meeting, secretary), by=secretary)
    protocol = protocol_in("circulated", meeting, by=secretary)
    following = MeetingFactory(committee=board, by=secretary, date=dt.date(2026, 6, 8), running=True)
    assert following.items.filter(standing=Standing.PROTOCOL).exists()
    recording.approve(protocol, following, by=secretary)
    binding.ask_for(meeting, by=secretary)
    return meeting


def _run(meeting: Meeting, by) -> Meeting:
    for step in ("released", "invited", "running"):
        meeting = STEPS[step](meeting, by=by)
    return meeting


def killed(what: str, *, after: int) -> bool:
    child = subprocess.run(
        [sys.executable, "-c", CHILD, what, str(after)],
        cwd=settings.ROOT,
        env={**os.environ, "DATABASE_URL": address_of_the_database(), "DJANGO_SETTINGS_MODULE": "kog.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    return child.returncode == -signal.SIGKILL


@pytest.mark.parametrize("after", [1, 4])
def test_protocol_is_filed_once(approved, after):
    before = Document.objects.count()
    assert killed("file", after=after)
    assert (Document.objects.count(), archiving.file_next()) == (before, 0)

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=6)):
        assert archiving.file_next() == 1

    assert Document.objects.count() == before + 1
    assert ProtocolFile.objects.get().document is not None


@pytest.mark.parametrize("after", [1, 4])
def test_binder_is_built_once(approved, after):
    assert killed("build", after=after)
    assert (Binder.objects.get().is_ready, binding.build_next()) == (False, 0)

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11)):
        assert binding.build_next() == 1

    binder = Binder.objects.get()
    assert (binder.is_ready, binder.error, binder.file.storage.exists(binder.file.name)) == (True, "", True)
