"""What is typed when groups are founded, dissolved, merged and split. A form cleans and hands a charter over."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kog.enums import Cadence, CommitteeKind
from kog.models import Committee, Field, Institution
from workinggroups import dissolving
from workinggroups.actions.founding import Charter
from workinggroups.queries import successors_for

KINDS = [choice for choice in CommitteeKind.choices if choice[0] != CommitteeKind.BOARD]


class CharterForm(forms.Form):
    """Name, lead and houses of a group."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    short_name = forms.CharField(
        label=gettext_lazy("Short name"),
        max_length=30,
        help_text=gettext_lazy("Numbers of meetings begin with it, as in “TF Housing 2026-1”. It stays for good."),
    )
    lead = forms.ModelChoiceField(
        Institution.objects.all(), label=gettext_lazy("Lead"), empty_label=gettext_lazy("Please choose")
    )
    members = forms.ModelMultipleChoiceField(
        Institution.objects.all(),
        label=gettext_lazy("Houses"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Each gets a seat. Who sits there is entered afterwards; the lead has its seat anyway."),
    )

    def charter(self) -> Charter:
        known = Charter.__dataclass_fields__
        return Charter(**{name: fact for name, fact in self.cleaned_data.items() if name in known})


class FoundForm(CharterForm):
    """A group in a minute: what must be said first, what has a sensible answer already after it."""

    FURTHER = ("parent", "since", "until", "cadence", "fields")

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS, initial=CommitteeKind.TASK_FORCE)
    aim = forms.CharField(
        label=gettext_lazy("Aim and mandate"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What is to be there in the end?"),
    )
    parent = forms.ModelChoiceField(
        Committee.objects.none(), label=gettext_lazy("Belongs to"), help_text=gettext_lazy("To whom the group reports.")
    )
    since = forms.DateField(label=gettext_lazy("From"), initial=timezone.localdate)
    until = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("Leave empty when no end is known. At the end the group is dissolved or goes on."),
    )
    cadence = forms.ChoiceField(label=gettext_lazy("Meets"), choices=Cadence.choices, initial=Cadence.ON_DEMAND)
    field_order = ["name", "short_name", "kind", "aim", "lead", "members", *FURTHER]

    def __init__(self, *args: Any, parents: QuerySet[Committee], subgroup_of: Committee | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents
        self.fields["parent"].initial = parents.first()
        self.fields["fields"] = forms.ModelMultipleChoiceField(
            Field.objects.all(), label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple
        )
        if not dissolving.knows_terms():
            del self.fields["until"]
        if subgroup_of:
            self._limit_to(subgroup_of)

    def _limit_to(self, group: Committee) -> None:
        del self.fields["parent"], self.fields["kind"]
        self.fields["lead"].initial = group.lead_id
        houses = Institution.objects.filter(seats__committee=group).distinct()
        self.fields["members"].queryset = houses

    def main(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.FURTHER]

    def further(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.FURTHER]

    def further_is_wrong(self) -> bool:
        return any(field.errors for field in self.further())


class EndForm(forms.Form):
    """The day and the reason."""

    on = forms.DateField(label=gettext_lazy("Last day"), initial=timezone.localdate)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands on the group's page for those who come later."),
    )


class DissolveForm(EndForm):
    successor = forms.ModelChoiceField(
        Committee.objects.none(),
        label=gettext_lazy("Who takes over what is open"),
        required=False,
        empty_label=gettext_lazy("nobody"),
        help_text=gettext_lazy("Subgroups and open work go there."),
    )

    def __init__(self, *args: Any, group: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = successors_for(group)


class MergeForm(EndForm):
    """This group with others: into one of them, or into a new one."""

    groups = forms.ModelMultipleChoiceField(
        Committee.objects.none(), label=gettext_lazy("Together with"), widget=forms.CheckboxSelectMultiple
    )
    into = forms.ModelChoiceField(
        Committee.objects.none(),
        label=gettext_lazy("The work goes on in"),
        required=False,
        empty_label=gettext_lazy("a new group"),
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the new group"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A new group needs name, short name and lead."),
    )
    short_name = forms.CharField(label=gettext_lazy("Short name of the new group"), max_length=30, required=False)
    lead = forms.ModelChoiceField(
        Institution.objects.all(), label=gettext_lazy("Lead of the new group"), required=False
    )
    field_order = ["groups", "into", "name", "short_name", "lead", "on", "reason"]

    def __init__(self, *args: Any, group: Committee, others: QuerySet[Committee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        self.fields["groups"].queryset = others.exclude(pk=group.pk)
        self.fields["into"].queryset = others
        self.fields["lead"].initial = group.lead_id

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("into"):
            for name in ("name", "short_name", "lead"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("A new group needs this."))
        elif data["into"] not in [self.group, *data.get("groups", [])]:
            self.add_error("into", _("Choose one of the groups that are merged, or a new group."))
        return data

    def merged(self) -> list[Committee]:
        """The groups that end."""
        return [group for group in [self.group, *self.cleaned_data["groups"]] if group != self.cleaned_data["into"]]

    def target(self) -> Charter | Committee:
        """Where the work goes on; a new group gets the topics of all that are merged, see `founding.merge`."""
        data = self.cleaned_data
        return data["into"] or Charter(
            name=data["name"],
            short_name=data["short_name"],
            lead=data["lead"],
            kind=self.group.kind,
            aim=self.group.aim,
        )


class PartForm(CharterForm):
    """One of the groups into which another is split."""

    def __init__(self, *args: Any, group: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        self.fields["lead"].initial = group.lead_id
        self.fields["members"].queryset = Institution.objects.filter(seats__committee=group).distinct()
        self.fields["members"].help_text = _("Who sits for these houses today comes along.")
        self.fields["fields"] = forms.ModelMultipleChoiceField(
            Field.objects.all(),
            label=_("Topics"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Without a choice it gets all topics of the group."),
        )

    def charter(self) -> Charter:
        data = self.cleaned_data
        facts = {name: data[name] for name in ("name", "short_name", "lead", "members", "fields")}
        return Charter(**facts, kind=self.group.kind, aim=self.group.aim)


PartFormSet = forms.formset_factory(PartForm, extra=0, min_num=2, max_num=4, validate_min=True)
