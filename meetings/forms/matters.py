"""What is brought up, and what is said to it."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.forms import SeveralFilesField
from kog.models import Field, Institution
from meetings.actions.answering import Reply
from meetings.actions.raising import Concern
from meetings.enums import MatterKind, Verdict
from meetings.models import Matter, Resolution
from meetings.queries.ends import End, picked

MARKDOWN = _("Markdown is understood: **bold**, lists with -, links.")


class RaiseForm(forms.Form):
    """Two minutes: kind, title, what it is about. The rest has its default."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=MatterKind.choices, initial=MatterKind.RECOMMENDATION, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("Title"), max_length=300)
    text = forms.CharField(
        label=_("What is it about, and what is to be decided?"),
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=MARKDOWN,
    )
    origin = forms.ChoiceField(label=_("In whose name?"))
    to = forms.ChoiceField(label=_("To whom?"), required=False)
    files = SeveralFilesField(label=_("Papers"), required=False)
    fields_ = forms.ModelMultipleChoiceField(
        label=_("Topics"), queryset=Field.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    lead = forms.ModelChoiceField(
        label=_("House in charge"),
        queryset=Institution.objects.all(),
        required=False,
        empty_label=_("not named"),
        help_text=_("Who takes care of the matter as a whole, if that is agreed."),
    )

    def __init__(self, *args: Any, origins: list[End], addressees: list[End], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.origins, self.addressees = origins, addressees
        if not self.fields["fields_"].queryset.exists():
            del self.fields["fields_"]
        self.fields["to"].choices = [(end.value, end.label) for end in addressees]
        if len(origins) == 1:
            del self.fields["origin"]
        else:
            self.fields["origin"].choices = [(end.value, end.label) for end in origins]

    def raised(self, data: dict[str, Any], follows: Matter | None = None) -> dict[str, Any]:
        """What the action takes."""
        content = {"kind": data["kind"], "title": data["title"], "text": data["text"], "lead": data["lead"]}
        origin = picked(self.origins, data["origin"]) if "origin" in data else self.origins[0].record
        return {
            "origin": origin,
            "concern": Concern(**content, fields=list(data.get("fields_", ())), follows=follows),
            "to": picked(self.addressees, data["to"] or self.addressees[0].value),
            "files": data["files"],
        }


class AnswerMatterForm(forms.Form):
    """The answer, prepared with what was resolved."""

    verdict = forms.ChoiceField(label=_("Our answer"), choices=Verdict.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What we say to it"),
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Who brought it up gets this wording. Markdown is understood."),
    )
    resolution = forms.ModelChoiceField(
        label=_("It rests on the resolution"),
        queryset=Resolution.objects.none(),
        required=False,
        empty_label=_("none"),
    )

    def __init__(self, *args: Any, resolutions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resolution"].queryset = resolutions
        if not self.fields["resolution"].queryset:
            del self.fields["resolution"]

    def reply(self, data: dict[str, Any]) -> Reply:
        return Reply(data["verdict"], data["text"], resolution=data.get("resolution"))


class InsistForm(forms.Form):
    text = forms.CharField(
        label=_("What is still open?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The matter goes back to where it was answered, with these words."),
    )


def _today() -> dt.date:
    return timezone.localdate()


class SentForm(forms.Form):
    on = forms.DateField(label=_("Sent on"), initial=_today)
