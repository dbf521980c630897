"""What stands in a form whose button was not pressed: it is shown again as it was typed, without complaints."""

from typing import Any

from django import forms
from django.http import QueryDict


def typed_in(form: forms.Form, data: QueryDict) -> dict[str, Any]:
    """The raw values that were sent for this form's fields."""
    typed = {}
    for name, field in form.fields.items():
        place = form.add_prefix(name)
        if not field.widget.value_omitted_from_data(data, {}, place):
            value = field.widget.value_from_datadict(data, {}, place)
            typed[name] = value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
    return typed


def keep_typed(form: forms.Form, data: QueryDict) -> bool:
    """Let the unbound form show what was typed; True when that is more than what stood there from the start.

    A field that somebody emptied is nothing to be recorded.
    """
    typed = typed_in(form, data)
    holds = any(
        value and form.fields[name].has_changed(form.get_initial_for_field(form.fields[name], name), value)
        for name, value in typed.items()
    )
    form.initial = form.initial | typed
    return holds
