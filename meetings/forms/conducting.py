"""The forms of a running meeting. They all stand in one HTML form, so that a click on any button also brings the
notes along: nothing typed is lost, with or without JavaScript.
"""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kog.models import Committee, Institution
from meetings.actions.assigning import Order
from meetings.actions.conducting import Presence
from meetings.actions.deciding import Ballot
from meetings.actions.reviewing import Finding
from meetings.enums import Attendance, ResolutionMethod, ReviewResult
from meetings.models import AgendaItem, Assignment, Meeting, Participation
from meetings.queries.room import later_meetings, possible_leads


class BeginForm(forms.Form):
    """On another day than planned one says so, and why; on the day itself there is nothing to fill in."""

    confirmed = forms.BooleanField(label=gettext_lazy("Open it now, although it is planned for another day"))
    reason = forms.CharField(
        label=gettext_lazy("Why on another day?"),
        max_length=300,
        help_text=gettext_lazy("It is kept with the meeting."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if meeting.is_today:
            self.fields.clear()


class NotesForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Discussion"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "data-notes": ""}),
        help_text=gettext_lazy("Markdown: - for a list, ** ** for bold. The text saves itself while you type."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"data-version": ""}))


class ResolutionForm(forms.Form):
    prefix = "resolution"
    wording = forms.CharField(label=gettext_lazy("Wording"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    method = forms.ChoiceField(
        label=gettext_lazy("Decided"), choices=ResolutionMethod, initial=ResolutionMethod.CONSENSUS, required=False
    )
    yes = forms.IntegerField(label=gettext_lazy("Yes"), min_value=0, required=False)
    no = forms.IntegerField(label=gettext_lazy("No"), min_value=0, required=False)
    abstentions = forms.IntegerField(label=gettext_lazy("Abstentions"), min_value=0, required=False)
    chair_breaks_tie = forms.BooleanField(label=gettext_lazy("Tie: the chair decided in favour"), required=False)

    def ballot(self) -> Ballot:
        data = self.cleaned_data
        if data["method"] != ResolutionMethod.VOTE:
            return Ballot()
        return Ballot(
            ResolutionMethod.VOTE,
            data["yes"] or 0,
            data["no"] or 0,
            data["abstentions"] or 0,
            data["chair_breaks_tie"],
        )


class AssignmentForm(forms.Form):
    prefix = "assignment"
    lead = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    title = forms.CharField(label=gettext_lazy("What"), max_length=300, required=False)
    due = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=gettext_lazy("Review in"),
        required=False,
        empty_label=gettext_lazy("next meeting"),
    )
    partners = forms.ModelMultipleChoiceField(
        Institution.objects.all(),
        label=gettext_lazy("Together with"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses, groups = (choices for _kind, choices in possible_leads())
        self.fields["lead"].choices = [
            ("", _("Please choose")),
            (_("Institutions"), houses),
            (_("Groups"), groups),
        ]
        self.fields["due"].queryset = later_meetings(meeting)
        self.fields["partners"].choices = [(value.removeprefix("i-"), name) for value, name in houses]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("lead"):
            self.add_error("lead", _("Who is in charge? Please choose."))
        return data

    def order(self) -> Order:
        data = self.cleaned_data
        kind, pk = data["lead"].split("-")
        lead = (Institution if kind == "i" else Committee).objects.get(pk=pk)
        return Order(lead, data["title"], partners=list(data["partners"]), due=data["due"])


class CorrectedAssignmentForm(AssignmentForm):
    """An assignment of the running meeting, with what was entered when it was set."""

    def __init__(self, data: Any, assignment: Assignment) -> None:
        initial = {
            "lead": f"i-{assignment.lead_institution_id}"
            if assignment.lead_institution_id
            else f"c-{assignment.lead_committee_id}",
            "title": assignment.title,
            "due": assignment.due_meeting_id,
            "partners": list(assignment.partners.values_list("pk", flat=True)),
        }
        super().__init__(data, meeting=assignment.set_in, initial=initial)
        self.text = assignment.text

    def order(self) -> Order:
        return replace(super().order(), text=self.text)


class RewordForm(forms.Form):
    wording = forms.CharField(label=gettext_lazy("Wording"), widget=forms.Textarea(attrs={"rows": 6}), required=False)


class OutcomeForm(forms.Form):
    prefix = "outcome"
    reason = forms.CharField(label=gettext_lazy("Reason for postponing"), max_length=300, required=False)


class ReviewForm(forms.Form):
    """One line per assignment that is due."""

    result = forms.ChoiceField(label=gettext_lazy("Result"), choices=[("", "–"), *ReviewResult.choices], required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000, required=False)
    next_meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=gettext_lazy("Continued until"),
        required=False,
        empty_label=gettext_lazy("next meeting"),
    )
    title = forms.CharField(label=gettext_lazy("New wording"), max_length=300, required=False)

    def __init__(self, data: Any, assignment: Assignment, later: list[Meeting]) -> None:
        super().__init__(data, prefix=f"review-{assignment.pk}")
        self.assignment = assignment
        field = self.fields["next_meeting"]
        field.queryset = Meeting.objects.open().filter(committee=assignment.committee_id)
        field.choices = [("", field.empty_label), *((one.pk, one.designation) for one in later)]

    def finding(self) -> Finding:
        data = self.cleaned_data
        title = data["title"] if data["result"] == ReviewResult.CHANGED else ""
        return Finding(data["result"], data["reason"], data["next_meeting"], title)


class AttendanceForm(forms.Form):
    """One seat. Only what was changed on this page is written, so that two people can record side by side."""

    attendance = forms.ChoiceField(
        label=gettext_lazy("Attendance"), choices=Attendance.choices, required=False, show_hidden_initial=True
    )
    substitute = forms.CharField(
        label=gettext_lazy("Represented by"), max_length=200, required=False, show_hidden_initial=True
    )
    arrived_at = forms.TimeField(label=gettext_lazy("Came at"), required=False, show_hidden_initial=True)
    left_at = forms.TimeField(label=gettext_lazy("Left at"), required=False, show_hidden_initial=True)

    def __init__(self, data: Any, row: Participation) -> None:
        initial = {
            "attendance": row.attendance,
            "substitute": row.substitute,
            "arrived_at": row.arrived_at,
            "left_at": row.left_at,
        }
        super().__init__(data, prefix=f"seat-{row.pk}", initial=initial)
        self.row = row
        for name in ("arrived_at", "left_at"):
            self.fields[name].widget.format = "%H:%M"

    def presence(self) -> Presence:
        data = self.cleaned_data
        return Presence(data["attendance"], data["substitute"], data["arrived_at"], data["left_at"])


def notes_form(item: AgendaItem, data: Any = None) -> NotesForm:
    return NotesForm(data, initial={"text": item.discussion, "version": item.discussion_version})
