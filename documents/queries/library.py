"""What stands in the library, and for whom."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from documents.enums import PublicationState
from documents.models import Publication
from documents.queries import Person
from documents.usage import Use, register_usage


def publications_visible_to(user: Person) -> QuerySet[Publication]:
    """Listed ones for all in the network, proposals for the secretariat and whoever made them; with topics and file."""
    found = Publication.objects.select_related("document").prefetch_related("fields")
    if not user.has_perm("documents.view_library"):
        return found.none()
    if user.has_perm("documents.keep_library"):
        return found
    return found.listed() | found.proposed().filter(entered_by=user.pk)


def uses(user: Person | None, ids: list[int]) -> dict[int, list[Use]]:
    """Which publications have these files."""
    found = Publication.objects.filter(document__in=ids).exclude(state=PublicationState.TAKEN_OUT)
    if user is not None:
        found = publications_visible_to(user).filter(document__in=ids)
    used: dict[int, list[Use]] = {}
    for one in found:
        label = _("Library: %(title)s") % {"title": one.title}
        used.setdefault(one.document_id, []).append(Use(label, one.get_absolute_url()))
    return used


register_usage(uses)


def proposals(user: Person) -> QuerySet[Publication]:
    """What waits for the secretariat, and one's own that still wait."""
    return publications_visible_to(user).proposed().order_by("entered_at")
