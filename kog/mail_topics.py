"""What mails are about, for whoever looks for one in the proof of dispatch. Apps register theirs in `ready()`."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OTHER = "weiteres"


@dataclass(frozen=True)
class MailTopic:
    """`kinds` are what `outbox.write` calls them."""

    name: str
    label: str | Promise
    kinds: tuple[str, ...]


_topics: dict[str, MailTopic] = {}


def register(name: str, label: str | Promise, *kinds: str) -> None:
    """`name` stands in addresses."""
    _topics[name] = MailTopic(name, label, kinds)


def topics() -> list[MailTopic]:
    return list(_topics.values())


def choices() -> list[tuple[str, str | Promise]]:
    return [*((one.name, one.label) for one in topics()), (OTHER, _("Sign-in and everything else"))]


def about(name: str) -> Q:
    """Mails of this topic; what nobody registered, such as a code to sign in, is found under `OTHER`."""
    if name in _topics:
        return Q(kind__in=_topics[name].kinds)
    return ~Q(kind__in=[kind for one in topics() for kind in one.kinds])


def label_of(kind: str) -> str | Promise:
    """What the list says of a mail; nothing for those to sign in."""
    return next((one.label for one in topics() if kind in one.kinds), "")


register("portal", _("Access to the portal"), "portal_invitation", "seat_given", "link_code")
register("neues", _("Digests"), "digest")
