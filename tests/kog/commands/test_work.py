import datetime as dt
import os
import signal
import subprocess
import sys
import threading

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.utils import timezone

from kog import outbox, periodic
from kog.management.commands.work import Command
from kog.models import OutboxMail


@pytest.fixture
def no_jobs(monkeypatch):
    monkeypatch.setattr(periodic, "_jobs", {})


@pytest.fixture
def worker(no_jobs):
    command = Command(stdout=open(os.devnull, "w"))  # noqa: SIM115 -- closed below
    command.stop, command.next_run, command.quiet = threading.Event(), {}, True
    yield command
    command.stdout._out.close()


def test_round_delivers_what_is_due(db, no_jobs, mailoutbox, capsys):
    outbox.write_plain("notice", "a@kog.example", subject="Jetzt", text="Text")
    later = outbox.write_plain("notice", "b@kog.example", subject="Später", text="Text")
    OutboxMail.objects.filter(pk=later.pk).update(due_at=timezone.now() + dt.timedelta(hours=1))

    call_command("work", once=True)

    assert [mail.to for mail in mailoutbox] == [["a@kog.example"]]
    assert capsys.readouterr().out == "1 sent, 0 postponed\n"


def test_periodic_command_runs_when_due_and_not_before(db, worker, monkeypatch):
    played = []
    periodic.register("clearsessions", every=dt.timedelta(hours=1))
    worker.next_run = {"clearsessions": 0.0}
    monkeypatch.setattr(worker, "play", played.append)

    worker.round()
    worker.round()

    assert played == ["clearsessions"]


def test_failing_periodic_command_does_not_stop_the_mail(db, worker, mailoutbox, caplog):
    periodic.register("no_such_command", every=dt.timedelta(hours=1))
    worker.next_run = {"no_such_command": 0.0}
    outbox.write_plain("notice", "a@kog.example", subject="Jetzt", text="Text")

    assert worker.round() is True

    assert len(mailoutbox) == 1
    assert "no_such_command failed" in caplog.text


def test_worker_survives_a_database_that_is_away(db, worker, monkeypatch, caplog):
    def away():
        raise ConnectionError("gone")

    monkeypatch.setattr(outbox, "deliver_due", away)

    assert worker.round() is False
    assert "could not be looked through" in caplog.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_worker_ends_cleanly_when_told(transactional_db, tmp_path, number):
    script = (
        "import django; django.setup(); from django.core.management import call_command; "
        "from kog import outbox, periodic; periodic._jobs.clear(); "
        "outbox.deliver_due = lambda: print('round', flush=True) or (0, 0); call_command('work', pause=60)"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": project.SETTINGS_MODULE, "VAR_DIR": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "-c", script], cwd=project.ROOT, env=environment, stdout=subprocess.PIPE
    )

    with process:
        assert process.stdout.readline() == b"round\n"
        process.send_signal(number)
        assert process.wait(timeout=20) == 0
