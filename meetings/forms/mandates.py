"""Mandates: what a group is set up for, and what becomes of it when it reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kog.enums import CommitteeKind
from kog.models import Committee, Institution
from meetings.actions.mandating import MandateFinding, Terms
from meetings.enums import MandateResult
from meetings.models import Meeting, Resolution
from workinggroups.actions.founding import Charter

KINDS = [choice for choice in CommitteeKind.choices if choice[0] not in (CommitteeKind.BOARD, CommitteeKind.SUBGROUP)]


def _meetings(committee: Committee) -> Any:
    return Meeting.objects.open().filter(committee=committee).in_order()


class TermsForm(forms.Form):
    """A question, a report, an end."""

    question = forms.CharField(
        label=gettext_lazy("Question the group is to answer"), widget=forms.Textarea(attrs={"rows": 4})
    )
    report_to = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=gettext_lazy("It reports in"),
        required=False,
        empty_label=gettext_lazy("the last meeting before the end"),
        help_text=gettext_lazy("The report stands on the agenda of this meeting by itself."),
    )
    ends_on = forms.DateField(label=gettext_lazy("The mandate ends on"), required=False)

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["report_to"].queryset = _meetings(committee)

    def terms(self, data: dict[str, Any], resolution: Resolution | None = None) -> Terms:
        return Terms(data["question"], data["ends_on"], data["report_to"], resolution)


class SetUpForm(TermsForm):
    """A new group with its mandate; or the mandate for a group that exists."""

    group = forms.ModelChoiceField(
        Committee.objects.none(),
        label=gettext_lazy("Group"),
        required=False,
        empty_label=gettext_lazy("a new group, as entered below"),
    )
    name = forms.CharField(label=gettext_lazy("Name of the new group"), max_length=200, required=False)
    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=30, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=KINDS, initial=CommitteeKind.WORKING_GROUP, required=False
    )
    lead = forms.ModelChoiceField(
        Institution.objects.all(),
        label=gettext_lazy("Lead"),
        required=False,
        empty_label=gettext_lazy("Please choose"),
    )
    members = forms.ModelMultipleChoiceField(
        Institution.objects.all(),
        label=gettext_lazy("Members"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["question", "report_to", "ends_on", "group", "name", "short_name", "kind", "lead", "members"]

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, committee=committee, **kwargs)
        free = Committee.objects.active().exclude(pk=committee.pk).exclude(mandates__ended_on=None, mandates__gt=0)
        self.fields["group"].queryset = free.filter(parent=committee)
        for name in ("name", "short_name", "lead"):
            self.fields[name].conditional = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("group"):
            for name in ("name", "short_name", "lead"):
                if not data.get(name):
                    self.add_error(name, _("A new group needs this."))
        return data

    def charter(self, data: dict[str, Any]) -> Charter:
        content = {name: data[name] for name in ("name", "short_name", "lead")}
        return Charter(
            **content,
            kind=data["kind"] or CommitteeKind.WORKING_GROUP,
            aim=data["question"],
            members=list(data["members"]),
        )


class MandateReviewForm(forms.Form):
    """The group has reported: what becomes of its mandate."""

    result = forms.ChoiceField(
        label=gettext_lazy("What becomes of the mandate?"), choices=MandateResult.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=gettext_lazy("Needed unless the mandate just goes on."),
    )
    report_to = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=gettext_lazy("Next report in"),
        required=False,
        empty_label=gettext_lazy("the last meeting before the end"),
    )
    ends_on = forms.DateField(label=gettext_lazy("New end"), required=False)
    question = forms.CharField(
        label=gettext_lazy("New question"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=gettext_lazy("Only for a new mandate."),
    )

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["report_to"].queryset = _meetings(committee)
        for name in ("reason", "ends_on", "question"):
            self.fields[name].conditional = True

    def finding(self, data: dict[str, Any]) -> MandateFinding:
        terms = Terms(data["question"], data["ends_on"], data["report_to"])
        return MandateFinding(data["result"], data["reason"], terms)
