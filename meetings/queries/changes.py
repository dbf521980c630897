"""What those who are invited were told of a meeting, and what is new to them since."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kog.templatetags.portal import clock, day, weekday
from meetings.enums import MeetingFormat, Role
from meetings.models import AgendaItem, Attendee, Meeting
from meetings.queries.agenda import open_agenda
from meetings.queries.calendars import is_secret
from meetings.queries.meetings import chair_of

OF_THE_HOUR = ("date", "hours")


@dataclass(frozen=True)
class Change:
    """One thing that is new: a line of the mail, and the few words that its subject has room for."""

    name: str
    line: str
    short: str


def facts_to_tell(meeting: Meeting) -> dict[str, Any]:
    """The meeting as it is told today; kept with everybody who was told."""
    chair = chair_of(meeting)
    return {
        "title": meeting.title,
        "date": meeting.date.isoformat(),
        "hours": [f"{meeting.starts:%H:%M}", f"{meeting.ends:%H:%M}"],
        "place": meeting.place,
        "format": str(meeting.format),
        "video_link": meeting.video_link,
        "chair": (chair.name if chair else str(meeting.chair_seat)) if meeting.chair_seat else "",
        "agenda": [[item.pk, item.title] for item in open_agenda(meeting) if not item.confidential],
        "secret": is_secret(meeting),
    }


def changes_for(known: dict[str, Any], now: dict[str, Any], role: str, *, only_hours: bool) -> list[Change]:
    """In the language that is active, the weightiest first. Nothing where nobody kept what was told."""
    if not known:
        return []
    found = [TELL[name](known[name], now[name]) for name in TELL if known[name] != now[name]]
    if only_hours:
        return [one for one in found if one.name in OF_THE_HOUR]
    return [*found, *([] if role == Role.GUEST else _of_agenda(known["agenda"], now["agenda"]))]


def agenda_changes(meeting: Meeting) -> list[Change]:
    """What some of those who are invited do not know of its agenda yet."""
    told = Attendee.objects.filter(meeting=meeting, withdrawn_at=None).exclude(role=Role.GUEST)
    known = {tuple(map(tuple, knows.get("agenda", []))) for knows in told.values_list("knows", flat=True)}
    now = facts_to_tell(meeting)["agenda"] if known else []
    found = [change for one in sorted(known) for change in _of_agenda(list(one), now)]
    return list(dict.fromkeys(found))


def _date(before: str, now: str) -> Change:
    then, day_now = dt.date.fromisoformat(before), dt.date.fromisoformat(now)
    line = _("New date: %(now)s (so far %(before)s)") % {"now": weekday(day_now), "before": weekday(then)}
    return Change("date", line, _("now on %(day)s") % {"day": day(day_now)})


def _hours(before: list[str], now: list[str]) -> Change:
    words = {"now": _from_to(now), "before": _from_to(before)}
    short = _("now at %(time)s") if before[0] != now[0] else _("now until %(end)s")
    times = {"time": _clock(now[0]), "end": _clock(now[1])}
    return Change("hours", _("New time: %(now)s (so far %(before)s)") % words, short % times)


def _from_to(hours: list[str]) -> str:
    return _("%(start)s to %(end)s") % {"start": hours[0], "end": _clock(hours[1])}


def _clock(text: str) -> str:
    return clock(dt.time.fromisoformat(text))


def _place(before: str, now: str) -> Change:
    return Change("place", _replaced(_("New place:"), before, now or _("still open")), _("new place"))


def _format(before: str, now: str) -> Change:
    short = {
        MeetingFormat.ON_SITE: _("on site only"),
        MeetingFormat.VIDEO: _("by video only"),
        MeetingFormat.HYBRID: _("possible by video, too") if before == MeetingFormat.ON_SITE else _("on site, too"),
    }
    words = str(MeetingFormat(before).label), str(MeetingFormat(now).label)
    return Change("format", _replaced(_("New form:"), *words), short[MeetingFormat(now)])


def _video_link(_before: str, now: str) -> Change:
    line = _("New link to the video conference: %(address)s") % {"address": now}
    short = _("new link to the video conference")
    return Change("video_link", line if now else _("There is no video conference any more."), short)


def _chair(before: str, now: str) -> Change:
    return Change("chair", _replaced(_("New chair:"), before, now or _("still open")), _("new chair"))


def _title(before: str, now: str) -> Change:
    return Change("title", _replaced(_("New title:"), before, now or "–"), _("new title"))


def _replaced(label: str, before: str, now: str) -> str:
    if not before:
        return f"{label} {now}"
    return _("%(label)s %(now)s (so far %(before)s)") % {"label": label, "now": now, "before": before}


TELL = {
    "date": _date,
    "hours": _hours,
    "place": _place,
    "format": _format,
    "video_link": _video_link,
    "chair": _chair,
    "title": _title,
}


def _of_agenda(before: list[tuple[int, str]], now: list[tuple[int, str]]) -> list[Change]:
    """An item that became confidential is not named once more; one that left is named as it was told."""
    known, titles = dict(before), dict(now)
    added = [title for pk, title in titles.items() if known.get(pk) != title]
    gone = [pk for pk in known if pk not in titles]
    open_now = set(AgendaItem.objects.filter(pk__in=gone, confidential=False).values_list("pk", flat=True))
    named = [known[pk] for pk in gone if pk in open_now]
    lines = [_("New on the agenda: %(title)s") % {"title": title} for title in added]
    lines += [_("Not on the agenda any more: %(title)s") % {"title": title} for title in named]
    return [Change("agenda", line, _("changed agenda")) for line in lines]
