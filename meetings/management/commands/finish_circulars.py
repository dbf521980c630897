"""Counts the circular procedures whose last day for answers is over. The worker plays it; twice is once."""

from django.core.management import BaseCommand

from meetings.actions import circulating
from meetings.queries import circulars


class Command(BaseCommand):
    help = "Establishes the result of circular procedures whose term is over."

    def handle(self, *, verbosity: int, **_options: object) -> None:
        for procedure in circulars.overdue():
            done = circulating.finish(procedure, by=None)
            if verbosity:
                self.stdout.write(f"{done.number}: {done.result}")
