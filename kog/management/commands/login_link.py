from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kog.actions.signing_in import offer_sign_in
from kog.exceptions import NotPossibleNow
from kog.models import User


class Command(BaseCommand):
    help = "Print a link that signs this person in once, within 15 minutes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: object, email: str, **options: object) -> None:
        person = User.objects.filter(email__iexact=email.strip()).first()
        if person is None:
            raise CommandError(_("Nobody here has the address %(email)s.") % {"email": email})
        try:
            address = offer_sign_in(person, by=None)
        except NotPossibleNow as refusal:
            raise CommandError(str(refusal))
        self.stdout.write(address)
