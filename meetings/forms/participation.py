"""The answer to an invitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.enums import Answer

REPRESENTED = "vertretung"


class AnswerForm(forms.Form):
    """Yes, no, not sure, or somebody else comes."""

    CHOICES = [
        (Answer.ACCEPTED, gettext_lazy("I will take part")),
        (REPRESENTED, gettext_lazy("Somebody represents me")),
        (Answer.TENTATIVE, gettext_lazy("I do not know yet")),
        (Answer.DECLINED, gettext_lazy("I cannot take part and nobody represents me")),
    ]
    answer = forms.ChoiceField(label=gettext_lazy("Your answer"), choices=CHOICES, widget=forms.RadioSelect)
    substitute = forms.CharField(
        label=gettext_lazy("Who comes instead"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Name and function. Needed only if somebody represents you."),
    )
    reason = forms.CharField(label=gettext_lazy("Reason, if you like"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("answer") == REPRESENTED and not data.get("substitute", "").strip():
            self.add_error("substitute", _("Please say who comes instead."))
        return data

    def answer_given(self) -> dict[str, str]:
        """What the action takes: a seat that is represented is declined with the name of the substitute."""
        data = self.cleaned_data
        represented = data["answer"] == REPRESENTED
        return {
            "choice": Answer.DECLINED if represented else data["answer"],
            "substitute": data["substitute"] if represented else "",
            "reason": data["reason"],
        }


class SubstituteForm(forms.Form):
    """Somebody else comes: who."""

    substitute = forms.CharField(
        label=gettext_lazy("Who comes instead"), max_length=200, help_text=gettext_lazy("Name and function.")
    )
    reason = forms.CharField(label=gettext_lazy("Reason, if you like"), max_length=300, required=False)

    def answer_given(self) -> dict[str, str]:
        return {"choice": Answer.DECLINED, **self.cleaned_data}
