import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms import mails, queries
from kog.exceptions import NotPossibleNow
from kog.models import OutboxMail
from kog.queries import network

# A flood is stopped before it reaches the mailbox of one office; far above what people write.
MOST_IN_AN_HOUR = 30


@transaction.atomic
def send_message(*, name: str, email: str, subject: str, message: str) -> list[OutboxMail]:
    """Queue a visitor's message to the secretariat.

    Refused when too many came within an hour, and when there is nobody to write to yet.
    """
    our_network = network()
    address = our_network.contact_email if our_network else ""
    recipients = [address] if address else list(queries.secretariat_addresses())
    if not recipients:
        raise NotPossibleNow(
            "nobody_to_write_to", _("The secretariat cannot be reached this way yet. Please try again later.")
        )
    if queries.messages_since(timezone.now() - dt.timedelta(hours=1)) >= MOST_IN_AN_HOUR:
        raise NotPossibleNow(
            "too_many_messages",
            _("Too many messages are arriving at the moment. Please try again in an hour, or write to %(address)s.")
            % {"address": address or settings.DEFAULT_FROM_EMAIL},
        )
    return [
        mails.contact_message(recipient, name=name, email=email, subject=subject, message=message)
        for recipient in recipients
    ]
