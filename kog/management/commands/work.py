"""The worker: delivers waiting mail and plays the periodic commands, until it is told to stop."""

import logging
import signal
import threading
import time
from types import FrameType

from django.core.management import BaseCommand, CommandParser, call_command
from django.db import close_old_connections, connection

from kog import outbox, periodic

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Delivers waiting mail and runs what is due regularly; ends on SIGTERM or Ctrl-C after the current piece."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then end")
        parser.add_argument("--pause", type=float, default=2.0, help="seconds between two rounds without work")

    def handle(self, *, once: bool, pause: float, verbosity: int, **_options: object) -> None:
        self.quiet = verbosity == 0
        self.stop = threading.Event()
        self.next_run = {job.command: 0.0 for job in periodic.jobs()}
        if once:
            self.round()
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.asked_to_stop)
        while not self.stop.is_set():
            close_old_connections()
            if not self.round():
                self.stop.wait(pause)
        connection.close()

    def asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stop.set()

    def round(self) -> bool:
        """One look at everything; true when mail went out, so that the next look follows at once."""
        for job in periodic.jobs():
            if not self.stop.is_set() and self.next_run[job.command] <= time.monotonic():
                self.next_run[job.command] = time.monotonic() + job.every.total_seconds()
                self.play(job.command)
        try:
            sent, failed = outbox.deliver_due()
        except Exception:
            # A database that is away for a minute must not end the worker.
            log.exception("the mails could not be looked through")
            return False
        if (sent or failed) and not self.quiet:
            self.stdout.write(f"{sent} sent, {failed} postponed")
        return bool(sent)

    def play(self, command: str) -> None:
        try:
            call_command(command, stdout=self.stdout)
        except Exception:
            log.exception("%s failed and is tried again later", command)
