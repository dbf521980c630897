"""The chair's two pages, for chair and secretariat only."""

from typing import Any

from django.utils.translation import gettext as _

from kog.models import User
from meetings.models import Assignment, Meeting, Participation
from meetings.papers import facts
from meetings.queries.briefing import Stop, briefing_of


def sheet(meeting: Meeting, reader: User) -> dict[str, Any]:
    found = briefing_of(meeting, reader)
    return {
        "facts": facts.of_meeting(meeting)[1:4],
        "people": [
            [_("New since last time"), _names(found.new)],
            [
                _("Represented"),
                ", ".join(_represented(row) for row in found.represented),
            ],
            [_("Not coming"), _names(found.absent)],
            [_("Without an answer"), _seats(found.silent)],
            [_("Assignments without a status report"), str(found.unreported or "")],
        ],
        "stops": [_stop(one) for one in found.stops],
        "words": {
            "time": _("Time"),
            "item": _("Item"),
            "aim": _("Aim"),
            "proposal": _("Proposed wording"),
            "minutes": _("min"),
            "confidential": _("confidential"),
        },
    }


def _names(rows: list[Participation]) -> str:
    return ", ".join(f"{row.seat} ({row.person})" if row.person else str(row.seat) for row in rows)


def _seats(rows: list[Participation]) -> str:
    """Often many, so how many comes first."""
    return f"{len(rows)}: " + ", ".join(str(row.seat) for row in rows) if rows else ""


def _stop(one: Stop) -> dict[str, Any]:
    item = one.item
    return {
        "time": f"{one.begins:%H:%M}",
        "minutes": item.minutes,
        "label": item.label,
        "title": item.title,
        "confidential": item.confidential,
        "aim": one.aim,
        "presenter": item.presenter,
        "background": one.background,
        "proposal": item.proposed_resolution,
        "assignments": [_work(work) for work in one.assignments],
    }


def _work(one: Assignment) -> str:
    how = f" – {one.get_progress_display()}" if one.progress else ""
    return f"{one.number} {one.title} ({one.lead}){how}"


def _represented(row: Participation) -> str:
    return _("%(seat)s by %(name)s") % {"seat": row.seat, "name": row.substitute}
