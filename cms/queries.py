"""Who edits the public site, what was written to it, what is new on it."""

import datetime as dt

from django.db.models import Count, Exists, Max, OuterRef, QuerySet

from kog.enums import Office
from kog.models import Appointment, OutboxMail, User
from kog.queries import secretaries

from .models import NewsPage

CONTACT_MESSAGE = "contact_message"


def editors() -> QuerySet[User]:
    """The people to whom the rule `cms.edit_site` says yes today; Wagtail asks when it has something to tell them."""
    held = Appointment.objects.on().filter(person=OuterRef("pk"), office__in=[Office.SECRETARY, Office.ADMINISTRATOR])
    return User.objects.filter(Exists(held), is_active=True)


def secretariat_addresses() -> QuerySet[User, str]:
    return secretaries().order_by("email").values_list("email", flat=True)


def messages_since(moment: dt.datetime) -> int:
    """How many visitors wrote to the secretariat since then (one each, however many people read it)."""
    return OutboxMail.objects.filter(kind=CONTACT_MESSAGE, created_at__gte=moment).values("text").distinct().count()


def newest_news(limit: int = 20) -> QuerySet[NewsPage]:
    return NewsPage.objects.live().public().newest_first()[:limit]


def news_state() -> str:
    """Changes whenever a piece of news appears, changes or goes."""
    state = NewsPage.objects.live().aggregate(count=Count("pk"), last=Max("last_published_at"))
    return f'"{state["count"]}-{state["last"]:%Y%m%d%H%M%S%f}"' if state["last"] else '"0"'
