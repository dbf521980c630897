"""Steps of a preparation, and the lines of a committee's plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.enums import OffsetUnit, Push, StepOwner
from meetings.forms.planning import DateField
from meetings.models import PlanStep

BEFORE, AFTER = "before", "after"


class StepForm(forms.Form):
    title = forms.CharField(label=_("What is to be done"), max_length=200)
    due = DateField(label=_("By when"))
    owner = forms.ChoiceField(label=_("Who"), choices=StepOwner.choices)


class PlanLineForm(forms.Form):
    """One line: what, who, how long before or after the meeting."""

    title = forms.CharField(label=_("What"), max_length=200)
    owner = forms.ChoiceField(label=_("Who"), choices=StepOwner.choices)
    number = forms.IntegerField(label=_("How long"), min_value=0, max_value=60)
    unit = forms.ChoiceField(label=_("Unit"), choices=OffsetUnit.choices)
    side = forms.ChoiceField(label=_("When"), choices=[(BEFORE, _("before the meeting")), (AFTER, _("after it"))])
    push = forms.ChoiceField(label=_("The portal does by itself"), choices=Push.choices, required=False)

    def line(self) -> dict[str, object]:
        data = self.cleaned_data
        offset = -data["number"] if data["side"] == BEFORE else data["number"]
        return {
            "title": data["title"],
            "owner": data["owner"],
            "offset": offset,
            "unit": data["unit"],
            "push": data["push"],
        }


class BasePlanFormSet(forms.BaseFormSet):
    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if forms.formsets.DELETION_FIELD_NAME in form.fields:
            form.fields[forms.formsets.DELETION_FIELD_NAME].label = _("strike out")

    def lines(self) -> list[dict[str, object]]:
        """What is kept, in the order of the dates."""
        kept = [form for form in self.forms if not self._should_delete_form(form)]
        days = {OffsetUnit.WEEKS: 7, OffsetUnit.WORKING_DAYS: 1.4}
        found = [form.line() for form in kept if form.cleaned_data.get("title")]
        return sorted(found, key=lambda line: line["offset"] * days[line["unit"]])


PlanFormSet = forms.formset_factory(PlanLineForm, formset=BasePlanFormSet, extra=3, can_delete=True, max_num=60)


def initial_of(lines: list[PlanStep]) -> list[dict[str, Any]]:
    return [
        {
            "title": str(line.title),
            "owner": line.owner,
            "number": abs(line.offset),
            "unit": line.unit,
            "push": line.push,
            "side": AFTER if line.offset > 0 else BEFORE,
        }
        for line in lines
    ]
