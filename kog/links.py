"""Scoped links: `/r/<token>/` lets one person do one thing. The token is known to its mail only; we keep its hash.

What a purpose opens is registered by the app that knows it, when it starts. Its view is called for an open link, a
person who may sign in and a device we know; it shows its one thing on GET, and acts on POST by
`kog.actions.signing_in.act_by_link`, which takes the link out of use in the same transaction.
"""

import datetime as dt
import hashlib
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from kog import history
from kog.enums import LinkPurpose
from kog.models import ScopedLink, User

LinkView = Callable[[HttpRequest, ScopedLink, Any], HttpResponse]
LASTS = {
    LinkPurpose.INVITATION: dt.timedelta(days=21),
    LinkPurpose.SIGN_IN: dt.timedelta(minutes=15),
}


@dataclass(frozen=True)
class Kind:
    """What a purpose opens: a page about one record of this model, for so long unless `issue` says otherwise.

    `about` names the record in the list of open links; `related` is fetched with it. `asked_for` is what somebody reads
    whom we do not know yet: no more than the mail says that brought the link.
    """

    view: LinkView
    lasts: dt.timedelta
    model: type[models.Model]
    about: Callable[[Any], str] = str
    related: tuple[str, ...] = ()
    asked_for: Callable[[Any], str] = lambda _record: ""

    def records(self) -> models.QuerySet:
        return self.model._default_manager.select_related(*self.related)


_kinds: dict[str, Kind] = {}


def register(
    purpose: LinkPurpose,
    view: LinkView,
    *,
    lasts: dt.timedelta,
    model: type[models.Model],
    about: Callable[[Any], str] = str,
    related: tuple[str, ...] = (),
    asked_for: Callable[[Any], str] = lambda _record: "",
) -> None:
    _kinds[purpose] = Kind(view, lasts, model, about, related, asked_for)


def kind_of(link: ScopedLink) -> Kind | None:
    """What opens this link; None for those of the foundation itself."""
    return _kinds.get(link.purpose)


def hash_of(token: str) -> str:
    """Tokens are random and long, so a fast hash without salt is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def issue(
    person: User,
    purpose: LinkPurpose,
    *,
    by: User | None,
    subject: models.Model | None = None,
    lasts: dt.timedelta | None = None,
) -> tuple[ScopedLink, str]:
    """A new link and its address. The address can never be shown again. Call it inside an action."""
    token = secrets.token_urlsafe(32)
    kind = _kinds.get(purpose)
    if (subject is not None) != (kind is not None) or (kind and not isinstance(subject, kind.model)):
        raise ValueError(f"A link of purpose {purpose} cannot be about {subject!r}.")
    link = ScopedLink.objects.create(
        token_hash=hash_of(token),
        purpose=purpose,
        person=person,
        created_by=by,
        expires_at=timezone.now() + (lasts or (kind.lasts if kind else LASTS[purpose])),
        **_about(subject),
    )
    if subject is not None:
        history.record(person, "link_issued", by=by, **facts(link))
    return link, settings.BASE_URL + reverse("link", args=[token])


def revoke_for(
    subject: models.Model, *, purpose: LinkPurpose | None = None, person: User | None = None, by: User | None
) -> int:
    """The open links about this record open nothing any more. Call it inside an action; returns how many they were."""
    # A link that somebody uses at this moment is skipped: waiting for it while it waits for us would be a deadlock.
    found = ScopedLink.objects.open().select_for_update(skip_locked=True).filter(**_about(subject))
    if purpose is not None:
        found = found.filter(purpose=purpose)
    if person is not None:
        found = found.filter(person=person)
    links = list(found.order_by("pk"))
    for link in links:
        history.record(User(pk=link.person_id), "link_revoked", by=by, **facts(link))
    ScopedLink.objects.filter(pk__in=[link.pk for link in links]).update(revoked_at=timezone.now())
    return len(links)


def facts(link: ScopedLink) -> dict[str, Any]:
    """What history says of a link: everything but whose it is, which is where it is written."""
    about = {"about": link.subject_type, "about_id": link.subject_id} if link.subject_type else {}
    return {"purpose": link.purpose, "link": link.pk, **about}


def subject_of(link: ScopedLink) -> models.Model | None:
    """The record this link is about; None when it is gone, or not of the kind that its purpose opens."""
    kind = kind_of(link)
    if kind is None or link.subject_type != kind.model._meta.label_lower:
        return None
    return kind.records().filter(pk=link.subject_id).first()


def named(links: Iterable[ScopedLink]) -> dict[ScopedLink, str]:
    """What each link is about, in words; empty where it is about nothing. One query per purpose."""
    found: dict[str, list[ScopedLink]] = defaultdict(list)
    for link in links:
        found[link.purpose].append(link)
    words = dict.fromkeys(links, "")
    for purpose, same in found.items():
        if kind := _kinds.get(purpose):
            rows = kind.records().in_bulk([link.subject_id for link in same])
            words |= {link: kind.about(rows[link.subject_id]) for link in same if link.subject_id in rows}
    return words


def _about(subject: models.Model | None) -> dict[str, Any]:
    return {} if subject is None else {"subject_type": subject._meta.label_lower, "subject_id": subject.pk}
