import imaplib
import sys

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import Error

from kog import inbox, mailbox

TRY_LATER = 75  # EX_TEMPFAIL: the mail server keeps the message and comes again


class Command(BaseCommand):
    help = (
        "Reads the mailbox of INBOX_URL, or one message from a mail server's pipe: answers of calendars, returned mail."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--pipe", action="store_true", help="read one message from standard input")

    def handle(self, *, pipe: bool, verbosity: int, **_options: object) -> None:
        if pipe:
            try:
                outcome = inbox.receive(sys.stdin.buffer.read())
            except Error as error:
                raise CommandError(str(error), returncode=TRY_LATER) from error
            if verbosity > 1:
                self.stdout.write(outcome.value)
        elif settings.INBOX:
            try:
                outcomes = mailbox.read(settings.INBOX, inbox.receive)
            except (OSError, imaplib.IMAP4.error) as error:
                raise CommandError(f"The mailbox could not be read: {error}") from error
            for outcome, number in outcomes.items():
                self.stdout.write(f"{number} {outcome.value}")
