"""What somebody brings in or takes along, and what became of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kog.models import User
from meetings.enums import MicKind
from meetings.models import AgendaItem


class BringInForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("In one or two sentences"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    person = forms.ModelChoiceField(
        label=gettext_lazy("Said by"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("myself"),
    )

    def __init__(self, *args: Any, item: AgendaItem, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting = item.meeting
        kinds = [] if meeting and meeting.is_closed else [MicKind.OFFER, MicKind.NEED, MicKind.QUESTION]
        if meeting and not meeting.is_open:
            kinds.append(MicKind.TAKEAWAY)
        self.fields["kind"].choices = [(kind.value, _words(kind)) for kind in kinds]
        self.fields["person"].queryset = User.objects.filter(pk__in=[person.pk for person in people])
        if len(kinds) == 1:
            self.initial.setdefault("kind", kinds[0].value)
        if not people:
            del self.fields["person"]


def _words(kind: MicKind) -> str:
    return {
        MicKind.OFFER: _("I offer something"),
        MicKind.NEED: _("I need something"),
        MicKind.QUESTION: _("I have a question or a concern"),
        MicKind.TAKEAWAY: _("I take something along"),
    }[kind]


class SettleForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What became of it?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
