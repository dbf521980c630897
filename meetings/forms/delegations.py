"""Parts of an assignment: passing one on, saying how it stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.enums import Progress
from meetings.models import Assignment
from meetings.queries.delegations import recipients


class DelegateForm(forms.Form):
    title = forms.CharField(label=_("What is the part?"), max_length=300)
    to = forms.ChoiceField(label=_("Who takes it over?"))
    due = forms.DateField(label=_("Until"), required=False)

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = recipients(assignment)
        self.recipients = {value: record for value, _word, record in found}
        self.fields["to"].choices = [("", _("Please choose")), *((value, label) for value, label, _row in found)]

    def order(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"title": data["title"], "to": self.recipients[data["to"]], "due": data["due"]}


class PartReportForm(forms.Form):
    progress = forms.ChoiceField(label=_("How do things stand?"), choices=Progress.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("In a few words"), widget=forms.Textarea(attrs={"rows": 4}))
