"""What is new in the committees one belongs to: protocols, agendas, resolutions of the last weeks."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import rules as who
from kog.models import User
from meetings.enums import HELD_STATES, ProtocolState
from meetings.models import Meeting, Resolution
from meetings.queries import visibility

LATELY = dt.timedelta(days=42)
SHOWN = 6


@dataclass(frozen=True)
class Piece:
    title: str
    url: str
    at: dt.datetime


def news_for(user: User) -> list[Piece]:
    """Latest first. Three queries."""
    since = timezone.now() - LATELY
    found = [*_protocols(user, since), *_agendas(user, since), *_resolutions(user, since)]
    return sorted(found, key=lambda piece: piece.at, reverse=True)[:SHOWN]


def _mine(user: User) -> dict[str, object]:
    return {} if who.is_secretary(user) else {"committee__in": who.member_of(user)}


def _protocols(user: User, since: dt.datetime) -> list[Piece]:
    rows = visibility.protocols_visible_to(user).filter(
        circulated_at__gte=since, state__in=[ProtocolState.CIRCULATED, ProtocolState.APPROVED], **_mine(user)
    )
    rows = rows.select_related("meeting").distinct().order_by("-circulated_at")[:SHOWN]
    return [
        Piece(_("Protocol of %(meeting)s") % {"meeting": row.meeting}, row.get_absolute_url(), row.circulated_at)
        for row in rows
    ]


def _agendas(user: User, since: dt.datetime) -> list[Piece]:
    rows = visibility.meetings_visible_to(user).open().filter(released_at__gte=since, **_mine(user))
    return [
        Piece(
            _("Agenda of %(meeting)s") % {"meeting": row}, reverse("meetings:agenda", args=[row.slug]), row.released_at
        )
        for row in rows.order_by("-released_at")[:SHOWN]
    ]


def _resolutions(user: User, since: dt.datetime) -> list[Piece]:
    mine = {f"item__{name}": value for name, value in _mine(user).items()}
    lately = Meeting.objects.filter(date__gte=since.date(), date__lte=timezone.localdate(), state__in=HELD_STATES)
    seen = visibility.items_visible_to(user).filter(pk=OuterRef("item"))
    rows = Resolution.objects.filter(Exists(seen), meeting__in=lately.order_by().values("pk"), **mine)
    rows = rows.select_related("meeting", "item").order_by("-at")[:SHOWN]
    return [
        Piece(
            _("Resolution on “%(item)s” in %(meeting)s") % {"item": row.item, "meeting": row.meeting},
            row.item.get_absolute_url(),
            row.at,
        )
        for row in rows
    ]
