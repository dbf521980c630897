from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from documents.actions import trashing


class Command(BaseCommand):
    help = "Let go what has lain in the trash of the drive long enough and is used nowhere."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("%(count)s entries of the trash are gone for good.") % {"count": trashing.empty_trash()})
