"""Mail leaves in two steps: a row in the action's transaction, then delivery by the worker after commit."""

import logging

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from kog import claiming
from kog.models import Network, OutboxMail, User

log = logging.getLogger(__name__)


def write(kind: str, person: User, *, app: str, **context: object) -> OutboxMail:
    """Render `templates/<app>/emails/<kind>-{subject.txt,text.txt,html.html}` in the person's language and queue it."""
    context |= {"person": person, "base_url": settings.BASE_URL, "network": Network.objects.first()}
    stem = f"{app}/emails/{kind}"
    with translation.override(person.locale):
        return OutboxMail.objects.create(
            kind=kind,
            recipient=person.email,
            person=person,
            subject=" ".join(render_to_string(f"{stem}-subject.txt", context).split()),
            text=render_to_string(f"{stem}-text.txt", context),
            html=render_to_string(f"{stem}-html.html", context),
        )


def write_plain(kind: str, recipient: str, *, subject: str, text: str, html: str = "") -> OutboxMail:
    """Queue a mail that somebody else rendered (allauth's codes)."""
    return OutboxMail.objects.create(kind=kind, recipient=recipient, subject=subject, text=text, html=html)


def deliver_next() -> int:
    """Send the mail that waits longest; 0 when none is due. One that could not be sent waits longer each time."""
    mail = claiming.claim(OutboxMail.objects.all())
    if mail is None:
        return 0
    _deliver(mail)
    return 1


def _deliver(mail: OutboxMail) -> None:
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        settings.DEFAULT_FROM_EMAIL,
        [mail.recipient],
        headers={"Auto-Submitted": "auto-generated"},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except Exception as error:  # noqa: BLE001 -- whatever the mail server does, the row says so and waits
        log.warning("mail %s not sent: %s", mail.pk, error)
        claiming.fail(mail, str(error) or type(error).__name__)
    else:
        claiming.finish(mail, sent_at=timezone.now())
