"""Digests: what is new for a person since the last one, on working days and from a set hour on."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from kog import history, mails, notices, queries
from kog.enums import DIGEST_PACES, Pace
from kog.exceptions import NotPossibleNow
from kog.models import DigestMark, NoticePreference, OutboxMail, User
from kog.working_days import is_working_day

FIRST = {Pace.DAILY: dt.timedelta(days=1), Pace.WEEKLY: dt.timedelta(days=7)}
MOST_LINES = 30  # of one section; the rest is counted
SALT = "kog.unsubscribe"


@dataclass(frozen=True)
class Section:
    label: str | Promise
    lines: list[notices.Line]
    more: int


def is_time(now: dt.datetime) -> bool:
    """A working day here, and not before the hour people begin."""
    local = timezone.localtime(now)
    network = queries.network()
    return local.hour >= settings.DIGEST_HOUR and is_working_day(local.date(), network.state if network else "")


@transaction.atomic
def write_digest(person: User, pace: Pace, *, now: dt.datetime) -> OutboxMail | None:
    """What is new for this person, unless they were told today (this week); nothing is written when nothing is new."""
    # What was there before somebody came is not new to them: a network is loaded with everybody in it.
    first = max(now - FIRST[pace], person.joined_at)
    mark, _fresh = DigestMark.objects.get_or_create(person=person, pace=pace, defaults={"told_until": first})
    mark = DigestMark.objects.select_for_update().get(pk=mark.pk)
    if mark.told_until >= begin(pace, now):
        return None
    chosen = notices.paces(person)
    sections = [
        _section(one.label, list(one.news(person, mark.told_until, now)))
        for one in notices.notices()
        if one.news and chosen[one.name] == pace
    ]
    gathered = OutboxMail.objects.filter(person=person, gathered_for=pace, gathered_in=None).order_by("pk")
    held = [(mail, _gist(mail)) for mail in gathered]
    mark.told_until = now
    mark.save(update_fields=["told_until"])
    sections = [section for section in sections if section.lines]
    if not sections and not held:
        return None
    digest = mails.digest(person, pace=pace, sections=sections, held=held, unsubscribe_url=unsubscribe_url(person))
    OutboxMail.objects.filter(pk__in=[mail.pk for mail, _text in held]).update(gathered_in=digest)
    return digest


def begin(pace: Pace, now: dt.datetime) -> dt.datetime:
    """The beginning of today or of this week: who was told since then has been told."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return today if pace == Pace.DAILY else today - dt.timedelta(days=today.weekday())


def _section(label: str | Promise, lines: list[notices.Line]) -> Section:
    return Section(label, lines[:MOST_LINES], max(0, len(lines) - MOST_LINES))


def _gist(mail: OutboxMail) -> str:
    """The text of a mail without greeting and foot, which the digest has itself."""
    paragraphs = [part.strip() for part in mail.text.strip().split("\n\n") if part.strip()]
    return "\n\n".join(paragraphs[1:] if len(paragraphs) > 1 else paragraphs)


@transaction.atomic
def choose_paces(person: User, *, by: User | None, **chosen: str) -> None:
    """Refused when a notice does not come at this pace."""
    known = {one.name: one for one in notices.notices()}
    before = notices.paces(person)
    for name, pace in chosen.items():
        if name not in known or pace not in known[name].paces:
            raise NotPossibleNow("no_such_pace", f"{name}: {pace}")
        NoticePreference.objects.update_or_create(person=person, notice=name, defaults={"pace": pace})
    changed = [name for name, pace in chosen.items() if before[name] != pace]
    if changed:
        history.record(person, "notices_chosen", by=by, parts=", ".join(changed))


def unsubscribe(person: User) -> None:
    """No digest any more, whatever was in it; what has to arrive arrives as before."""
    digests = {name: Pace.NEVER for name, pace in notices.paces(person).items() if pace in DIGEST_PACES}
    choose_paces(person, by=person, **digests)


def unsubscribe_url(person: User) -> str:
    return settings.BASE_URL + reverse("unsubscribe", args=[signing.dumps(person.pk, salt=SALT)])


def person_of(token: str) -> User | None:
    """Whose digests the link in a mail ends; None for a forged one. It does not expire: mails are kept for years."""
    try:
        return User.objects.filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None
