"""Filters of the lists. Their addresses can be shared; what an empty result could drop is offered one by one."""

from dataclasses import dataclass

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kog.models import Committee, Field, Institution
from meetings.enums import (
    OPEN_STATES,
    AssignmentState,
    HorizonKind,
    MatterKind,
    MatterState,
    MeetingState,
    ProtocolState,
)
from meetings.models import Assignment, CircularProcedure, HorizonTopic, Matter, Meeting, Participation, Protocol
from meetings.queries import visibility
from meetings.queries.protocols import containing

FIRST_YEAR = 2015


def _committees(request: HttpRequest) -> QuerySet[Committee]:
    return visibility.committees_readable_by(request.user)


def _years() -> list[tuple[str, str]]:
    """From next year back to the last decade; computed, so that no list has to be asked for its oldest row."""
    return [(str(year), str(year)) for year in range(timezone.localdate().year + 1, FIRST_YEAR - 1, -1)]


def _committee_filter(field: str = "committee") -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=_("Committee"), field_name=field, queryset=_committees, to_field_name="key", empty_label=_("all")
    )


def _institution_filter(**options: str) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=_("Institution"),
        queryset=Institution.objects.all(),
        to_field_name="key",
        empty_label=_("all"),
        **options,
    )


def _attended_by(institution: Institution, meeting: str) -> Exists:
    """The institution had a seat at the meeting, which the outer query names by `meeting`."""
    return Exists(Participation.objects.filter(meeting=OuterRef(meeting), seat__institution=institution))


class MeetingFilter(django_filters.FilterSet):
    STATES = [
        ("kommend", _("still to come")),
        ("gehalten", _("held")),
        ("abgesagt", _("cancelled")),
    ]
    q = django_filters.CharFilter(label=_("Words"), method="words")
    gremium = _committee_filter()
    haus = _institution_filter(method="institution")
    jahr = django_filters.ChoiceFilter(label=_("Year"), field_name="date__year", choices=_years, empty_label=_("all"))
    status = django_filters.ChoiceFilter(label=_("State"), method="state", choices=STATES, empty_label=_("all"))

    class Meta:
        model = Meeting
        fields: list[str] = []

    def words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """In the meeting's own words or in the title of an item the person may read."""
        items = visibility.items_visible_to(self.request.user).filter(meeting=OuterRef("pk"))
        for word in value.split():
            own = Q(designation__icontains=word) | Q(title__icontains=word) | Q(place__icontains=word)
            rows = rows.filter(own | Q(note__icontains=word) | Exists(items.filter(title__icontains=word)))
        return rows

    def state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Held ones are most: they are said by what they are not, so that the index of dates is walked, not sorted."""
        if value == "gehalten":
            return rows.exclude(state__in=[*OPEN_STATES, MeetingState.CANCELLED])
        return rows.filter(state__in=OPEN_STATES if value == "kommend" else [MeetingState.CANCELLED])

    def institution(self, rows: QuerySet, name: str, value: Institution) -> QuerySet:
        return rows.filter(Q(chair_seat__institution=value) | _attended_by(value, "pk"))


class AssignmentFilter(django_filters.FilterSet):
    STATES = [
        *AssignmentState.choices,
        ("ohne-bericht", _("open, without a status report")),
    ]
    q = django_filters.CharFilter(label=_("Words"), method="words")
    gremium = _committee_filter()
    haus = _institution_filter(method="institution")
    jahr = django_filters.ChoiceFilter(
        label=_("Set in the year"), field_name="set_in__date__year", choices=_years, empty_label=_("all")
    )
    status = django_filters.ChoiceFilter(label=_("State"), method="state", choices=STATES, empty_label=_("all"))

    class Meta:
        model = Assignment
        fields: list[str] = []

    def words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split():
            rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word) | Q(text__icontains=word))
        return rows

    def institution(self, rows: QuerySet, name: str, value: Institution) -> QuerySet:
        partner = Assignment.partners.through.objects.filter(assignment=OuterRef("pk"), institution=value)
        return rows.filter(Q(lead_institution=value) | Exists(partner))

    def state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "ohne-bericht":
            return rows.filter(state=AssignmentState.OPEN, progress="")
        return rows.filter(state=value)


class MatterFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Words"), method="words")
    gremium = _committee_filter("origin")
    art = django_filters.ChoiceFilter(
        label=_("Kind"), field_name="kind", choices=MatterKind.choices, empty_label=_("all")
    )
    thema = django_filters.ModelChoiceFilter(
        label=_("Topic"), field_name="fields", queryset=Field.objects.all(), empty_label=_("all")
    )
    stand = django_filters.ChoiceFilter(
        label=_("State"), field_name="state", choices=MatterState.choices, empty_label=_("all")
    )
    jahr = django_filters.ChoiceFilter(
        label=_("Year"), field_name="raised_at__year", choices=_years, empty_label=_("all")
    )

    class Meta:
        model = Matter
        fields: list[str] = []

    def words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split():
            found = Q(number__icontains=word) | Q(title__icontains=word) | Q(text__icontains=word)
            rows = rows.filter(found | Q(result__icontains=word))
        return rows


class CircularFilter(django_filters.FilterSet):
    STATES = [("laufend", pgettext_lazy("circular", "going round")), ("beendet", pgettext_lazy("circular", "ended"))]
    q = django_filters.CharFilter(label=_("Words"), method="words")
    gremium = _committee_filter()
    status = django_filters.ChoiceFilter(label=_("State"), method="state", choices=STATES, empty_label=_("all"))

    class Meta:
        model = CircularProcedure
        fields: list[str] = []

    def words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split():
            found = Q(number__icontains=word) | Q(title__icontains=word) | Q(text__icontains=word)
            rows = rows.filter(found | Q(wording__icontains=word))
        return rows

    def state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(closed_at__isnull=value == "laufend")


class HorizonFilter(django_filters.FilterSet):
    gremium = _committee_filter()
    feld = django_filters.ModelChoiceFilter(
        label=_("Field of action"),
        field_name="field",
        queryset=Field.objects.all(),
        to_field_name="slug",
        empty_label=_("all"),
    )
    art = django_filters.ChoiceFilter(
        label=_("Kind"), field_name="kind", choices=HorizonKind.choices, empty_label=_("all")
    )

    class Meta:
        model = HorizonTopic
        fields: list[str] = []


class ProtocolFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Words"), method="words")
    gremium = _committee_filter()
    haus = _institution_filter(method="institution")
    jahr = django_filters.ChoiceFilter(
        label=_("Year"), field_name="meeting__date__year", choices=_years, empty_label=_("all")
    )
    status = django_filters.ChoiceFilter(
        label=_("State"), field_name="state", choices=ProtocolState.choices, empty_label=_("all")
    )

    class Meta:
        model = Protocol
        fields: list[str] = []

    def words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return containing(rows, value, self.request.user)

    def institution(self, rows: QuerySet, name: str, value: Institution) -> QuerySet:
        return rows.filter(_attended_by(value, "meeting"))


class MatrixFilter(django_filters.FilterSet):
    gremium = _committee_filter()
    haus = _institution_filter(field_name="lead_institution")
    jahr = django_filters.ChoiceFilter(label=_("Year"), method="year", choices=_years, empty_label=_("all"))

    class Meta:
        model = Assignment
        fields: list[str] = []

    def year(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that were under way in the year: set by its end, and not closed before its beginning."""
        return rows.filter(set_in__date__year__lte=value).filter(
            Q(closed_in=None) | Q(closed_in__date__year__gte=value)
        )


@dataclass(frozen=True)
class Narrowing:
    """One filter that is set, and the address of the same list without it."""

    label: str
    url: str


def narrowings(found: django_filters.FilterSet, request: HttpRequest) -> list[Narrowing]:
    """What an empty list could do without."""
    set_filters = []
    for name, field in found.form.fields.items():
        if request.GET.get(name):
            rest = request.GET.copy()
            for key in (name, "vor", "nach"):
                rest.pop(key, None)
            url = f"{request.path}?{rest.urlencode()}" if rest else request.path
            set_filters.append(Narrowing(str(field.label), url))
    return set_filters
