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
from kog.management.commands import work
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
    assert capsys.readouterr().out == "mail: 1\n"


def test_periodic_command_runs_when_due_and_not_before(db, worker, monkeypatch):
    played = []
    periodic.register("clearsessions", every=dt.timedelta(hours=1))
    monkeypatch.setattr(work, "call_command", lambda command, **_options: played.append(command))

    worker.play_due()
    worker.play_due()

    assert played == ["clearsessions"]


def test_failing_periodic_command_does_not_stop_the_mail(db, no_jobs, mailoutbox, caplog):
    periodic.register("no_such_command", every=dt.timedelta(hours=1))
    outbox.write_plain("notice", "a@kog.example", subject="Jetzt", text="Text")

    call_command("work", once=True, verbosity=0)

    assert len(mailoutbox) == 1
    assert "no_such_command failed" in caplog.text


def test_failing_work_lets_the_rest_of_its_lane_go_on(worker, monkeypatch, caplog):
    """A database that is away for a minute must not end the worker."""

    def away():
        raise ConnectionError("gone")

    pieces = [1, 0]
    monkeypatch.setattr(periodic, "_works", {})
    periodic.register_work("texts", away)
    periodic.register_work("binders", lambda: pieces.pop(0))
    (works,) = periodic.lanes().values()

    assert worker.do_waiting(works) is True
    assert worker.do_waiting(works) is False
    assert caplog.text.count("texts failed") == 2


LANES = """
import django; django.setup()
import os, time
from django.core.management import call_command
from kog import periodic
periodic._jobs.clear(); periodic._works.clear()

def say(words):
    os.write(1, f"{words}\\n".encode())  # in one piece, whoever else speaks

def conversion():
    say("conversion begins")
    time.sleep(0.3)
    say("conversion ends")
    return 1

def mail():
    say("mail")
    return 0

periodic.register_work("binders", conversion)
periodic.register_work("mail", mail, lane="mail")
call_command("work", pause=0.1, verbosity=0)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_mail_passes_long_work_and_the_worker_ends_after_the_current_piece(transactional_db, tmp_path, number):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": project.SETTINGS_MODULE, "VAR_DIR": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "-c", LANES], cwd=project.ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )

    with process:
        said = []
        while "conversion begins" not in said or said[-1] != "mail":
            line = process.stdout.readline()
            assert line, "the worker ended by itself"
            said.append(line.strip())
        process.send_signal(number)
        said += process.stdout.read().split("\n")[:-1]
        assert process.wait(timeout=120) == 0

    told = [line for line in said if line != "mail"]
    assert told[-2:] == ["conversion begins", "conversion ends"]
