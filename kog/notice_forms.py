from typing import Any

from django import forms

from kog import notices
from kog.models import User


class NoticesForm(forms.Form):
    """One field per notice, with what this person chose."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = notices.paces(person)
        for one in notices.notices():
            self.fields[one.name] = forms.ChoiceField(
                label=one.label,
                help_text=one.hint,
                choices=[(pace.value, pace.label) for pace in one.paces],
                initial=chosen[one.name].value,
            )
