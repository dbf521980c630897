"""A topic across the committees: matters, resolutions, assignments and dates that belong to it."""

from django.db.models import Q, QuerySet

from documents.models import Document
from documents.queries import documents_visible_to
from kog.models import Field, User
from meetings.models import Matter, Paper, Resolution
from meetings.queries import lists, visibility
from meetings.queries.matters import with_state

SHOWN = 8


def of_field(user: User, field: Field) -> dict[str, list]:
    """The latest of each, as far as the person may know of it. Five queries."""
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
        "papers": list(_papers(user, field)),
        "meetings": list(meetings.select_related("committee").in_order()[:SHOWN]),
    }


def _papers(user: User, field: Field) -> QuerySet[Document]:
    """Files that came with the topic's matters or lay before a meeting for them, newest first."""
    with_matters = Matter.documents.through.objects.filter(matter__fields=field)
    with_items = Paper.objects.filter(item__matter__fields=field)
    about = Q(pk__in=with_matters.values("document")) | Q(pk__in=with_items.values("document"))
    return documents_visible_to(user).filter(about).order_by("-created_at", "-pk")[:SHOWN]
