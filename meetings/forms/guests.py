"""Somebody from outside: chosen among the people of the portal, or entered with name and address."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kog.models import User
from meetings.actions.guesting import Newcomer
from meetings.forms.planning import DateField, within_living_memory


class PersonChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return f"{person.name} ({person.institution})" if person.institution else person.name


class SomebodyForm(forms.Form):
    """A person of the portal, or a new one who is invited to it."""

    person = PersonChoiceField(
        label=gettext_lazy("Somebody who is in the portal"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("nobody of these"),
    )
    name = forms.CharField(label=gettext_lazy("Or somebody new: name"), max_length=200, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail of the new person"), max_length=254, required=False)
    house = forms.CharField(
        label=gettext_lazy("House and function of the new person"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A new person gets an invitation to the portal by mail."),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        name, email = data.get("name"), data.get("email")
        if data.get("person") and (name or email):
            self.add_error("person", _("Please choose somebody or enter somebody new, not both."))
        elif bool(name) != bool(email) and not self.errors:
            self.add_error("email" if name else "name", _("A new person needs a name and an e-mail address."))
        return data

    def somebody(self) -> User | Newcomer | None:
        data = self.cleaned_data
        if data["person"] or not data["name"]:
            return data["person"]
        return Newcomer(data["name"], data["email"], data["house"])


class GuestForm(SomebodyForm):
    until = DateField(
        label=gettext_lazy("May read the item until"),
        validators=[within_living_memory],
        help_text=gettext_lazy("This item and its papers, nothing else."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not data.get("person") and not data.get("name"):
            self.add_error("person", _("Please choose somebody or enter somebody new."))
        return data


class ModeratorForm(SomebodyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].empty_label = _("nobody, or somebody new")
