"""The answer to an invitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kog.models import User
from meetings.enums import Answer, MeetingFormat, PapersBy, Way
from meetings.models import Participation
from meetings.queries.participation import possible_substitutes

REPRESENTED = "vertretung"


class SubstituteChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return f"{person.name} ({person.title})" if person.title else person.name


class _Substitute(forms.Form):
    """Who comes instead: the deputy, a colleague of the house, or a name that is typed."""

    substitute_person = SubstituteChoiceField(
        label=gettext_lazy("Who comes instead"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Please choose"),
        help_text=gettext_lazy("Who is chosen here gets the invitation by mail."),
    )
    substitute = forms.CharField(
        label=gettext_lazy("Or somebody else, by name and function"), max_length=200, required=False
    )
    reason = forms.CharField(label=gettext_lazy("Reason, if you like"), max_length=300, required=False)

    def __init__(self, *args: Any, row: Participation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = possible_substitutes(row)
        for name in ("substitute_person", "substitute"):
            self.fields[name].conditional = True  # one of the two, says the hint
        if people:
            self.fields["substitute_person"].help_text = " ".join(
                [_("One of the two is needed."), str(self.fields["substitute_person"].help_text)]
            )
            self.fields["substitute_person"].queryset = User.objects.filter(pk__in=[one.pk for one in people])
        else:
            del self.fields["substitute_person"]
            self.fields["substitute"].label = _("Who comes instead")
            self.fields["substitute"].help_text = _("Name and function.")

    def somebody(self) -> dict[str, Any]:
        """The person chosen, or else the name typed."""
        person = self.cleaned_data.get("substitute_person")
        return {"substitute_person": person, "substitute": "" if person else self.cleaned_data["substitute"]}

    def require_somebody(self) -> None:
        data = self.cleaned_data
        if not data.get("substitute_person") and not data.get("substitute", "").strip():
            asks = "substitute_person" in self.fields
            self.add_error(
                "substitute",
                _("Please choose a person, or name somebody with their function.")
                if asks
                else _("Please say who comes instead."),
            )


def known_answer(row: Participation) -> dict[str, Any]:
    """What was answered so far, as the form begins with it."""
    return {
        "answer": REPRESENTED if row.substitute else row.answer if row.answer != Answer.PENDING else None,
        "substitute": "" if row.substitute_person_id else row.substitute,
        "substitute_person": row.substitute_person_id,
        "way": row.way,
        "reason": row.answer_reason,
    }


class AnswerForm(_Substitute):
    """Yes, no, not sure, or somebody else comes; where there is the choice, on site or by video."""

    CHOICES = [
        (Answer.ACCEPTED, gettext_lazy("I will take part")),
        (REPRESENTED, gettext_lazy("Somebody represents me")),
        (Answer.TENTATIVE, gettext_lazy("I do not know yet")),
        (Answer.DECLINED, gettext_lazy("I cannot take part and nobody represents me")),
    ]
    FOR_OTHERS = [
        (Answer.ACCEPTED, gettext_lazy("takes part")),
        (REPRESENTED, gettext_lazy("is represented")),
        (Answer.TENTATIVE, gettext_lazy("not known yet")),
        (Answer.DECLINED, gettext_lazy("does not take part and is not represented")),
    ]
    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose an answer.")},
    )
    way = forms.ChoiceField(
        label=gettext_lazy("How will you take part"),
        choices=[choice for choice in Way.choices if choice[0]],
        widget=forms.RadioSelect,
        required=False,
    )
    field_order = ["answer", "way", "substitute_person", "substitute", "reason"]

    def __init__(self, *args: Any, row: Participation, for_others: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        first = self.fields["substitute_person" if "substitute_person" in self.fields else "substitute"]
        if for_others:
            self._speak_of(row, first)
        # The style sheet shows them when they are needed; where it cannot, the words say when that is.
        when = _("Needed if the seat is represented.") if for_others else _("Needed if somebody represents you.")
        first.help_text = " ".join([when, str(first.help_text)])
        if row.meeting.format != MeetingFormat.HYBRID:
            del self.fields["way"]

    def _speak_of(self, row: Participation, first: forms.Field) -> None:
        """To whoever enters the answer of somebody else; a vacant seat can only send somebody."""
        answer = self.fields["answer"]
        answer.label = _("Answer of %(person)s") % {"person": row.person or row.seat}
        answer.choices = [one for one in self.FOR_OTHERS if row.person_id or one[0] == REPRESENTED]
        first.label = _("Who comes for the seat?")
        if "way" in self.fields:
            self.fields["way"].label = _("How")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("answer") == REPRESENTED:
            self.require_somebody()
        return data

    def answer_given(self) -> dict[str, Any]:
        """What the action takes: a seat that is represented is declined with the name of the substitute."""
        data = self.cleaned_data
        represented = data["answer"] == REPRESENTED
        comes = represented or data["answer"] != Answer.DECLINED
        return {
            "choice": Answer.DECLINED if represented else data["answer"],
            "reason": data["reason"],
            "way": data.get("way", "") if comes else "",
            **(self.somebody() if represented else {}),
        }


class SubstituteForm(_Substitute):
    """Somebody else comes: who."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.require_somebody()
        return data

    def answer_given(self) -> dict[str, Any]:
        return {"choice": Answer.DECLINED, "reason": self.cleaned_data["reason"], **self.somebody()}


class DistributionForm(forms.Form):
    """How a committee is invited."""

    papers = forms.ChoiceField(
        label=gettext_lazy("How papers come"),
        choices=PapersBy.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Attached are the invitation as a PDF and the papers, as long as the mail does not become too large. "
            "What is confidential stays in the portal."
        ),
    )
    deputies_in_copy = forms.BooleanField(label=gettext_lazy("Deputies get a copy of the invitation"), required=False)
    answer_days = forms.IntegerField(
        label=gettext_lazy("Answers are wanted this many days before the meeting"), min_value=0, max_value=60
    )

    def __init__(self, *args: Any, people: list[User], wishes: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"papers_{person.pk}": person for person in people}
        for name, person in self.people.items():
            self.fields[name] = forms.ChoiceField(
                label=person.name,
                choices=[("", _("as the committee does")), *PapersBy.choices],
                initial=wishes.get(person.pk, ""),
                required=False,
            )
            self.fields[name].conditional = True

    def for_all(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.people]

    def for_some(self) -> list[forms.BoundField]:
        return [self[name] for name in self.people]

    @property
    def has_wishes(self) -> bool:
        return any(field.value() for field in self.for_some())

    def chosen(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        facts = {name: data[name] for name in ("papers", "deputies_in_copy", "answer_days")}
        return {**facts, "wishes": {person: data[name] for name, person in self.people.items()}}
