from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from kog.actions.inviting_people import invite_to_office
from kog.actions.signing_in import offer_sign_in
from kog.enums import Office
from kog.exceptions import NotPossibleNow
from kog.models import Appointment, User


class Command(BaseCommand):
    help = "Print a link that signs this person in once, within 15 minutes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--administrator",
            metavar="NAME",
            help="make this person the first technical administrator of a new installation",
        )

    def handle(self, *args: object, email: str, administrator: str | None, **options: object) -> None:
        if administrator:
            self.found(email, administrator)
        person = User.objects.filter(email__iexact=email.strip()).first()
        if person is None:
            raise CommandError(_("Nobody here has the address %(email)s.") % {"email": email})
        try:
            address = offer_sign_in(person, by=None)
        except NotPossibleNow as refusal:
            raise CommandError(str(refusal))
        self.stdout.write(address)

    def found(self, email: str, name: str) -> None:
        """Only where nobody administers yet: later administrators are appointed in the portal."""
        if Appointment.objects.filter(office=Office.ADMINISTRATOR).exists():
            raise CommandError(_("There is an administrator already, who can appoint others in the portal."))
        try:
            invite_to_office(email=email, name=name, office=Office.ADMINISTRATOR, since=timezone.localdate(), by=None)
        except NotPossibleNow as refusal:
            raise CommandError(str(refusal))
