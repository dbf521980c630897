from typing import Any

from django.http import HttpRequest

from kog import queries
from kog.models import User


def panel(request: HttpRequest, person: User) -> dict[str, Any] | None:
    """On the Lage of the secretariat: whom mail does not reach."""
    returned = list(queries.people_without_mail()) if person.has_perm("kog.keep_address") else []
    return {"returned": returned} if returned else None
