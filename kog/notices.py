"""What people can choose to hear of more or less often. Apps register it in `AppConfig.ready()`.

Mails: a kind of mail (the first argument of `outbox.write`) that nobody has to get at once. Everything that is not
registered, such as an invitation or a code, goes out at once and cannot be switched off.
News: what is new since a moment, for the daily or weekly digest.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from kog.enums import Pace
from kog.models import NoticePreference, User


@dataclass(frozen=True)
class Line:
    """One thing that is new. It leaves the portal by mail: a confidential title does not stand in it."""

    text: str
    url: str = ""


News = Callable[[User, dt.datetime, dt.datetime], Iterable[Line]]


@dataclass(frozen=True)
class Notice:
    name: str
    label: str | Promise
    hint: str | Promise
    default: Pace
    news: News | None = None

    @property
    def paces(self) -> tuple[Pace, ...]:
        digest = (Pace.DAILY, Pace.WEEKLY, Pace.NEVER)
        return digest if self.news else (Pace.AT_ONCE, *digest)


_notices: dict[str, Notice] = {}


def register_mail(kind: str, label: str | Promise, *, hint: str | Promise = "", default: Pace = Pace.AT_ONCE) -> None:
    _notices[kind] = Notice(kind, label, hint, default)


def register_news(
    name: str, label: str | Promise, news: News, *, hint: str | Promise = "", default: Pace = Pace.WEEKLY
) -> None:
    """`news(person, since, until)` starts at what this person may see; the addresses are paths of the portal."""
    _notices[name] = Notice(name, label, hint, default, news)


def notices() -> list[Notice]:
    """News first, then mails, in the order of their registration."""
    return sorted(_notices.values(), key=lambda one: one.news is None)


def paces(person: User) -> dict[str, Pace]:
    """What this person chose, or the defaults, by the names of the notices."""
    chosen = dict(NoticePreference.objects.filter(person=person).values_list("notice", "pace"))
    return {one.name: Pace(chosen.get(one.name, one.default)) for one in notices()}


def pace_of(person: User, kind: str) -> Pace:
    """How often this person wants this kind of mail; at once, when there is no choice."""
    if kind not in _notices:
        return Pace.AT_ONCE
    return paces(person)[kind]
