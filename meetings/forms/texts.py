from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("Text"),
        # Drafted in the language of the network, whatever the page is read in (WCAG 2.2, 3.1.2).
        widget=forms.Textarea(attrs={"rows": 22, "class": "textarea--tall", "lang": settings.LANGUAGE_CODE}),
        help_text=_("Markdown: **bold**, - list, ## heading."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class VersionForm(forms.Form):
    """Which wording somebody read before they sent it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
