"""A topic across the committees: matters, resolutions, assignments and dates that belong to it."""

from django.db.models import Q

from kog.models import Field, User
from meetings.models import Resolution
from meetings.queries import lists, visibility
from meetings.queries.matters import with_state

SHOWN = 8


def of_field(user: User, field: Field) -> dict[str, list]:
    """The latest of each, as far as the person may know of it. Four queries."""
    matters = visibility.matters_visible_to(user).filter(fields=field)
    items = visibility.items_visible_to(user).filter(visibility.released_to(user), matter__fields=field)
    resolutions = Resolution.objects.filter(item__in=items.values("pk")).select_related("meeting", "item")
    about = Q(item__matter__fields=field) | Q(committee__fields=field) | Q(lead_committee__fields=field)
    assignments = lists.assignments(user).filter(about).distinct()
    meetings = visibility.meetings_visible_to(user).open().filter(committee__fields=field)
    return {
        "matters": list(with_state(matters).select_related("origin", "origin_institution")[:SHOWN]),
        "resolutions": list(resolutions.order_by("-pk")[:SHOWN]),
        "assignments": list(assignments.order_by("-pk")[:SHOWN]),
        "meetings": list(meetings.select_related("committee").in_order()[:SHOWN]),
    }
