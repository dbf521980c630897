"""What is still missing before members can be shown something, and on whom it waits. A constant number of queries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kog.enums import OccupancyRole
from kog.models import Occupancy, Seat
from kog.models.sorting import by_house
from meetings.enums import Answer, ItemKind
from meetings.models import AgendaItem, Assignment, Meeting, Participation
from meetings.queries.participation import to_remind

PAPER_KINDS = (ItemKind.DECISION, ItemKind.DISCUSSION, ItemKind.INFORMATION)


@dataclass(frozen=True)
class Gap:
    """One thing that is not there: what, who is asked, since when, where to mend it, and where one click reminds
    them all.
    """

    meeting: Meeting
    what: str
    who: str
    url: str
    since: dt.date | None = None
    remind_url: str = ""


def missing_for(meeting: Meeting) -> list[Gap]:
    return missing([meeting])


def missing(meetings: Iterable[Meeting]) -> list[Gap]:
    """Papers, answers, status reports and vacant seats of these meetings, by meeting. Four queries."""
    known = {meeting.pk: meeting for meeting in meetings if meeting.is_open}
    if not known:
        return []
    gaps = [*_papers(known), *_answers(known), *_reports(known), *_vacancies(known)]
    return sorted(gaps, key=lambda gap: (gap.meeting.date, gap.meeting.pk))


def _papers(known: dict[int, Meeting]) -> list[Gap]:
    items = AgendaItem.objects.accepted().filter(
        meeting__in=known, standing="", papers=None, kind__in=PAPER_KINDS, text="", proposed_resolution=""
    )
    return [
        Gap(
            known[item.meeting_id],
            _("Paper or background for “%(item)s”") % {"item": item.title},
            item.presenter or _("nobody named"),
            reverse("meetings:item", args=[item.pk]),
        )
        for item in items.order_by("position", "pk")
    ]


def _answers(known: dict[int, Meeting]) -> list[Gap]:
    rows = Participation.objects.filter(meeting__in=known, answer=Answer.PENDING, substitute="")
    rows = rows.exclude(person=None).select_related("seat__institution")
    asked: dict[int, list[Participation]] = {}
    for row in rows.order_by(*by_house("seat__")):
        asked.setdefault(row.meeting_id, []).append(row)
    return [
        Gap(
            known[pk],
            ngettext("Answer to the invitation", "%(count)d answers to the invitation", len(silent))
            % {"count": len(silent)},
            ", ".join(str(row.seat) for row in silent),
            reverse("meetings:participation", args=[known[pk].slug]),
            known[pk].invited_at.date() if known[pk].invited_at else None,
            reverse("meetings:remind", args=[known[pk].slug]) if known[pk].is_open and to_remind(silent) else "",
        )
        for pk, silent in asked.items()
    ]


def _reports(known: dict[int, Meeting]) -> list[Gap]:
    rows = Assignment.objects.open().filter(due_meeting__in=known, progress="")
    rows = rows.select_related("lead_institution", "lead_committee", "set_in").order_by("pk")
    return [
        Gap(
            known[row.due_meeting_id],
            _("Status report on %(number)s “%(title)s”") % {"number": row.number, "title": row.title},
            str(row.lead),
            row.get_absolute_url(),
            row.set_in.date,
        )
        for row in rows
    ]


def _vacancies(known: dict[int, Meeting]) -> list[Gap]:
    held = Occupancy.objects.on().filter(seat=OuterRef("pk"), role=OccupancyRole.HOLDER)
    committees = {meeting.committee_id for meeting in known.values()}
    seats = Seat.objects.on().filter(~Exists(held), committee__in=committees).select_related("institution")
    vacant: dict[int, list[str]] = {}
    for seat in seats.order_by(*by_house()):
        vacant.setdefault(seat.committee_id, []).append(str(seat))
    return [
        Gap(
            meeting,
            ngettext("Vacant seat", "%(count)d vacant seats", len(vacant[meeting.committee_id]))
            % {"count": len(vacant[meeting.committee_id])},
            ", ".join(vacant[meeting.committee_id]),
            reverse("kog:seats", args=[meeting.committee.key]),
        )
        for meeting in known.values()
        if meeting.committee_id in vacant
    ]
