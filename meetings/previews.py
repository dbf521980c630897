"""An invitation as it will look, before anybody gets it."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from kog import queries as network
from meetings import mails
from meetings.enums import Role
from meetings.models import Meeting
from meetings.papers import enclosed
from meetings.queries.recipients import Recipient


@dataclass(frozen=True)
class Preview:
    """One of each kind: to whom it goes as an example, how many get it, and what it says."""

    to: str
    count: int
    subject: str
    text: str
    files: list[str]


def of_invitation(meeting: Meeting, recipients: list[Recipient]) -> list[Preview]:
    """The first mail of every kind, with and without papers. The links that answer are made when it is sent, each for
    one person.
    """
    kinds: dict[tuple[str, str], list[Recipient]] = {}
    for one in recipients:
        kinds.setdefault((mails.invitation_kind(one.role), one.papers), []).append(one)
    return [_preview(meeting, kind, those) for (kind, _papers), those in kinds.items()]


def _preview(meeting: Meeting, kind: str, those: list[Recipient]) -> Preview:
    first = those[0]
    package = enclosed.package_for(meeting, first)
    said, facts = mails.in_words_for_mail(
        kind, meeting, {**mails.about_invitation(meeting, first), "package": package}, to=first.person
    )
    context = {
        **facts,
        "person": first.person,
        "base_url": settings.BASE_URL,
        "network": network.network(),
    }
    stem = f"meetings/emails/{said}"
    with translation.override(first.person.locale):
        if first.role in (Role.CHAIR, Role.MEMBER):
            context |= dict.fromkeys(("answer", "substitute"), _("[personal link]"))
        subject = " ".join(render_to_string(f"{stem}-subject.txt", context).split())
        text = render_to_string(f"{stem}-text.txt", context).strip()
    return Preview(first.person.name, len(those), subject, text, package.names)
