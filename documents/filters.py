import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from documents import naming
from documents.enums import PublicationKind
from documents.models import Document, DocumentQuerySet, Extract, Publication
from kog.models import Field


class FileFilter(django_filters.FilterSet):
    """Words of the name, and the order. The order is only read here: `queries.page_of` applies it, with the page."""

    q = django_filters.CharFilter(method="with_words", label=_("Words of the name or the text"))
    order = django_filters.ChoiceFilter(
        method="in_order",
        label=_("Sorted"),
        choices=[("name", _("by name")), ("newest", _("newest first"))],
        empty_label=None,
        widget=forms.Select,
    )

    class Meta:
        model = Document
        fields: list[str] = []

    def with_words(self, files: DocumentQuerySet, _name: str, words: str) -> DocumentQuerySet:
        return files.named_like(words)

    def in_order(self, files: QuerySet[Document], _name: str, _order: str) -> QuerySet[Document]:
        return files


class ExtractFilter(django_filters.FilterSet):
    recipient = django_filters.CharFilter(lookup_expr="icontains", label=_("Recipient"))
    since = django_filters.DateFilter(
        field_name="at", lookup_expr="date__gte", label=_("From"), widget=forms.DateInput(attrs={"type": "date"})
    )

    class Meta:
        model = Extract
        fields: list[str] = []


class LibraryFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="with_words", label=_("Words"))
    kind = django_filters.ChoiceFilter(choices=PublicationKind.choices, label=_("Kind"), empty_label=_("all"))
    fields = django_filters.ModelChoiceFilter(queryset=Field.objects.all(), label=_("Topic"), empty_label=_("all"))
    since = django_filters.NumberFilter(field_name="year", lookup_expr="gte", label=_("From the year"))

    class Meta:
        model = Publication
        fields: list[str] = []

    def with_words(self, found: QuerySet[Publication], _name: str, words: str) -> QuerySet[Publication]:
        for word in words.split()[:8]:
            anywhere = Q(sort_name__contains=naming.sort_key(word)) | Q(authors__icontains=word)
            found = found.filter(anywhere | Q(summary__icontains=word) | Q(publisher__icontains=word))
        return found
