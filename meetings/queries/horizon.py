"""What comes on a known day, for whom."""

from django.db.models import QuerySet
from django.utils import timezone

from kog import rules as who
from kog.models import Committee, User
from meetings.models import HorizonTopic
from meetings.queries import visibility

SHOWN = 5


def horizon_visible_to(user: User) -> QuerySet[HorizonTopic]:
    """The board and the secretariat see every horizon, members that of their committees."""
    if not user.is_authenticated:
        return HorizonTopic.objects.none()
    readable = visibility.committees_readable_by(user).order_by()
    return HorizonTopic.objects.filter(committee__in=readable.values("pk"))


def browsable(user: User) -> QuerySet[HorizonTopic]:
    """With committee, field and what was suggested."""
    return horizon_visible_to(user).select_related("committee", "field", "item__meeting")


def coming(rows: QuerySet[HorizonTopic], user: User) -> list[HorizonTopic]:
    """Those still ahead, the next first; each knows whether the person `may_change` it and `sees_item`."""
    found = list(rows.filter(date__gte=timezone.localdate(), dropped_at=None).order_by("date", "pk"))
    items = [topic.item_id for topic in found if topic.item_id]
    seen = set(visibility.items_visible_to(user).filter(pk__in=items).values_list("pk", flat=True)) if items else set()
    run = set() if who.is_secretary(user) else who.leads(user)
    for topic in found:
        topic.sees_item = topic.item_id in seen
        topic.may_change = who.is_secretary(user) or (topic.committee_id in run and not topic.committee.is_board)
    return found


def past(rows: QuerySet[HorizonTopic], limit: int = 50) -> list[HorizonTopic]:
    """What is over or was dropped, latest first."""
    today = timezone.localdate()
    gone = rows.filter(date__lt=today) | rows.filter(dropped_at__isnull=False)
    return list(gone.order_by("-date", "-pk")[:limit])


def of_committee(user: User, committee: Committee) -> list[HorizonTopic]:
    return list(browsable(user).filter(committee=committee).coming()[:SHOWN])


def due() -> QuerySet[HorizonTopic]:
    """Waiting topics of committees that exist; whether the time of each has come, the action sees."""
    living = Committee.objects.active().order_by()
    return HorizonTopic.objects.waiting().filter(committee__in=living.values("pk")).select_related("committee")
