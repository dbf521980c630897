"""What a group brings up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.enums import MatterKind


class RaiseForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=MatterKind.choices, initial=MatterKind.RECOMMENDATION, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("Title"), max_length=300)
    text = forms.CharField(
        label=_("What is it about, and what is to be decided?"),
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Markdown is understood: **bold**, lists with -, links."),
    )
