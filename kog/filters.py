"""Filters of lists and of the search. Their addresses can be shared."""

import datetime as dt

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kog import mail_topics, queries
from kog.enums import CommitteeKind, MailState
from kog.models import Committee, Field, Institution, Level, Occupancy, OutboxMail, SearchEntry, User, folded, on_day
from kog.search import FileType, registry

YEARS = 20  # to choose from in the search


def _every_word(rows: QuerySet, words: str, *columns: str) -> QuerySet:
    """Rows in which each word stands in the name (spelled in any German way) or in one of the columns."""
    for word in words.split():
        anywhere = Q(sort_name__contains=folded(word))
        for column in columns:
            anywhere |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(anywhere)
    return rows


class InstitutionFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Words"), method="words")
    ebene = django_filters.ModelChoiceFilter(
        label=_("Level"), field_name="level", queryset=Level.objects.all(), to_field_name="key", empty_label=_("all")
    )
    feld = django_filters.ModelChoiceFilter(
        label=_("Topic"),
        field_name="fields",
        queryset=Field.objects.all(),
        to_field_name="slug",
        empty_label=_("all"),
    )

    class Meta:
        model = Institution
        fields: list[str] = []

    def words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return _every_word(rows, value, "short_name", "tasks")


class PersonFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Words"), method="words")
    gremium = django_filters.ModelChoiceFilter(
        label=_("Committee"),
        method="committee",
        queryset=lambda _request: Committee.objects.active(),
        to_field_name="key",
        empty_label=_("all"),
    )
    ebene = django_filters.ModelChoiceFilter(
        label=_("Level"),
        field_name="institution__level",
        queryset=Level.objects.all(),
        to_field_name="key",
        empty_label=_("all"),
    )

    class Meta:
        model = User
        fields: list[str] = []

    def words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return _every_word(rows, value, "title", "responsibilities", "languages", "institution__name")

    def committee(self, rows: QuerySet, name: str, value: Committee) -> QuerySet:
        seated = Occupancy.objects.on().filter(on_day(prefix="seat__"), person=OuterRef("pk"), seat__committee=value)
        return rows.filter(Exists(seated))


class MatrixFilter(django_filters.FilterSet):
    art = django_filters.ChoiceFilter(
        label=_("Kind of committee"), field_name="kind", choices=CommitteeKind.choices, empty_label=_("all")
    )

    class Meta:
        model = Committee
        fields: list[str] = []


class DispatchFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Recipient or subject"), method="words")
    art = django_filters.ChoiceFilter(
        label=_("About"), method="topic", choices=mail_topics.choices, empty_label=_("everything")
    )
    stand = django_filters.ChoiceFilter(
        label=_("Delivery"), method="state", choices=MailState.choices, empty_label=_("all")
    )
    von = django_filters.DateFilter(label=_("Written from"), field_name="created_at", lookup_expr="date__gte")
    bis = django_filters.DateFilter(label=_("Written until"), field_name="created_at", lookup_expr="date__lte")
    person = django_filters.ModelChoiceFilter(queryset=User.objects.all(), widget=forms.HiddenInput)
    nachricht = django_filters.CharFilter(field_name="message", widget=forms.HiddenInput)

    class Meta:
        model = OutboxMail
        fields: list[str] = []

    def words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split():
            person = Q(person__sort_name__contains=folded(word))
            rows = rows.filter(person | Q(recipient__icontains=word) | Q(subject__icontains=word))
        return rows

    def topic(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(mail_topics.about(value))

    def state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.in_state(MailState(value))


def _searchable_committees(request: HttpRequest) -> QuerySet[Committee]:
    if request.user.has_perm("kog.view_network"):
        return Committee.objects.all()
    return queries.committees_of(request.user)


def _years() -> list[tuple[str, str]]:
    """The same for everybody: which years there are would tell of what one may not read."""
    next_year = timezone.localdate().year + 1
    return [(str(year), str(year)) for year in range(next_year, next_year - YEARS, -1)]


class SearchFilter(django_filters.FilterSet):
    """What the search is narrowed to. The words themselves are asked of the index (kog.search.finding)."""

    art = django_filters.ChoiceFilter(
        label=_("What"),
        field_name="kind",
        choices=lambda: sorted(
            ((kind.name, kind.label) for kind in registry.kinds().values()), key=lambda one: str(one[1])
        ),
        empty_label=_("everything"),
    )
    gremium = django_filters.ModelChoiceFilter(
        label=_("Committee"),
        field_name="committee",
        queryset=_searchable_committees,
        to_field_name="key",
        empty_label=_("all"),
    )
    thema = django_filters.ModelChoiceFilter(
        label=_("Topic"),
        method="topic",
        queryset=Field.objects.all(),
        to_field_name="slug",
        empty_label=_("all"),
    )
    jahr = django_filters.ChoiceFilter(label=_("Year"), method="year", choices=_years, empty_label=_("all"))
    typ = django_filters.ChoiceFilter(
        label=_("File type"), field_name="file_type", choices=FileType.choices, empty_label=_("all")
    )

    class Meta:
        model = SearchEntry
        fields: list[str] = []

    def topic(self, rows: QuerySet, name: str, value: Field) -> QuerySet:
        """The topic of the record itself, or of its committee."""
        through = SearchEntry.fields.through.objects.filter(searchentry=OuterRef("pk"), field=value)
        return rows.filter(Exists(through) | Q(committee__in=value.committees.values("pk")))

    def year(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        year = int(value)
        return rows.filter(date__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)))
