from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from documents.actions import uploading


class Command(BaseCommand):
    help = "Forget uploads that were begun days ago and never completed."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("%(count)s uploads were forgotten.") % {"count": uploading.forget_old()})
