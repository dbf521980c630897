"""A date poll: what it is for, its dates, and what somebody says to each."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workinggroups.actions.polling import FEWEST, MOST, Slot
from workinggroups.enums import PollAnswer
from workinggroups.queries.polls import Line


class PollForm(forms.Form):
    title = forms.CharField(
        label=_("What for"), max_length=200, help_text=_("For example: next meeting, visit, workshop.")
    )
    closes_on = forms.DateField(label=_("Answers until"))


class SlotForm(forms.Form):
    """One date; lines that say no date are left out."""

    date = forms.DateField(label=_("Date"), required=False)
    starts = forms.TimeField(label=_("From"), initial=dt.time(10))
    ends = forms.TimeField(label=_("Until"), initial=dt.time(12))


class SlotFormSet(forms.BaseFormSet):
    def slots(self) -> list[Slot]:
        rows = [form.cleaned_data for form in self.forms]
        return [Slot(row["date"], row["starts"], row["ends"]) for row in rows if row.get("date")]


Slots = forms.formset_factory(
    SlotForm, formset=SlotFormSet, extra=MOST, max_num=MOST, absolute_max=MOST, validate_max=True
)
SHOWN_AT_ONCE = max(FEWEST, 4)


class AnswerForm(forms.Form):
    """One answer per date, side by side in a table."""

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[self.name_of(line)] = forms.ChoiceField(
                label=str(line.option),
                choices=PollAnswer.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=line.mine,
            )

    @staticmethod
    def name_of(line: Line) -> str:
        return f"termin-{line.option.pk}"

    def rows(self) -> list[tuple[Line, forms.BoundField]]:
        return [(line, self[self.name_of(line)]) for line in self.lines]

    def answers(self) -> dict[int, str]:
        said = {line.option.pk: self.cleaned_data[self.name_of(line)] for line in self.lines}
        return {pk: answer for pk, answer in said.items() if answer}
