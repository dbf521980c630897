"""What a group brings: files, and what they answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.forms import SeveralFilesField
from meetings.models import Assignment, Matter


class ResultForm(forms.Form):
    files = SeveralFilesField(
        label=gettext_lazy("Files with the result"),
        error_messages={"required": gettext_lazy("Please choose at least one file.")},
    )
    to = forms.ChoiceField(label=gettext_lazy("What does it answer?"), required=False)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Not needed when it answers an assignment."),
    )
    text = forms.CharField(
        label=gettext_lazy("In two or three sentences"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )

    def __init__(self, *args: Any, assignments: list[Assignment], matters: list[Matter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "text"):
            self.fields[name].conditional = True
        self.answered = {f"a-{row.pk}": row for row in assignments} | {f"v-{row.pk}": row for row in matters}
        self.fields["to"].choices = [
            ("", _("nothing in particular: a new result")),
            (_("Assignments"), [(f"a-{row.pk}", str(row)) for row in assignments]),
            (_("Matters"), [(f"v-{row.pk}", str(row)) for row in matters]),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        answers_assignment = data.get("to", "").startswith("a-")
        if not answers_assignment and not data.get("title", "").strip():
            self.add_error("title", _("What is the result called? Please enter it."))
        if answers_assignment and not (data.get("text", "").strip() or data.get("title", "").strip()):
            self.add_error("text", _("Please write how things stand."))
        return data

    def result(self, data: dict[str, Any]) -> dict[str, Any]:
        content = {name: data[name] for name in ("title", "text", "files")}
        return content | {"to": self.answered.get(data["to"])}
