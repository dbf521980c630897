"""Reports that a mail could not be delivered (RFC 3464). They name our mail by its signed Message-ID."""

from email.message import EmailMessage, Message

from kog import letters
from kog.actions import keeping_addresses
from kog.models import OutboxMail


def handle(message: EmailMessage) -> bool:
    if message.get_content_type() != "multipart/report" or message.get_param("report-type") != "delivery-status":
        return False
    parts = list(message.walk())
    mail = OutboxMail.objects.filter(pk=_reported(parts)).first()
    if mail is None:
        return False
    failure = next(filter(None, map(_failure, parts)), "")
    if failure:  # else it is only late
        keeping_addresses.mark_come_back(mail, reason=failure)
    return True


def _reported(parts: list[Message]) -> int | None:
    """The row of the mail that is returned, whole or its headers."""
    for part in parts[1:]:
        if part.get_content_type() == "text/rfc822-headers":
            return letters.row_of(part.get_payload(decode=True).decode(errors="replace"))
        if part.get_content_type() == "message/rfc822":
            return letters.row_of(str(part.get_payload(0)["Message-ID"]))
    return None


def _failure(part: Message) -> str:
    """What the report says about the recipient, if it says that it is final."""
    if part.get_content_type() != "message/delivery-status":
        return ""
    for block in part.get_payload():
        if str(block.get("Action", "")).strip().lower() == "failed":
            words = str(block.get("Diagnostic-Code", "")).partition(";")[2] or str(block.get("Status", ""))
            return " ".join(words.split()) or "failed"
    return ""
