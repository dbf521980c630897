import logging

from django.core.management import BaseCommand
from django.utils import timezone

from kog import queries
from kog.actions.digesting import begin, is_time, write_digest
from kog.enums import DIGEST_PACES

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Writes the daily and weekly digests that are due; on working days from DIGEST_HOUR on."

    def handle(self, **_options: object) -> None:
        now = timezone.now()
        if not is_time(now):
            return
        number = 0
        for pace in DIGEST_PACES:
            for person in queries.people_to_tell(pace, begin(pace, now)):
                try:
                    number += write_digest(person, pace, now=now) is not None
                except Exception:
                    log.exception("the digest of person %s could not be written", person.pk)
        if number:
            self.stdout.write(f"{number} digests written")
