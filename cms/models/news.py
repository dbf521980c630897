import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager, PageQuerySet

from cms.blocks import BodyField

from .base import PublicPage

PAGE_SIZE = 10


class NewsQuerySet(PageQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-date", "-pk")

    def older_than(self, date: dt.date, pk: int) -> Self:
        return self.filter(Q(date__lt=date) | Q(date=date, pk__lt=pk))


class NewsPage(PublicPage):
    """One piece of news, with its day."""

    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    body = BodyField(blank=True, verbose_name=_("content"))

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [*PublicPage.content_panels, FieldPanel("date"), FieldPanel("body")]
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")


class NewsIndexPage(PublicPage):
    """All news, newest first, ten at a time."""

    content_panels = [*PublicPage.content_panels]
    parent_page_types = ["cms.StartPage"]
    subpage_types = ["cms.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news page")

    def news(self) -> NewsQuerySet:
        return NewsPage.objects.live().child_of(self).newest_first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        news, place = self.news(), place_of(request.GET.get("vor", ""))
        if place:
            news = news.older_than(*place)
        # One more than is shown tells whether there is an older page, without counting.
        rows = list(news[: PAGE_SIZE + 1])
        shown = rows[:PAGE_SIZE]
        return super().get_context(request, *args, **kwargs) | {
            "news": shown,
            "is_older_page": bool(place),
            "older_url": f"?vor={shown[-1].date:%Y-%m-%d}.{shown[-1].pk}" if len(rows) > PAGE_SIZE else "",
        }


def place_of(mark: str) -> tuple[dt.date, int] | None:
    """Day and number of the last item that was shown; None for the newest page and for a mistyped address."""
    date, _dot, pk = mark.partition(".")
    try:
        return dt.date.fromisoformat(date), int(pk)
    except ValueError:
        return None
