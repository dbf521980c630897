from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from kog import outbox
from kog.models import OutboxMail
from kog.queries import network

CONTACT = "contact_message"  # the kind by which messages are counted


def contact_message(recipient: str, *, name: str, email: str, subject: str, message: str) -> OutboxMail:
    """What a visitor wrote, to the secretariat; the sender's address stands in the text, for the answer."""
    context = {
        "name": name,
        "email": email,
        "subject": subject,
        "message": message,
        "network": network(),
        "base_url": settings.BASE_URL,
    }
    stem = f"cms/emails/{CONTACT}"
    with translation.override(settings.LANGUAGE_CODE):
        return outbox.write_plain(
            CONTACT,
            recipient,
            subject=" ".join(render_to_string(f"{stem}-subject.txt", context).split())[:250],
            text=render_to_string(f"{stem}-text.txt", context),
            html=render_to_string(f"{stem}-html.html", context),
        )
