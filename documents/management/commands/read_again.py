from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from documents.actions import previewing, reading
from documents.models import Folder


class Command(BaseCommand):
    help = (
        "Let the worker read the texts of files again, and draw what has no preview yet; after another version of a "
        "reader, or when LibreOffice was installed. Malware stays closed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--previews", action="store_true", help="draw the previews that are there again, too")
        parser.add_argument(
            "--folder", metavar="KEY", help="only in and below it: its number, or a key as committee:kog"
        )

    def handle(self, *args: Any, folder: str | None, previews: bool, **options: Any) -> None:
        place = self._folder(folder) if folder else None
        self.stdout.write(_("%(count)s files wait to be read.") % {"count": reading.read_again(place)})
        if previews:
            self.stdout.write(_("%(count)s previews wait to be drawn.") % {"count": previewing.draw_again(place)})

    def _folder(self, word: str) -> Folder:
        found = Folder.objects.filter(**({"pk": word} if word.isdecimal() else {"key": word})).first()
        if found is None:
            raise CommandError(_("There is no folder %(path)s.") % {"path": word})
        return found
