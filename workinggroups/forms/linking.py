"""Who ties a group to the board, whom it asks by topic, and the bodies outside the network."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kog import queries as network
from kog.models import Committee, Field, User
from workinggroups import queries
from workinggroups.actions.outside import FACTS
from workinggroups.models import OutsideBody


def _with_house(person: User) -> str:
    return f"{person.name}, {person.institution}" if person.institution else person.name


class LinkPersonForm(forms.Form):
    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Link person"), help_text=_("Somebody who sits or deputises on the board.")
    )
    since = forms.DateField(label=_("From"), initial=timezone.localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = queries.people_of_the_board()
        self.fields["person"].label_from_instance = _with_house


class LastDayForm(forms.Form):
    on = forms.DateField(label=_("Last day"), initial=timezone.localdate)


class TopicMemberForm(forms.Form):
    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"))
    topics = forms.ModelMultipleChoiceField(Field.objects.all(), label=_("Topics"), widget=forms.CheckboxSelectMultiple)
    since = forms.DateField(label=_("From"), initial=timezone.localdate)

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seated = queries.people_of(committee).values("pk")
        self.fields["person"].queryset = network.people().exclude(pk__in=seated)
        self.fields["person"].label_from_instance = _with_house


class OutsideBodyForm(forms.ModelForm):
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    class Meta:
        model = OutsideBody
        fields = [*FACTS, "fields"]
        widgets = {"what": forms.Textarea(attrs={"rows": 4}), "fields": forms.CheckboxSelectMultiple}

    def _post_clean(self) -> None:
        """The row is written by the action."""
