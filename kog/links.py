"""Scoped links: `/r/<token>/` lets one person do one thing. The token is known to its mail only; we keep its hash."""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from kog.enums import LinkPurpose
from kog.models import ScopedLink, User

LASTS = {
    LinkPurpose.INVITATION: dt.timedelta(days=21),
    LinkPurpose.SIGN_IN: dt.timedelta(minutes=15),
}


def hash_of(token: str) -> str:
    """Tokens are random and long, so a fast hash without salt is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def issue(person: User, purpose: LinkPurpose, *, by: User | None) -> tuple[ScopedLink, str]:
    """A new link and its address. The address can never be shown again. Call it inside an action."""
    token = secrets.token_urlsafe(32)
    link = ScopedLink.objects.create(
        token_hash=hash_of(token),
        purpose=purpose,
        person=person,
        created_by=by,
        expires_at=timezone.now() + LASTS[purpose],
    )
    return link, settings.BASE_URL + reverse("link", args=[token])
