"""A real mail server for tests: takes what it is given, and refuses or hangs up as the recipient's name says."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Postbox:
    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(envelope.content, policy=policy.default) for envelope in self.envelopes]

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("unbekannt@"):
            return "550 5.1.1 No such user"
        if address.startswith("voll@"):
            return "552 5.2.2 Mailbox full"
        if address.startswith("fern@"):
            return "554 5.7.1 Relay access denied"
        if address.startswith("knapp@"):
            return "550 No such user"
        if address.startswith("besetzt@"):
            return "451 4.7.1 Greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- as above
        if envelope.rcpt_tos == ["abgelehnt@kog.example"]:
            return "554 5.7.1 Content not wanted"
        self.envelopes.append(envelope)
        if envelope.rcpt_tos == ["stumm@kog.example"]:
            server.transport.close()
        return "250 OK"


@pytest.fixture
def postbox(settings) -> Iterator[Postbox]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    yield box
    controller.stop()
