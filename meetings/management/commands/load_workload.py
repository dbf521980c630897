import time
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kog.exceptions import LoadError
from meetings.workload.loading import load_workload


class Command(BaseCommand):
    help = "Load benchmark data from a folder (see bench/README.md): all or nothing; running it twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        began = time.monotonic()
        try:
            counts = load_workload(folder, self._tell if options["verbosity"] > 1 else lambda _line: None)
        except LoadError as error:
            raise CommandError(f"{error}\n" + _("Nothing was changed."))
        except KeyError as error:
            raise CommandError(f"{folder}: {error!r}\n" + _("Nothing was changed."))
        for sentence in counts.sentences():
            self.stdout.write(sentence)
        self.stdout.write(_("%(seconds).1f seconds") % {"seconds": time.monotonic() - began})

    def _tell(self, line: str) -> None:
        self.stdout.write(line)
