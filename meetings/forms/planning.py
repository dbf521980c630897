"""Planning, moving, cancelling, inviting: a form cleans and hands over to the action."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kog import queries as network
from kog.models import Committee, Seat, User
from meetings.actions.convening import Arrangement
from meetings.enums import MeetingFormat, Publicity
from meetings.models import Meeting
from meetings.queries.planning import objection_to

WEEKDAYS = [
    (0, gettext_lazy("Monday")),
    (1, gettext_lazy("Tuesday")),
    (2, gettext_lazy("Wednesday")),
    (3, gettext_lazy("Thursday")),
    (4, gettext_lazy("Friday")),
]
MOST_AT_ONCE = 26
FIRST_YEAR, LAST_YEAR = 2000, 2100


class DateField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TimeField(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class ProposalForm(forms.Form):
    """Which committee, how many meetings, in which year: dates are proposed from it."""

    gremium = forms.ModelChoiceField(
        label=gettext_lazy("Committee"), queryset=Committee.objects.none(), to_field_name="key"
    )
    anzahl = forms.IntegerField(
        label=gettext_lazy("How many meetings"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        help_text=gettext_lazy("One, or a whole year in one step."),
    )
    jahr = forms.IntegerField(label=gettext_lazy("Year"), min_value=2015, max_value=2100)
    wochentag = forms.TypedChoiceField(label=gettext_lazy("Preferred weekday"), choices=WEEKDAYS, coerce=int)
    am = DateField(
        label=gettext_lazy("Or every month from"),
        required=False,
        help_text=gettext_lazy("The same weekday of each month; with one meeting, just this day."),
    )
    von = TimeField(required=False, widget=forms.HiddenInput)
    bis = TimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, committees: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gremium"].queryset = committees


def within_living_memory(day: dt.date) -> None:
    """A slip in the year is named before anything is reckoned with it."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(
            _("Please check the year: it has to lie between %(first)s and %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )


class ArrangementForm(forms.Form):
    """Where, when and how. A day that is no working day is named, and kept only when one says so."""

    date = DateField(label=gettext_lazy("Date"), validators=[within_living_memory])
    starts = TimeField(label=gettext_lazy("Begins"), initial=dt.time(10))
    ends = TimeField(label=gettext_lazy("Ends"), initial=dt.time(12, 30))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=300, required=False)
    format = forms.ChoiceField(label=gettext_lazy("Form"), choices=MeetingFormat.choices, initial=MeetingFormat.ON_SITE)
    video_link = forms.URLField(
        label=gettext_lazy("Link to the video conference"), required=False, assume_scheme="https"
    )
    title = forms.CharField(label=gettext_lazy("Title, if it has one"), max_length=200, required=False)
    anyway = forms.BooleanField(label=gettext_lazy("Meet on this day all the same"), required=False)

    def __init__(self, *args: Any, state: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state = state
        if not self._needs_confirmation():
            del self.fields["anyway"]

    def _needs_confirmation(self) -> bool:
        if not self.is_bound:
            return False
        try:
            day = self.fields["date"].clean(self.data.get(self.add_prefix("date")))
        except forms.ValidationError:
            return False
        return bool(objection_to(day, self.state))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        day = data.get("date")
        if day and day < timezone.localdate():
            self.add_error("date", _("This day is over."))
        elif day and (objection := objection_to(day, self.state)) and not data.get("anyway"):
            self.add_error("date", _("%(why)s Please choose another day, or tick the box below.") % {"why": objection})
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("The meeting ends before it begins."))
        return data

    @property
    def is_without_video_link(self) -> bool:
        """Nobody is refused for it, the link is often made later; but it is said."""
        return self.cleaned_data["format"] != MeetingFormat.ON_SITE and not self.cleaned_data.get("video_link")

    def arrangement(self) -> Arrangement:
        names = ("date", "starts", "ends", "place", "format", "video_link", "title")
        return Arrangement(**{name: self.cleaned_data[name] for name in names if name in self.cleaned_data})


class PlannedForm(ArrangementForm):
    """One line of a year: without what is rarely known so early."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("video_link", "title"):
            del self.fields[name]


PlannedFormSet = forms.formset_factory(PlannedForm, extra=0, max_num=MOST_AT_ONCE, absolute_max=MOST_AT_ONCE)


class RearrangeForm(ArrangementForm):
    reason = forms.CharField(label=gettext_lazy("Why is it moved?"), max_length=300, required=False)

    def __init__(self, *args: Any, is_invited: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        if is_invited:
            reason.label = _("Why does it change?")
            reason.conditional = True
            reason.help_text = _("Those who are invited read it. Needed when the date or the beginning changes.")


class PublicityForm(forms.Form):
    publicity = forms.ChoiceField(
        label=gettext_lazy("What the public calendar tells"),
        choices=Publicity.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("Committee and number of the meeting stand there, too; never its agenda or a person."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publicity"].conditional = True  # "nothing" is an answer, too


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is the meeting cancelled?"),
        max_length=300,
        help_text=gettext_lazy("Those invited read it in the mail, everybody on the page of the meeting."),
    )


class SwapChairForm(forms.Form):
    seat = forms.ModelChoiceField(label=gettext_lazy("Who chairs instead"), queryset=Seat.objects.none())
    reason = forms.CharField(label=gettext_lazy("Why does the chair change?"), max_length=300)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = network.seats_on(meeting.committee, meeting.date)
        self.fields["seat"].queryset = seats.exclude(pk=meeting.chair_seat_id)


class InviteForm(forms.Form):
    short_notice_reason = forms.CharField(
        label=gettext_lazy("Why at such short notice?"),
        max_length=300,
        help_text=gettext_lazy("It stands in the protocol."),
    )

    def __init__(self, *args: Any, is_short: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_short:
            del self.fields["short_notice_reason"]


class MinuteTakerForm(forms.Form):
    person = forms.ModelChoiceField(
        label=gettext_lazy("Who writes the minutes"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("not named yet"),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
