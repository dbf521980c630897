"""Items of an agenda, suggestions, papers, comments."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.forms import SeveralFilesField
from documents.models import Document
from kog.models import Committee
from meetings.actions.agenda import CONTENT
from meetings.enums import ItemKind, PaperKind
from meetings.models import AgendaItem, Meeting

KINDS = [choice for choice in ItemKind.choices if choice[0] != ItemKind.REVIEW]
MARKDOWN = gettext_lazy("Markdown is understood: **bold**, lists with -, links.")


class ItemForm(forms.Form):
    """What an item says."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS, initial=ItemKind.DISCUSSION)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=0, max_value=600, initial=10)
    presenter = forms.CharField(label=gettext_lazy("Presented by"), max_length=200, required=False)
    text = forms.CharField(
        label=gettext_lazy("Background"), widget=forms.Textarea(attrs={"rows": 5}), required=False, help_text=MARKDOWN
    )
    proposed_resolution = forms.CharField(
        label=gettext_lazy("Proposed resolution"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    confidential = forms.BooleanField(
        label=gettext_lazy("Confidential: only members of this committee and the secretariat see it"), required=False
    )

    def content(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in CONTENT if name in self.cleaned_data}


def _late_reason() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Why only now?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("The agenda is released: what changes from now on is marked as late."),
    )


class AddItemForm(ItemForm):
    """A new item, at the top level or below another one."""

    parent = forms.ModelChoiceField(
        label=gettext_lazy("Below the item"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=gettext_lazy("none, an item of its own"),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = meeting.items.accepted().filter(parent=None, outcome="", standing="")
        if meeting.released_at:
            self.fields["late_reason"] = _late_reason()


class ChangeItemForm(ItemForm):
    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        initial = {name: getattr(item, name) for name in CONTENT}
        super().__init__(*args, initial=initial, **kwargs)
        if item.standing:
            self.fields["kind"].choices = ItemKind.choices
        if item.meeting and item.meeting.released_at:
            self.fields["late_reason"] = _late_reason()


class MeetingChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, meeting: Meeting) -> str:
        return _("%(meeting)s on %(day)s") % {"meeting": meeting, "day": meeting.date.strftime("%d.%m.%Y")}


class ScheduleForm(forms.Form):
    """On which agenda; none is the topic pool."""

    meeting = MeetingChoiceField(
        label=gettext_lazy("For the meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=gettext_lazy("topic pool, no meeting yet"),
    )

    def __init__(self, *args: Any, committee: Committee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = Meeting.objects.open().filter(committee=committee).in_order()


class SuggestForm(ItemForm, ScheduleForm):
    field_order = ["title", "text", "kind", "minutes", "presenter", "proposed_resolution", "meeting", "from_group"]
    from_group = forms.ModelChoiceField(
        label=gettext_lazy("On behalf of the group"),
        queryset=Committee.objects.none(),
        required=False,
        empty_label=gettext_lazy("none, for my own house"),
    )

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_group"].queryset = groups
        self.fields["meeting"].empty_label = _("no particular one")
        if not groups:
            del self.fields["from_group"]


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it declined?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Whoever suggested it gets this as the answer."),
    )


class CommentForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Comment"), widget=forms.Textarea(attrs={"rows": 3}))


class PaperForm(forms.Form):
    """Files from the own computer, or one that lies in the committee's folders already."""

    files = SeveralFilesField(
        label=gettext_lazy("Upload files"),
        required=False,
        help_text=gettext_lazy("They are filed in the folder of the item."),
    )
    document = forms.ModelChoiceField(
        label=gettext_lazy("Or a file of the committee"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=gettext_lazy("none"),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=PaperKind.choices, initial=PaperKind.PAPER)

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("files") and not data.get("document") and not self.errors:
            raise forms.ValidationError(_("Please choose a file."))
        return data


class HoldForm(forms.Form):
    """The number of the version that is held; none for whatever is current."""

    number = forms.IntegerField(label=gettext_lazy("Version"), min_value=1, required=False)
