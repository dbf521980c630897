"""What the chair has to know of a meeting: per item what for, in two lines what about, who speaks, how long."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kog.models import User
from meetings.enums import Answer, ItemKind, Standing
from meetings.models import AgendaItem, Assignment, Meeting, MeetingText, Participation
from meetings.queries.agenda import agenda_of
from meetings.queries.meetings import due_assignments, previous_held_meeting
from meetings.queries.participation import of_meeting

BACKGROUND = 220


@dataclass(frozen=True)
class Stop:
    """An item as the chair comes to it."""

    item: AgendaItem
    begins: dt.time
    aim: str
    background: str
    assignments: list[Assignment] = field(default_factory=list)


@dataclass(frozen=True)
class Briefing:
    stops: list[Stop]
    new: list[Participation]
    absent: list[Participation]
    represented: list[Participation]
    silent: list[Participation]
    unreported: int


AIMS = {
    ItemKind.DECISION: gettext_lazy("take a resolution"),
    ItemKind.DISCUSSION: gettext_lazy("discuss"),
    ItemKind.INFORMATION: gettext_lazy("take note"),
    ItemKind.OPEN_MIC: gettext_lazy("let everybody speak"),
}


def briefing_of(meeting: Meeting, reader: User) -> Briefing:
    items = agenda_of(meeting, reader)
    due = list(due_assignments(meeting).prefetch_related("reports"))
    linked = _linked(items)
    clock = dt.datetime.combine(meeting.date, meeting.starts)
    stops = []
    parents = {item.parent_id for item in items}
    for item in items:
        own = due if item.standing == Standing.REVIEW else linked.get(item.pk, [])
        stops.append(Stop(item, clock.time(), _aim(item, due), _background(item), own))
        if item.pk not in parents:
            clock += dt.timedelta(minutes=item.minutes)
    rows = list(of_meeting(meeting))
    return Briefing(
        stops,
        new=_new(meeting, rows),
        absent=[row for row in rows if row.answer == Answer.DECLINED and not row.substitute],
        represented=[row for row in rows if row.substitute],
        silent=[row for row in rows if row.is_silent],
        unreported=sum(not one.progress for one in due),
    )


def _aim(item: AgendaItem, due: list[Assignment]) -> str:
    if item.standing == Standing.REVIEW and due:
        text = ngettext(
            "establish how %(count)d assignment stands", "establish how %(count)d assignments stand", len(due)
        )
        return text % {"count": len(due)}
    if item.standing == Standing.PROTOCOL and item.protocol:
        return _("approve the protocol of %(meeting)s") % {"meeting": item.protocol.meeting}
    return "" if item.standing else str(AIMS.get(ItemKind(item.kind), ""))


def _background(item: AgendaItem) -> str:
    return Truncator(" ".join(strip_tags(item.text_html).split())).chars(BACKGROUND)


def _linked(items: list[AgendaItem]) -> dict[int, list[Assignment]]:
    """Work that came of the same matter, or of the item this one was carried over from."""
    by_matter = {item.matter_id: item.pk for item in items if item.matter_id}
    rows = Assignment.objects.filter(item__matter__in=by_matter).select_related("lead_institution", "lead_committee")
    found: dict[int, list[Assignment]] = defaultdict(list)
    for one in rows.select_related("item").order_by("pk"):
        found[by_matter[one.item.matter_id]].append(one)
    return found


def _new(meeting: Meeting, rows: list[Participation]) -> list[Participation]:
    """Who sits here for the first time since the last meeting."""
    before = previous_held_meeting(meeting)
    if before is None:
        return []
    known = set(before.participations.exclude(person=None).values_list("person", flat=True))
    return [row for row in rows if row.person_id and row.person_id not in known]


def text_of(meeting: Meeting, kind: str) -> MeetingText | None:
    return MeetingText.objects.filter(meeting=meeting, kind=kind).select_related("by").first()


def written_kinds(meeting: Meeting) -> set[str]:
    return set(MeetingText.objects.filter(meeting=meeting).values_list("kind", flat=True))
