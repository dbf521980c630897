"""What a person types about themselves: the answer to an invitation, the contact card."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kog.actions.keeping_cards import CARD
from kog.models import User


class AcceptForm(forms.Form):
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. You may paste it from a password manager."),
    )
    again = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    rules = forms.BooleanField(
        label=_("I have read the rules of cooperation and keep to them."),
        error_messages={"required": _("Without the rules of cooperation we cannot work together here.")},
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if {"password", "again"} <= data.keys() and data["password"] != data["again"]:
            self.add_error("again", ValidationError(_("The two passwords differ.")))
        return data


class CodeForm(forms.Form):
    """Spaces are forgiven: mail programs and people put them between the digits."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "size": 8}),
        help_text=_("Six digits. The code is valid for 15 minutes."),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class AddressForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), max_length=254)


class CardForm(forms.ModelForm):
    class Meta:
        model = User
        fields = CARD
        widgets = {
            "responsibilities": forms.Textarea(attrs={"rows": 4}),
            "locale": forms.Select(choices=[("de", "Deutsch"), ("en", "English")]),
        }

    def _post_clean(self) -> None:
        """The row is written by the action."""
