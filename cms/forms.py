"""The contact form: no account, no captcha."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.actions.contacting import send_message


class ContactForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("For the answer."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    subject = forms.CharField(label=_("Subject"), max_length=150)
    message = forms.CharField(label=_("Your message"), max_length=5000, widget=forms.Textarea({"rows": 8}))
    # People do not see this field (public.css) and leave it empty; programs that fill in forms do not.
    website = forms.CharField(
        label=_("Please leave this field empty"),
        required=False,
        max_length=500,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def save(self) -> None:
        """A program is told the same as a person, and nothing is sent."""
        if self.is_from_a_program:
            return
        facts: dict[str, Any] = {name: self.cleaned_data[name] for name in ("name", "email", "subject", "message")}
        send_message(**facts)
