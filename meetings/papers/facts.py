"""Words that several papers share: when, where, who, and the state of a paper."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history, typesetting
from kog.templatetags.portal import day, weekday
from meetings.models import AgendaItem, Meeting, Paper
from meetings.queries.meetings import chair_of
from meetings.templatetags.meeting_cycle import hours

CHANGES = ("moved", "rearranged", "chair_swapped", "agenda_reissued")


def address(record: Any) -> str:
    """The way back to the portal, short enough to be typed."""
    return settings.BASE_URL + record.get_absolute_url()


def of_meeting(meeting: Meeting) -> list[list[str]]:
    """Facts in two columns, as typst sets them; empty ones are left out there."""
    chair = chair_of(meeting)
    seat = str(meeting.chair_seat) if meeting.chair_seat else ""
    return [
        [_("Committee"), meeting.committee.name],
        [_("Date"), f"{weekday(meeting.date)}, {hours(meeting)}"],
        [_("Place"), meeting.place or str(meeting.get_format_display())],
        [_("Form"), str(meeting.get_format_display()) if meeting.place else ""],
        [_("Chair"), f"{seat} ({chair})" if chair and seat else seat],
        [_("Moderation"), str(meeting.moderator or "")],
        [_("Taking the minutes"), str(meeting.minute_taker or "")],
    ]


def of_item(item: AgendaItem, papers: list[Paper] | None = None) -> dict[str, Any]:
    """An item as `agenda_of` gave it to its reader; with `papers` only these of its papers, under their numbers."""
    shown = item.papers.all() if papers is None else papers
    kind = str(item.get_kind_display())
    return {
        "label": item.label,
        "level": item.level,
        "title": f"{item.title} ({item.protocol.meeting.designation})" if item.protocol else item.title,
        "kind": "" if item.standing or kind == item.title else kind,
        "presenter": item.presenter,
        "minutes": item.minutes,
        "confidential": item.confidential,
        "late": _("added on %(day)s") % {"day": day(item.late_since)} if item.late_since else "",
        "proposal": item.proposed_resolution,
        "text": typesetting.tree(item.text_html),
        "papers": [
            {"label": _("Attachment %(number)d") % {"number": number}, "title": paper.document.title}
            for number, paper in enumerate(item.papers.all(), start=1)
            if paper in shown
        ],
    }


def masked(item: AgendaItem) -> dict[str, Any]:
    """The place of a confidential item among the others, for a paper that can fall into other hands."""
    words = {"title": _("confidential; in the portal"), "minutes": item.minutes}
    empty = dict.fromkeys(("kind", "presenter", "late", "proposal"), "")
    return {"label": item.label, "level": item.level, "confidential": False, "text": [], "papers": [], **empty, **words}


def state_of_agenda(meeting: Meeting) -> str:
    if meeting.is_cancelled:
        return _("The meeting is cancelled")
    if meeting.invited_at:
        return _("sent on %(day)s") % {"day": day(meeting.invited_at)}
    if meeting.released_at:
        return _("released on %(day)s") % {"day": day(meeting.released_at)}
    return _("Draft")


def state_of_invitation(meeting: Meeting) -> str:
    """An invitation that was sent and then changed says from which day it is."""
    changes = history.of(meeting).filter(verb__in=CHANGES, at__gt=meeting.invited_at) if meeting.invited_at else None
    changed = changes.order_by("-pk").first() if changes is not None and not meeting.is_cancelled else None
    states = [state_of_agenda(meeting)]
    if changed:
        states.append(_("changed on %(day)s") % {"day": day(changed.at)})
    return ", ".join(states)


def state_of_sheet(_meeting: Meeting | None = None) -> str:
    """What changes from day to day says from which day it is."""
    return _("as of %(day)s") % {"day": day(timezone.localdate())}
