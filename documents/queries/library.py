"""What stands in the library, and for whom."""

from django.db.models import QuerySet

from documents.models import Publication
from documents.queries import Person


def publications_visible_to(user: Person) -> QuerySet[Publication]:
    """Listed ones for all in the network, proposals for the secretariat and whoever made them; with topics and file."""
    found = Publication.objects.select_related("document").prefetch_related("fields")
    if not user.has_perm("documents.view_library"):
        return found.none()
    if user.has_perm("documents.keep_library"):
        return found
    return found.listed() | found.proposed().filter(entered_by=user.pk)


def proposals(user: Person) -> QuerySet[Publication]:
    """What waits for the secretariat, and one's own that still wait."""
    return publications_visible_to(user).proposed().order_by("entered_at")
