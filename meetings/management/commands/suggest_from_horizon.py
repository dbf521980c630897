"""Suggests what is on the horizon for an agenda, once its time has come. The worker plays it; twice is once."""

from django.core.management import BaseCommand

from meetings.actions.horizon import suggest_topic
from meetings.queries import horizon


class Command(BaseCommand):
    help = "Suggests agenda items for what comes on a known day."

    def handle(self, *, verbosity: int, **_options: object) -> None:
        for topic in horizon.due():
            suggested = suggest_topic(topic)
            if verbosity and suggested.item_id:
                self.stdout.write(f"{suggested.committee}: {suggested}")
