from typing import Any

from django.core.management.base import BaseCommand

from meetings.actions import folders


class Command(BaseCommand):
    help = "Put the folders of meetings below their years, and make those that are missing for meetings to come."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"New or moved: {folders.keep_all()}.")
