from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from documents.actions import mounting


class Command(BaseCommand):
    help = "Forget locks that are over and the passing files that mounting programs left behind."

    def handle(self, *args: object, **options: object) -> None:
        count = mounting.clear_leftovers()
        self.stdout.write(_("%(count)s leftovers of the network drive are cleared.") % {"count": count})
