"""The own calendar: the page that gives its address, and what calendar programs read there."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kog.models import User
from kog.views.guards import needs
from meetings import access_calendars as access
from meetings import feeds
from meetings.actions import subscribing
from meetings.forms.calendars import AssignmentsForm
from meetings.models import CalendarFeed
from meetings.queries import calendars as queries
from meetings.views.steps import click, step


@require_safe
def feed(request: HttpRequest, token: str, key: str = "") -> HttpResponse:
    """What a calendar program reads. Unchanged, it costs one query; nobody is signed in by it, nothing changes."""
    found = access.feed_at(token)

    def write() -> bytes:
        return feeds.written(found, access.committee_in(found, key) if key else None)

    return _calendar(request, queries.freshness_of(found, key), write, name=key or "kalender", keep="private")


@require_safe
def public_feed(request: HttpRequest) -> HttpResponse:
    """The dates that everybody may know."""
    fresh = queries.freshness_of_public()
    return _calendar(request, fresh, feeds.written_for_everybody, name="termine", keep="public")


def _calendar(
    request: HttpRequest, fresh: queries.Freshness, write: Callable[[], bytes], *, name: str, keep: str
) -> HttpResponse:
    headers = {"ETag": fresh.etag, "Cache-Control": f"{keep}, no-cache", "X-Robots-Tag": "noindex"}
    answer = HttpResponse(content_type="text/calendar; charset=utf-8", headers=headers)
    if fresh.changed_at:
        answer["Last-Modified"] = http_date(fresh.changed_at)
    known = get_conditional_response(request, etag=fresh.etag, last_modified=fresh.changed_at, response=answer)
    if known is not answer:
        return known
    answer["Content-Disposition"] = f'inline; filename="{name}.ics"'
    answer.content = write()
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("meetings.browse")
def calendar(request: HttpRequest) -> HttpResponse:
    """The address to copy, and how the own assignments stand in the calendar."""
    own = access.own_feed(request.user) if request.method == "POST" else queries.feed_of(request.user)
    form = AssignmentsForm(_sent(request), initial={"choice": own.includes_assignments if own else ""})
    return step(
        request,
        form,
        lambda data: subscribing.include_assignments(own, data["choice"], by=request.user),
        template="meetings/calendar.html",
        back=reverse("meetings:calendar"),
        done=_("It is saved. Your calendar shows it as soon as the program looks for news."),
        **(_addresses(own, request.user) if own else {}),
    )


def _addresses(own: CalendarFeed, person: User) -> dict[str, object]:
    committees = queries.committees_to_subscribe_to(person)
    return {
        "feed": own,
        "address": feeds.address_of(own),
        "subscribe_url": feeds.subscription_of(own),
        "committees": [(committee, feeds.address_of(own, committee)) for committee in committees],
    }


@require_POST
@needs("meetings.browse")
def set_up(request: HttpRequest) -> HttpResponse:
    return click(
        request,
        lambda: subscribing.set_up(request.user, by=request.user),
        back=reverse("meetings:calendar"),
        done=_("Your calendar has its address now. Copy it into your calendar program."),
    )


@require_http_methods(["GET", "POST"])
@needs("meetings.browse")
def rotate(request: HttpRequest) -> HttpResponse:
    """A new address, after the question."""
    own = access.own_feed(request.user)
    return step(
        request,
        Form(_sent(request)),
        lambda _data: subscribing.rotate(own, by=request.user),
        crumb_label=_("My calendar"),
        crumb_url=reverse("meetings:calendar"),
        title=_("Give your calendar a new address?"),
        consequences=[
            _("The old address is dead at once, for you and for everybody who knows it."),
            _("Subscribe to the new address in every program and on every device that shows your calendar."),
        ],
        submit=_("New address"),
        back=reverse("meetings:calendar"),
        done=_("Your calendar has a new address. The old one shows nothing any more."),
    )


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, even when it is nothing."""
    return request.POST if request.method == "POST" else None
