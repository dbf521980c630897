from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kog import network_checks
from kog.actions.loading_network import load_network
from kog.exceptions import LoadError


class Command(BaseCommand):
    help = "Load a network from a TOML file: everything or nothing; running it twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(_("%(file)s cannot be read: %(error)s") % {"file": file, "error": error})
        try:
            counts = load_network(network_checks.read(text))
        except LoadError as error:
            raise CommandError(f"{file}: {error}\n" + _("Nothing was changed."))
        for sentence in counts.sentences():
            self.stdout.write(sentence)
