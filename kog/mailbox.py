"""The mailbox people answer to, read by IMAP. Messages stay where they are: read ones carry a keyword of ours."""

import datetime as dt
import imaplib
import logging
import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.utils import timezone

from kog.inbox import DATABASE_AWAY, Outcome

log = logging.getLogger(__name__)

KEYWORD = "KogRead"
SINCE = dt.timedelta(days=30)  # a mailbox with a past is not read from its beginning
LARGEST = 10 * 1024 * 1024
OWN_HOST = {"127.0.0.1", "::1", "localhost"}


def read(settings: dict[str, Any], receive: Callable[[bytes], Outcome], *, most: int = 200) -> Counter[Outcome]:
    """Hand every new message on. A kill between two steps reads a message twice; `receive` knows it by then."""
    outcomes: Counter[Outcome] = Counter()
    with _opened(settings) as server:
        own_keyword = _select(server, settings["folder"])
        day = (timezone.localdate() - SINCE).strftime("%d-%b-%Y")
        new = f"UNKEYWORD {KEYWORD}" if own_keyword else "UNSEEN"
        _answer, (found, *_rest) = server.uid("SEARCH", f"{new} SINCE {day}")
        for uid in (found or b"").split()[:most]:
            raw = _fetched(server, uid.decode())
            outcome = _handed_on(raw, receive) if raw is not None else Outcome.NOT_OURS
            outcomes[outcome] += 1
            if outcome == Outcome.LATER:
                continue  # unmarked, it is found again
            done = outcome in {Outcome.HANDLED, Outcome.SEEN_BEFORE}
            flags = [KEYWORD] if own_keyword else []
            # What nobody took stays unread for the people who look into the mailbox.
            flags += ["\\Seen"] if done or not own_keyword else []
            server.uid("STORE", uid.decode(), "+FLAGS", f"({' '.join(flags)})")
    return outcomes


def _handed_on(raw: bytes, receive: Callable[[bytes], Outcome]) -> Outcome:
    """No message keeps the next ones from being read."""
    try:
        return receive(raw)
    except DATABASE_AWAY:
        log.warning("a mail waits for the database", exc_info=True)
        return Outcome.LATER
    except Exception:
        log.exception("a mail that arrived could not be read")
        return Outcome.FAILED


@contextmanager
def _opened(settings: dict[str, Any]) -> Iterator[imaplib.IMAP4]:
    host, port = settings["host"], settings["port"]
    if settings["implicit_tls"]:
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=30)
    else:
        server = imaplib.IMAP4(host, port, timeout=30)
        if host not in OWN_HOST:
            server.starttls(ssl.create_default_context())  # a password never travels in clear
    try:
        server.login(settings["user"], settings["password"])
        yield server
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            server.logout()


def _select(server: imaplib.IMAP4, folder: str) -> bool:
    """Open the folder; true when it takes keywords of ours."""
    answer, words = server.select(f'"{folder}"')
    if answer != "OK":
        raise imaplib.IMAP4.error(f"{folder}: {words[0]!r}")
    _name, allowed = server.response("PERMANENTFLAGS")
    return rb"\*" in (allowed[0] or b"") or KEYWORD.encode() in (allowed[0] or b"")


def _fetched(server: imaplib.IMAP4, uid: str) -> bytes | None:
    """The message without marking it as read; None when it is larger than any answer can be."""
    _answer, (size, *_rest) = server.uid("FETCH", uid, "(RFC822.SIZE)")
    if int(bytes(size or b"0").rstrip(b")").rpartition(b"RFC822.SIZE ")[2].split()[0]) > LARGEST:
        return None
    _answer, parts = server.uid("FETCH", uid, "(BODY.PEEK[])")
    return next((part[1] for part in parts if isinstance(part, tuple)), None)
