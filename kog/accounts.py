"""Sign-in for invited people only; what allauth mails goes through the outbox like every other mail."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from kog import outbox
from kog.models import Network


class InvitationOnlyAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        message = self.render_mail(template_prefix, email, {"email": email, "network": Network.objects.first(), **context})
        html = next((part.content for part in getattr(message, "alternatives", []) if part.mimetype == "text/html"), "")
        outbox.write_plain(
            template_prefix.rpartition("/")[2], email, subject=message.subject, text=message.body, html=html
        )
