"""What comes on a known day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kog.models import Field
from meetings.actions.horizon import Coming
from meetings.enums import HorizonKind
from meetings.forms.agenda import MARKDOWN
from meetings.forms.planning import DateField, within_living_memory
from meetings.models import HorizonTopic


class TopicForm(forms.Form):
    title = forms.CharField(label=_("What is coming?"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=HorizonKind.choices, initial=HorizonKind.LAW)
    date = DateField(
        label=_("On which day?"),
        validators=[within_living_memory],
        help_text=_("When it enters into force, ends or is due."),
    )
    weeks_ahead = forms.IntegerField(
        label=_("Suggest it for an agenda, weeks before"), min_value=1, max_value=104, initial=16
    )
    field = forms.ModelChoiceField(
        label=_("Field of action"), queryset=Field.objects.all(), required=False, empty_label=_("none")
    )
    text = forms.CharField(
        label=_("What is it about?"), widget=forms.Textarea(attrs={"rows": 5}), required=False, help_text=MARKDOWN
    )

    def __init__(self, *args: Any, topic: HorizonTopic | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if topic:
            self.initial = {name: getattr(topic, name) for name in self.fields} | self.initial

    def coming(self) -> Coming:
        return Coming(**self.cleaned_data)


class DropForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does it not concern the committee any more?"),
        max_length=300,
        help_text=_("It stays readable below what is coming."),
    )
