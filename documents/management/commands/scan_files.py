from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from documents.actions import reading


class Command(BaseCommand):
    help = "Let the worker ask the virus scanner about every file it was not asked about yet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("%(count)s files wait for the virus scanner.") % {"count": reading.scan_what_was_not()})
