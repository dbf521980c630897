from django.core.management import BaseCommand

from kog.actions.forgetting_texts import forget_old_texts


class Command(BaseCommand):
    help = "Lets go text, calendar entry and attachments of mails older than MAIL_KEEP_DAYS; the row stays as a proof."

    def handle(self, **_options: object) -> None:
        self.stdout.write(f"{forget_old_texts()} old mails emptied")
