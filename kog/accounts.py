"""Sign-in for invited people only; what allauth mails goes through the outbox like every other mail."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kog import outbox
from kog.models import Network

# Sentences that allauth's forms say by themselves. Named here they stand in our catalogue, which is asked first:
# allauth's own German says "du" in some of them.
SAID_BY_ALLAUTH = (
    _("You must type the same password each time."),
    _("Be patient, you are sending too many requests."),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Authenticator code"),
    _("A new set of recovery codes has been generated."),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("Password (again)"),
    _("New Password"),
    _("New Password (again)"),
    _("Current Password"),
    _("Remember Me"),
    _("Email"),
    _("Email address"),
    _("Forgot your password?"),
)


class SignInBackend(AuthenticationBackend):
    """Signs people in by e-mail, and grants nothing: what a person may do follows from dated facts alone (`rules`).

    Django's own answer would come from the tables of groups and permissions, which nobody fills, at two queries each.
    """

    def has_perm(self, user_obj: Any, perm: str, obj: object = None) -> bool:
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return False

    def get_all_permissions(self, user_obj: Any, obj: object = None) -> set[str]:
        return set()


class InvitationOnlyAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "enter_current_password": _("Please enter your current password."),
        "incorrect_code": _("This code is not right or has expired."),
        "incorrect_password": _("The password is not right."),
        "invalid_password_reset": _("This link is no longer valid. Please ask for a new one."),
        "too_many_login_attempts": _("Too many attempts. Please wait a few minutes and try again."),
        "rate_limited": _("Too many attempts. Please wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # The subject is rendered without a request, so the network is named here and not by the context processor.
        context = {"email": email, "network": Network.objects.first(), "base_url": settings.BASE_URL, **context}
        message = self.render_mail(template_prefix, email, context)
        html = next((part.content for part in message.alternatives if part.mimetype == "text/html"), "")
        kind = template_prefix.rpartition("/")[2]
        outbox.write_plain(kind, email, subject=message.subject, text=message.body, html=html)
