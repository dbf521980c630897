"""Whose password is this? Asked with every request of a mounted drive, so it costs one query."""

from documents.actions.mounting import digest
from documents.models import AppPassword


def password_of(email: str, clear: str) -> AppPassword | None:
    """The password with its person, while it is not withdrawn, the person may sign in, and both belong together."""
    known = AppPassword.objects.select_related("person").filter(digest=digest(clear), revoked_at=None).first()
    if known is None or not known.person.is_active or known.person.email.casefold() != email.strip().casefold():
        return None
    return known
