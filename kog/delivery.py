"""Sending the rows of the outbox, each at most once as far as anybody can know.

Between the last byte of a message and the server's answer lies a moment in which a killed worker or a broken line
leaves open whether the server took it. The row is marked as handed over before that moment begins. Found marked but
without an answer, it is not sent again: twice the same invitation does more harm than one that a person looks after. It
is shown as "handed over, not confirmed", and its Message-ID finds it in the log of the mail server.
"""

import contextlib
import logging
import re
import smtplib
from email.utils import parseaddr

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend
from django.utils import timezone
from django.utils.translation import gettext

from kog import claiming, enclosures
from kog.actions import keeping_addresses
from kog.letters import Letter
from kog.models import OutboxMail

log = logging.getLogger(__name__)

# Said of an address (RFC 3463): 5.1.x but for the sender's (7 and 8), and 5.2.1, a mailbox closed down. Anything else a
# server says at this point, "relay access denied" or a full mailbox, is mended by somebody, and then the mail goes out.
ABOUT_THE_ADDRESS = re.compile(r"5\.(1\.(?![78]\b)\d+|2\.1)\b")
EXTENDED = re.compile(r"[245]\.\d+\.\d+\b")
NO_SUCH_ADDRESS = {550, 551, 553}  # from servers that say no more


class ClaimLostError(Exception):
    """Another worker has taken the row over: it is theirs now."""


def deliver_next() -> int:
    """Send the mail that waits longest; 0 when none is due."""
    mail = claiming.claim(OutboxMail.objects.all())
    if mail is None:
        return 0
    if mail.handed_over_at:
        _leave_open(mail, gettext("The worker was stopped before the mail server answered."))
    else:
        _deliver(mail)
    return 1


def _deliver(mail: OutboxMail) -> None:
    try:
        _hand_over(mail, Letter(mail))
    except ClaimLostError:
        log.warning("mail %s was taken over by another worker", mail.pk)
    except enclosures.Gone as gone:
        claiming.fail(mail, str(gone), for_good=True)
    except smtplib.SMTPRecipientsRefused as refusal:
        code, answer = refusal.recipients[mail.recipient]
        unknown = _is_about_the_address(code, answer)
        _refused(mail, code, answer, for_good=unknown)
        if unknown:
            keeping_addresses.mark_undeliverable(mail, reason=_words(code, answer))
    except smtplib.SMTPDataError as refusal:
        _refused(mail, refusal.smtp_code, refusal.smtp_error, for_good=refusal.smtp_code >= 500)
    except smtplib.SMTPResponseException as refusal:
        # Our sign-in or sender address was refused: that is mended in the settings, and then the mail goes out.
        _refused(mail, refusal.smtp_code, refusal.smtp_error, for_good=False)
    except Exception as error:  # noqa: BLE001 -- whatever happens on the way, the row says so
        reason = str(error) or type(error).__name__
        log.warning("mail %s not sent: %s", mail.pk, reason)
        if mail.handed_over_at:
            _leave_open(mail, reason)
        else:
            claiming.fail(mail, reason)
    else:
        claiming.finish(mail, sent_at=timezone.now())


def _hand_over(mail: OutboxMail, letter: Letter) -> None:
    post = get_connection()
    post.open()
    try:
        if isinstance(post, SmtpBackend):
            _speak_smtp(post.connection, mail, letter)
        else:
            _mark(mail)
            post.send_messages([letter])
    finally:
        _hang_up(post)


def _speak_smtp(server: smtplib.SMTP, mail: OutboxMail, letter: Letter) -> None:
    """`sendmail` of the library in its steps, so that the row is marked right before the message goes."""
    server.ehlo_or_helo_if_needed()
    sender = parseaddr(letter.from_email)[1]
    code, answer = server.mail(sender)
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, answer, sender)
    code, answer = server.rcpt(mail.recipient)
    if code not in {250, 251}:
        raise smtplib.SMTPRecipientsRefused({mail.recipient: (code, answer)})
    _mark(mail)
    code, answer = server.data(letter.message().as_bytes())
    if code != 250:
        raise smtplib.SMTPDataError(code, answer)


def _mark(mail: OutboxMail) -> None:
    now = timezone.now()
    if not claiming.note(mail, handed_over_at=now):
        raise ClaimLostError
    mail.handed_over_at = now


def _hang_up(post: BaseEmailBackend) -> None:
    """What was answered stays answered, even when the server does not say good-bye."""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        post.close()


def _refused(mail: OutboxMail, code: int, answer: bytes | str, *, for_good: bool) -> None:
    words = _words(code, answer)
    log.warning("mail %s refused: %s", mail.pk, words)
    claiming.fail(mail, words, for_good=for_good, handed_over_at=None)


def _is_about_the_address(code: int, answer: bytes | str) -> bool:
    words = _text(answer)
    return bool(ABOUT_THE_ADDRESS.match(words)) if EXTENDED.match(words) else code in NO_SUCH_ADDRESS


def _words(code: int, answer: bytes | str) -> str:
    return f"{code} {_text(answer)}"


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer


def _leave_open(mail: OutboxMail, reason: str) -> None:
    claiming.finish(mail, error=reason)
