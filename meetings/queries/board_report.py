"""The report from the board for a group: what was settled there that concerns the group, and only that.

Members of a group read no board papers. They see here the released results of items that came from the group, went to
it, gave it work or a mandate, or belong to one of its topics; never an item that is confidential.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kog.models import Committee
from meetings.enums import MeetingState, Outcome, ProtocolState
from meetings.models import AgendaItem, Assignment, Matter, Meeting

LOOK_BACK = dt.timedelta(days=365)
TOLD = (Outcome.TREATED, Outcome.NOTED, Outcome.RESOLVED, Outcome.POSTPONED)


@dataclass(frozen=True)
class Part:
    """One meeting of the board with its items that concern the group."""

    meeting: Meeting
    items: list[AgendaItem]


def concerning(group: Committee) -> QuerySet[AgendaItem]:
    """Items of the committee above that concern the group, whoever asks; released ones, nothing confidential."""
    matters = Matter.objects.filter(pk=OuterRef("matter")).filter(
        Q(origin=group) | Q(addressee=group) | Q(fields__in=group.fields.all())
    )
    work = Assignment.objects.filter(item=OuterRef("pk"), lead_committee=group)
    ours = Q(suggested_from=group) | Q(mandate__group=group) | Exists(matters) | Exists(work)
    return AgendaItem.objects.accepted().filter(ours, committee=group.parent_id, confidential=False, outcome__in=TOLD)


def since_last_meeting(group: Committee) -> dt.date:
    """The group was told everything before its last meeting; without one, a year is told."""
    last = Meeting.objects.filter(committee=group, state=MeetingState.CLOSED).in_order().last()
    return max(last.date, a_year_ago()) if last else a_year_ago()


def a_year_ago() -> dt.date:
    return timezone.localdate() - LOOK_BACK


def report_for(group: Committee, since: dt.date) -> list[Part]:
    """Meetings whose protocol went out since that day, the latest first. Five queries, however many items."""
    released = Q(meeting__protocol__state__in=[ProtocolState.CIRCULATED, ProtocolState.APPROVED])
    items = concerning(group).filter(
        released, meeting__state=MeetingState.CLOSED, meeting__protocol__circulated_at__date__gte=since
    )
    work = Assignment.objects.select_related("lead_institution", "lead_committee", "due_meeting")
    items = items.select_related("meeting", "matter").prefetch_related("resolutions")
    items = items.prefetch_related(Prefetch("assignments", queryset=work))
    parts: dict[Meeting, list[AgendaItem]] = {}
    for item in items.order_by("-meeting__date", "position", "pk"):
        parts.setdefault(item.meeting, []).append(item)
    return [Part(meeting, found) for meeting, found in parts.items()]


def as_markdown(parts: list[Part]) -> str:
    """The report as the background of an agenda item."""
    lines = []
    for part in parts:
        lines.append(f"### {part.meeting.designation}, {part.meeting.date:%d.%m.%Y}")
        for item in part.items:
            lines.append(f"- **{item.title}**: {item.get_outcome_display()}")
            lines += [f"    - {row.number}: {' '.join(row.wording.split())}" for row in item.resolutions.all()]
            lines += [f"    - {_work(row)}" for row in item.assignments.all()]
    return "\n".join(lines)


def _work(row: Assignment) -> str:
    facts = {"number": row.number, "title": row.title, "lead": row.lead}
    return _("Assignment %(number)s: %(title)s (%(lead)s)") % facts
