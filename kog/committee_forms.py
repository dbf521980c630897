"""What the secretariat types about committees: days, seats, people, the order of the chair, rules of procedure."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kog import queries
from kog.actions.describing import COMMITTEE, INSTITUTION
from kog.actions.rules_of_procedure import SETTINGS
from kog.enums import OccupancyRole, Office, SeatFunction
from kog.models import Committee, Institution, Rules, Seat, User

FIRST_YEAR, LAST_YEAR = 1900, 2100


def in_a_year_one_can_mean(day: dt.date) -> None:
    """A slip in the year is named before anything is reckoned with it."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(
            _("Please check the year: it has to lie between %(first)s and %(last)s."),
            code="year",
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )


class DayForm(forms.Form):
    """A committee as of this day."""

    am = forms.DateField(label=_("As of"), initial=timezone.localdate, validators=[in_a_year_one_can_mean])


class SeatForm(forms.Form):
    institution = forms.ModelChoiceField(Institution.objects.all(), label=_("Institution"))
    label = forms.CharField(
        label=_("Designation"),
        max_length=120,
        required=False,
        help_text=_("Only where one house has several seats."),
    )
    function = forms.ChoiceField(label=_("Function"), choices=SeatFunction.choices, initial=SeatFunction.MEMBER)
    has_vote = forms.BooleanField(label=_("The seat has a vote"), required=False, initial=True)
    since = forms.DateField(label=_("From"), initial=timezone.localdate)


class OccupyForm(forms.Form):
    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"))
    role = forms.ChoiceField(label=_("Role"), choices=OccupancyRole.choices, initial=OccupancyRole.HOLDER)
    since = forms.DateField(label=_("From"), initial=timezone.localdate)
    until = forms.DateField(label=_("Until"), required=False, help_text=_("Leave empty when no end is known."))

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = queries.people()
        own = queries.people(seat.institution).first()
        self.fields["person"].initial = own and own.pk
        self.fields["person"].label_from_instance = lambda person: (
            f"{person.name}, {person.institution}" if person.institution else person.name
        )


class LastDayForm(forms.Form):
    on = forms.DateField(label=_("Last day"), initial=timezone.localdate)


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("Somebody who is known by this address gets the seat without a new account.")
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    title = forms.CharField(label=_("Function in the house"), max_length=200, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=OccupancyRole.choices, initial=OccupancyRole.HOLDER)
    since = forms.DateField(label=_("From"), initial=timezone.localdate)

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if seat.occupancies.on().filter(role=OccupancyRole.HOLDER).exists():
            self.fields["role"].initial = OccupancyRole.DEPUTY


class OfficeForm(forms.Form):
    office = forms.ChoiceField(label=_("Office"), choices=Office.choices)
    email = forms.EmailField(label=_("E-mail"))
    name = forms.CharField(label=_("Name"), max_length=200)
    title = forms.CharField(label=_("Function in the house"), max_length=200, required=False)
    since = forms.DateField(label=_("From"), initial=timezone.localdate)


class RotationForm(forms.Form):
    """As many places as there are seats, at most twelve; empty places are left out."""

    PLACES = 12

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Seat.objects.on().filter(committee=committee).select_related("institution")
        order = list(committee.rotation.order_by("position").values_list("seat_id", flat=True))
        choices = [("", _("nobody")), *((seat.pk, str(seat)) for seat in seats)]
        self.seats = {seat.pk: seat for seat in seats}
        for number in range(min(self.PLACES, len(self.seats))):
            self.fields[f"place_{number}"] = forms.TypedChoiceField(
                label=_("Place %(number)d") % {"number": number + 1},
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=order[number] if number < len(order) else "",
            )

    def order(self) -> list[Seat]:
        return [self.seats[pk] for pk in self.cleaned_data.values() if pk]


class InstitutionForm(forms.ModelForm):
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    class Meta:
        model = Institution
        fields = [*INSTITUTION, "fields"]
        labels = {"fields": _("Topics")}
        widgets = {"tasks": forms.Textarea(attrs={"rows": 4}), "fields": forms.CheckboxSelectMultiple}

    def _post_clean(self) -> None:
        """The row is written by the action."""


class CommitteeForm(forms.ModelForm):
    class Meta:
        model = Committee
        fields = [*COMMITTEE, "fields"]
        labels = {"fields": _("Topics")}
        widgets = {"aim": forms.Textarea(attrs={"rows": 5}), "fields": forms.CheckboxSelectMultiple}

    def _post_clean(self) -> None:
        """The row is written by the action."""


class RulesForm(forms.ModelForm):
    class Meta:
        model = Rules
        fields = ["valid_from", *SETTINGS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({"valid_from": timezone.localdate(), "basis": ""})

    def clean_quorum_share(self) -> int:
        return self._percentage("quorum_share")

    def clean_call_share(self) -> int:
        return self._percentage("call_share")

    def _percentage(self, name: str) -> int:
        Rules._meta.get_field(name).run_validators(self.cleaned_data[name])
        return self.cleaned_data[name]

    def _post_clean(self) -> None:
        """The row is written by the action; whether its day is free, the action says."""
