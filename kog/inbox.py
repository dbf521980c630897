"""Mail that arrives: each message goes once to whoever knows what to do with it.

An app registers a handler in its `AppConfig.ready()`. It gets the parsed message in a transaction, answers True when
the message was its business, and raises only when something is broken: then nothing of it stays, and the message waits
in the mailbox for a person, as does everything that is nobody's business.

The sender of a mail proves nothing. A handler acts on what only the addressee can know (a signed Message-ID, the UID
of an invitation together with its attendee), and never does more than the person could do in the portal.
"""

import hashlib
import logging
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import Enum

from django.db import InterfaceError, OperationalError, transaction

from kog.models import ReceivedMail

log = logging.getLogger(__name__)

DATABASE_AWAY = (OperationalError, InterfaceError)

Handler = Callable[[EmailMessage], bool]
_handlers: dict[str, tuple[int, Handler]] = {}


class Outcome(Enum):
    HANDLED = "handled"
    NOT_OURS = "left for people"
    SEEN_BEFORE = "seen before"
    FAILED = "failed"
    LATER = "left until the database answers"


def register(name: str, handler: Handler, *, order: int = 50) -> None:
    """Handlers are asked in this order until one takes the message."""
    _handlers[name] = (order, handler)


def receive(raw: bytes) -> Outcome:
    """Raises one of `DATABASE_AWAY` when that is all that is wrong: then the message is to be read once more."""
    digest = hashlib.sha256(raw).hexdigest()
    if ReceivedMail.objects.filter(digest=digest).exists():
        return Outcome.SEEN_BEFORE
    try:
        message = message_from_bytes(raw, policy=policy.default)
        with transaction.atomic():
            taker = next((name for name, handler in _in_order() if handler(message)), "")
            ReceivedMail.objects.create(digest=digest, handled_by=taker)
    except DATABASE_AWAY:
        raise
    except Exception as error:
        log.exception("a mail that arrived could not be handled")
        ReceivedMail.objects.get_or_create(digest=digest, defaults={"error": _writable(error)})
        return Outcome.FAILED
    return Outcome.HANDLED if taker else Outcome.NOT_OURS


def _writable(error: Exception) -> str:
    """Without the signs of a broken mail that a database refuses."""
    words = f"{type(error).__name__}: {error}".replace("\0", "")
    return words.encode(errors="backslashreplace").decode()


def _in_order() -> list[tuple[str, Handler]]:
    return [(name, handler) for name, (_order, handler) in sorted(_handlers.items(), key=lambda one: one[1][0])]
