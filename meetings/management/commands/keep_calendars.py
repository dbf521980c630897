from typing import Any

from django.core.management.base import BaseCommand

from meetings.actions import inviting


class Command(BaseCommand):
    help = "Invite who sits since lately in a committee that was invited, and take back the entries of who left."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"Written: {inviting.keep_invitations()}.")
