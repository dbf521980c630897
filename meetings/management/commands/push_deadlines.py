from typing import Any

from django.core.management.base import BaseCommand

from meetings.actions import pushing


class Command(BaseCommand):
    help = "Remind those who have something to do for a meeting, as the preparation plans say; nobody twice."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"Reminders: {pushing.push_due()}.")
