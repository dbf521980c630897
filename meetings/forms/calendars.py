from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.enums import AssignmentsInCalendar


class AssignmentsForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("How do your assignments stand there?"),
        choices=AssignmentsInCalendar.choices,
        widget=forms.RadioSelect,
        help_text=_("On the day of the meeting that reviews them. Outlook shows no tasks of subscribed calendars."),
    )
