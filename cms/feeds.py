"""The news as an Atom feed; unchanged, it costs one query."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from cms import queries
from kog.queries import network


@require_safe
@condition(etag_func=lambda _request: queries.news_state())
def news(request: HttpRequest) -> HttpResponse:
    our_network = network()
    feed = Atom1Feed(
        title=_("News: %(network)s") % {"network": our_network.short_name if our_network else "KOG"},
        link=f"{settings.BASE_URL}/",
        description="",
        language=settings.LANGUAGE_CODE,
        feed_url=f"{settings.BASE_URL}{reverse('cms:news_feed')}",
    )
    for page in queries.newest_news():
        feed.add_item(
            title=page.title,
            link=page.address,
            description=page.summary,
            pubdate=page.first_published_at,
            updateddate=page.last_published_at,
            unique_id=page.address,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
