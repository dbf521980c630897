from django import forms
from django.utils.translation import gettext_lazy as _


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 22, "class": "textarea--tall"}),
        help_text=_("Markdown: **bold**, - list, ## heading."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
