import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from documents.models import Document, DocumentQuerySet, Extract


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
