"""Mail leaves in two steps: a row in the action's transaction, then delivery by the worker after commit.

A worker claims a row for a while by a conditional update, so two workers never send the same one; a claim that was
not finished (killed worker) runs out and the row is tried again.
"""

import datetime as dt
import logging

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone, translation

from kog.models import Network, OutboxMail, User

log = logging.getLogger(__name__)
CLAIM = dt.timedelta(minutes=5)
MAX_ATTEMPTS = 8


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


def deliver_due(limit: int = 50) -> tuple[int, int]:
    """Send what is due; returns how many were sent and how many failed (they are tried again, later each time)."""
    now = timezone.now()
    waiting = Q(sent_at=None, due_at__lte=now, attempts__lt=MAX_ATTEMPTS)
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    sent = failed = 0
    for pk in OutboxMail.objects.filter(waiting & free).order_by("pk").values_list("pk", flat=True)[:limit]:
        claimed = OutboxMail.objects.filter(waiting & free, pk=pk).update(
            claimed_until=timezone.now() + CLAIM, attempts=F("attempts") + 1
        )
        if not claimed:
            continue
        if _deliver(OutboxMail.objects.get(pk=pk)):
            sent += 1
        else:
            failed += 1
    return sent, failed


def _deliver(mail: OutboxMail) -> bool:
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
        pause = dt.timedelta(minutes=2**mail.attempts)
        OutboxMail.objects.filter(pk=mail.pk).update(
            claimed_until=None, error=str(error)[:2000], due_at=timezone.now() + pause
        )
        return False
    OutboxMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), claimed_until=None, error="")
    return True
