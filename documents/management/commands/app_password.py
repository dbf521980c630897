from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from documents.actions import mounting
from kog.exceptions import NotPossibleNow
from kog.models import User


class Command(BaseCommand):
    help = "Print a new password with which a device of this person mounts the drive (WebDAV); it is shown this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--device", default="manage.py app_password")

    def handle(self, *args: object, email: str, device: str, **options: object) -> None:
        person = User.objects.filter(email__iexact=email.strip()).first()
        if person is None:
            raise CommandError(_("Nobody here has the address %(email)s.") % {"email": email})
        try:
            _password, clear = mounting.issue_password(person, device, by=None)
        except NotPossibleNow as refusal:
            raise CommandError(str(refusal))
        self.stdout.write(clear)
