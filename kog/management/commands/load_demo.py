import datetime as dt
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import demo
from kog.exceptions import LoadError, NotPossibleNow


class Command(BaseCommand):
    help = "Load the Leipzig demo: network, people on seats, accounts, and the story. Running it twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--date", type=dt.date.fromisoformat, help="the day that counts as today, as 2026-06-12; default: today"
        )

    def handle(self, *args: object, date: dt.date | None, **options: object) -> None:
        try:
            counts = demo.load_demo(date or timezone.localdate())
        except (LoadError, NotPossibleNow) as error:
            raise CommandError(f"{error}\n" + _("Nothing was changed."))
        for sentence in counts.sentences():
            self.stdout.write(sentence)
        self.stdout.write(
            "\n" + _("Accounts to look around with (password for all: %(password)s)") % {"password": demo.PASSWORD}
        )
        width = max(len(demo.address(name)) for name, _role in demo.ACCOUNTS)
        for name, role in demo.ACCOUNTS:
            self.stdout.write(f"  {demo.address(name):<{width}}  {role}")
