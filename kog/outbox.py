"""Mail begins as a row in the transaction of the action it tells of; kog/delivery.py sends it after the commit."""

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone, translation

from kog import enclosures, notices
from kog.enclosures import Enclosure
from kog.enums import DIGEST_PACES, Pace
from kog.models import Network, OutboxMail, User


def write(
    kind: str,
    person: User,
    *,
    app: str,
    about: Model | None = None,
    calendar: bytes | None = None,
    method: str = "",
    files: Sequence[Enclosure] = (),
    reply_to: str = "",
    unsubscribe_url: str = "",
    **context: object,
) -> OutboxMail:
    """Render `templates/<app>/emails/<kind>-{subject.txt,text.txt,html.html}` in the person's language and queue it.

    Who chose to get this kind in a digest (kog/notices.py) has it gathered there; for who chose never, the row is not
    saved. A mail with a calendar entry always goes out.

    `about` puts the mail into the proof of dispatch of that record. `calendar` is one iCalendar object whose METHOD is
    `method`. Whether the person may have the `files` was asked by the caller.
    """
    context |= {"person": person, "base_url": settings.BASE_URL, "network": Network.objects.first()}
    stem = f"{app}/emails/{kind}"
    pace = Pace.AT_ONCE if calendar else notices.pace_of(person, kind)
    with translation.override(settings.LANGUAGE_CODE):
        message = _message(kind, f"{about._meta.label}:{about.pk}" if about else "", _subject(stem, context))
    with translation.override(person.locale):
        mail = OutboxMail(
            kind=kind,
            message=message,
            recipient=person.email,
            person=person,
            about=about,
            subject=_subject(stem, context),
            text=render_to_string(f"{stem}-text.txt", context),
            html=render_to_string(f"{stem}-html.html", context),
            calendar=(calendar or b"").decode(),
            calendar_method=method,
            files=enclosures.stored(files),
            reply_to=reply_to,
            unsubscribe_url=unsubscribe_url,
        )
    if pace in DIGEST_PACES:
        mail.gathered_for, mail.due_at = pace, None
    if pace != Pace.NEVER:
        mail.save()
    return mail


def write_plain(kind: str, recipient: str, *, subject: str, text: str, html: str = "") -> OutboxMail:
    """Queue a mail that somebody else rendered (allauth's codes)."""
    return OutboxMail.objects.create(
        kind=kind, message=_message(kind, "", subject), recipient=recipient, subject=subject, text=text, html=html
    )


def _subject(stem: str, context: dict[str, object]) -> str:
    return " ".join(render_to_string(f"{stem}-subject.txt", context).split())


def _message(kind: str, about: str, subject: str) -> str:
    """The same for everybody who is told the same on one day; the subject, in the portal's language, names nobody."""
    return hashlib.sha256(f"{kind} {about} {subject} {timezone.localdate()}".encode()).hexdigest()[:32]
