from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from meetings.actions import answering


class Command(BaseCommand):
    help = "Remind of answers that wait for their confirmation; those whose term is over count from now on."

    def handle(self, *args: Any, **options: Any) -> None:
        facts = {"reminded": answering.remind_unconfirmed(), "counted": answering.count_unconfirmed()}
        self.stdout.write(_("%(reminded)d reminded, %(counted)d count from now on.") % facts)
