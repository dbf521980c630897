"""A row of the outbox as a message (RFC 5322), in the form that Outlook and others need to find the calendar entry.

multipart/mixed
    multipart/alternative       first child: nowhere else is an entry looked for
        text/plain, text/html
        text/calendar; method=…
    the attachments
"""

import re
from email import policy
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.crypto import constant_time_compare, salted_hmac

from kog import enclosures
from kog.models import Network, OutboxMail

# Seven bits pass every server on the way, and a line is never longer than the standard allows.
POLICY = policy.SMTP.clone(cte_type="7bit")


class Letter(EmailMultiAlternatives):
    """For Django's mail backends, with the message built here."""

    def __init__(self, mail: OutboxMail) -> None:
        super().__init__(mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [mail.recipient])
        if mail.html:
            self.attach_alternative(mail.html, "text/html")
        self.built = build(mail)

    def message(self, *, policy: object = None) -> EmailMessage:
        return self.built


def build(mail: OutboxMail) -> EmailMessage:
    message = EmailMessage(POLICY)
    for name, value in _headers(mail).items():
        message[name] = value
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    if mail.calendar:
        message.add_alternative(mail.calendar, subtype="calendar", params={"method": mail.calendar_method})
        message.make_mixed()
    for name, content, kind in enclosures.fetched(mail):
        maintype, _, subtype = kind.partition("/")
        message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return message


def _headers(mail: OutboxMail) -> dict[str, str]:
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "To": mail.recipient,
        "Subject": mail.subject,
        "Date": formatdate(localtime=True),
        "Message-ID": message_id(mail.pk),
        "Auto-Submitted": "auto-generated",
    }
    if mail.reply_to:
        headers["Reply-To"] = mail.reply_to
    if mail.person_id:  # what goes to the people of the network; a code or an answer to a stranger belongs to no list
        network = Network.objects.first()
        headers["List-Id"] = f'"{network.short_name if network else ""}" <portal.{_host()}>'
    if mail.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def message_id(pk: int) -> str:
    """The same for a row whenever it is sent; signed, so that only who got it can report it undelivered."""
    return f"<kog-{pk}-{_signature(pk)}@{_host()}>"


def row_of(text: str) -> int | None:
    """The row whose Message-ID stands in this text."""
    for pk, signature in re.findall(r"<kog-(\d{1,18})-([0-9a-f]{16})@", text):
        if constant_time_compare(signature, _signature(int(pk))):
            return int(pk)
    return None


def _signature(pk: int) -> str:
    return salted_hmac("kog.letters", str(pk), algorithm="sha256").hexdigest()[:16]
