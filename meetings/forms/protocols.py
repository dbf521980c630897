from django import forms
from django.utils.translation import gettext_lazy

from meetings.models import ProtocolSection


class SectionForm(forms.Form):
    """The wording of one section of a draft."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=gettext_lazy("Markdown: - for a list, ** ** for bold, | for tables."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ObjectionForm(forms.Form):
    """Which wording, which one instead, and why."""

    section = forms.ModelChoiceField(ProtocolSection.objects.none(), label=gettext_lazy("Section"))
    wording_now = forms.CharField(
        label=gettext_lazy("Wording now"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Please copy the passage from the section."),
    )
    wording_wanted = forms.CharField(label=gettext_lazy("Wording you want"), widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(forms.Form):
    """Accept or reject an objection."""

    accept = forms.TypedChoiceField(
        label=gettext_lazy("Decision"),
        choices=[("yes", gettext_lazy("Accept: the wording is changed")), ("no", gettext_lazy("Reject"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed when you reject."),
    )
