"""Status reports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.forms import SeveralFilesField
from meetings.enums import Progress


class ReportForm(forms.Form):
    """How things stand, in the words of those in charge, with results as files."""

    progress = forms.ChoiceField(label=_("How do things stand?"), choices=Progress.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Status report"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Two or three sentences are enough. Markdown is understood: **bold**, lists with -, links."),
    )
    files = SeveralFilesField(
        label=_("Results as files"), required=False, help_text=_("They are filed with the committee.")
    )
