"""Mails of the drive. The names of files stand in the text alone: subjects are shown on locked screens."""

from django.conf import settings

from documents.models import Document
from kog import outbox
from kog.models import OutboxMail, User


def infected_file(person: User, files: list[Document]) -> OutboxMail:
    """For the secretariat, who reads every file."""
    rows = [(document, settings.BASE_URL + document.get_absolute_url()) for document in files]
    return outbox.write("infected_file", person, app="documents", infected=rows)
