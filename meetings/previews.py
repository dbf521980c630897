"""An invitation as it will look, before anybody gets it."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from kog import queries as network
from meetings import mails
from meetings.enums import Role
from meetings.models import Meeting
from meetings.queries.recipients import Recipient


@dataclass(frozen=True)
class Preview:
    """One of each kind: to whom it goes as an example, how many get it, and what it says."""

    to: str
    count: int
    subject: str
    text: str


def of_invitation(meeting: Meeting, recipients: list[Recipient]) -> list[Preview]:
    """The first mail of every kind. The links that answer are made when it is sent, each for one person."""
    kinds: dict[str, list[Recipient]] = {}
    for one in recipients:
        kinds.setdefault(mails.invitation_kind(one.role), []).append(one)
    return [_preview(meeting, kind, those) for kind, those in kinds.items()]


def _preview(meeting: Meeting, kind: str, those: list[Recipient]) -> Preview:
    first, own = those[0], settings.BASE_URL + reverse("link", args=["…"])
    context = {
        **mails.about_invitation(meeting, first),
        "person": first.person,
        "base_url": settings.BASE_URL,
        "network": network.network(),
    }
    if first.role in (Role.CHAIR, Role.MEMBER):
        context |= {"answer": own, "substitute": own}
    stem = f"meetings/emails/{kind}"
    with translation.override(first.person.locale):
        subject = " ".join(render_to_string(f"{stem}-subject.txt", context).split())
        text = render_to_string(f"{stem}-text.txt", context).strip()
    return Preview(first.person.name, len(those), subject, text)
