"""What goes round for a decision in writing, and what a seat answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.forms import SeveralFilesField
from documents.models import Document
from kog.models import Committee
from meetings.actions.circulating import ANSWERS, Round, earliest_deadline
from meetings.enums import CircularAnswer
from meetings.forms.agenda import MARKDOWN
from meetings.forms.planning import DateField, within_living_memory
from meetings.models import CircularVote, Matter

SAYINGS = {
    CircularAnswer.AGREE: gettext_lazy("I agree"),
    CircularAnswer.REJECT: gettext_lazy("I reject it"),
    CircularAnswer.ABSTAIN: gettext_lazy("I abstain"),
    CircularAnswer.OBJECT: gettext_lazy("I object to deciding this without a meeting"),
}


class RoundForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    text = forms.CharField(
        label=gettext_lazy("What is it about?"), widget=forms.Textarea(attrs={"rows": 6}), help_text=MARKDOWN
    )
    wording = forms.CharField(
        label=gettext_lazy("Wording of the resolution"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Exactly this is voted on; it cannot be changed while it goes round."),
    )
    deadline = DateField(label=gettext_lazy("Answers until"), validators=[within_living_memory])
    short_term_reason = forms.CharField(label=gettext_lazy("Why is there less time?"), max_length=300, required=False)
    files = SeveralFilesField(
        label=gettext_lazy("Upload papers"),
        required=False,
        help_text=gettext_lazy("They are filed in the folder of the committee."),
    )
    document = forms.ModelChoiceField(
        label=gettext_lazy("Or a file of the committee"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=gettext_lazy("none"),
    )
    matter = forms.ModelChoiceField(
        label=gettext_lazy("Belongs to the matter"),
        queryset=Matter.objects.none(),
        required=False,
        empty_label=gettext_lazy("none"),
    )
    confidential = forms.BooleanField(
        label=gettext_lazy("Confidential: only members of this committee and the secretariat see it"), required=False
    )

    def __init__(self, *args: Any, committee: Committee, documents: Any, matters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earliest = earliest_deadline(committee)
        self.fields["deadline"].initial = earliest
        self.fields["short_term_reason"].help_text = _(
            "Needed only if answers are wanted before %(day)s, the first day the rules allow."
        ) % {"day": earliest.strftime("%d.%m.%Y")}
        self.fields["document"].queryset = documents
        self.fields["matter"].queryset = matters
        if not matters:
            del self.fields["matter"]

    def round(self) -> Round:
        """What the action takes, without the uploads."""
        data = self.cleaned_data
        names = ("title", "text", "wording", "deadline", "short_term_reason", "confidential")
        facts = {name: data[name] for name in names}
        return Round(**facts, matter=data.get("matter"), documents=[data["document"]] if data["document"] else [])


class VoteForm(forms.Form):
    """The answer of one seat; on behalf of others one says who gave it."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[(answer.value, SAYINGS[answer]) for answer in ANSWERS],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=gettext_lazy("Needed when you object to the procedure; it ends then, and the next meeting decides."),
    )
    said_by = forms.CharField(
        label=gettext_lazy("Who gave this answer, and how?"),
        max_length=200,
        help_text=gettext_lazy("For example: Ms Weber, by telephone on 12 June."),
    )

    def __init__(self, *args: Any, row: CircularVote, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("answer", "reason", "said_by"):
            self.initial.setdefault(name, getattr(row, name))
        if own:
            del self.fields["said_by"]
        else:
            self.fields["answer"].label = _("Answer of %(seat)s") % {"seat": row.seat}
            self.fields["answer"].choices = [(answer.value, answer.label) for answer in ANSWERS]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it withdrawn?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody who was asked gets this reason."),
    )
