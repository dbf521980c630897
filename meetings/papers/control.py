"""The control sheet, as the chair reads it out."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kog import typesetting
from kog.models import User
from kog.templatetags.portal import day
from meetings.models import Meeting
from meetings.papers import facts
from meetings.queries.control_sheet import Line, control_sheet


def sheet(meeting: Meeting, reader: User) -> dict[str, Any]:
    found = control_sheet(meeting, reader)
    closed = _("Closed in %(meeting)s (shown once more, then filed)") % {"meeting": found.previous or ""}
    groups = [
        (_("Continued before and due again"), found.overdue),
        (_("Due for the first time"), found.due),
        (closed, found.finished),
        (_("Due later"), found.coming),
    ]
    return {
        "facts": facts.of_meeting(meeting)[:3],
        "groups": [{"title": title, "rows": [_row(line) for line in lines]} for title, lines in groups if lines],
        "words": {
            "heads": [
                _("Assignment"),
                _("Lead, together with"),
                _("Set in, due"),
                _("Latest status report"),
                _("Result"),
            ],
            "empty": _("Nothing is due in this meeting."),
        },
    }


def _row(line: Line) -> dict[str, Any]:
    one, report = line.assignment, line.report
    due = [str(one.set_in), f"→ {one.due_meeting}" if one.due_meeting else ""]
    due += _continued(line)
    due += [_("%(meeting)s was cancelled") % {"meeting": moved.from_meeting} for moved in line.deferrals]
    return {
        "number": one.number,
        "title": one.title,
        "lead": str(one.lead),
        "partners": [str(partner) for partner in one.partners.all()],
        "due": [text for text in due if text],
        "progress": str(report.get_progress_display()) if report else _("none yet"),
        "reported": f"{day(report.at)}, {report.by}" if report else "",
        "text": typesetting.tree(report.text_html) if report else [],
        "result": _result(line),
    }


def _continued(line: Line) -> list[str]:
    times = len(line.extensions)
    reasons = [f"{extension.meeting}: {extension.reason}" for extension in line.extensions]
    return (
        [ngettext("continued once", "continued %(count)s times", times) % {"count": times}, *reasons] if times else []
    )


def _result(line: Line) -> list[str]:
    if line.review:
        following = f" → {line.review.next_meeting}" if line.review.next_meeting else ""
        return [f"{line.review.get_result_display()}{following}", line.review.reason]
    return [] if line.assignment.is_open else [str(line.assignment.get_state_display())]
