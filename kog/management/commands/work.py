"""The worker: plays the periodic commands and does what waits in claimable rows, until it is told to stop."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import close_old_connections, connections

from kog import periodic

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Delivers mail, does long work and what is due regularly; ends on SIGTERM or Ctrl-C after the current pieces."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="until nothing waits, then end")
        parser.add_argument("--pause", type=float, default=2.0, help="seconds between two looks without work")

    def handle(self, *, once: bool, pause: float, verbosity: int, **_options: object) -> None:
        self.quiet = verbosity == 0
        self.stop = threading.Event()
        self.next_run = {job.command: 0.0 for job in periodic.jobs()}
        rounds: list[Callable[[], bool]] = [self.play_due]
        rounds += [lambda works=works: self.do_waiting(works) for works in periodic.lanes().values()]
        if once:
            for one in rounds:
                while one():
                    pass
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.asked_to_stop)
        lanes = [threading.Thread(target=self.run_lane, args=(one, pause)) for one in rounds]
        for lane in lanes:
            lane.start()
        while not self.stop.wait(1):
            if not all(lane.is_alive() for lane in lanes):
                self.stop.set()
                raise CommandError("A lane of the worker has ended by itself; its last words stand above.")
        for lane in lanes:
            lane.join()

    def asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stop.set()

    def run_lane(self, one_round: Callable[[], bool], pause: float) -> None:
        while not self.stop.is_set():
            close_old_connections()
            if not one_round():
                self.stop.wait(pause)
        connections.close_all()

    def play_due(self) -> bool:
        """The commands whose time has come; they ask for no second look at once."""
        for job in periodic.jobs():
            if not self.stop.is_set() and self.next_run.get(job.command, 0.0) <= time.monotonic():
                self.next_run[job.command] = time.monotonic() + job.every.total_seconds()
                try:
                    call_command(job.command, stdout=self.stdout, **job.options)
                except Exception:
                    log.exception("%s failed and is tried again later", job.command)
        return False

    def do_waiting(self, works: list[periodic.Work]) -> bool:
        """One piece of each kind of work; true when something waited, so that the next look follows at once."""
        return sum(self.do_piece(work) for work in works if not self.stop.is_set()) > 0

    def do_piece(self, work: periodic.Work) -> int:
        try:
            done = work.function()
        except Exception:
            # A database that is away for a minute must not end the worker.
            log.exception("%s failed and is tried again later", work.name)
            return 0
        if done and not self.quiet:
            self.stdout.write(f"{work.name}: {done}")
        return done
