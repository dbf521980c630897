"""The observation matrix as a table: assignments × meetings, in words a printer without colours keeps apart."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.queries.matrix import Column, Line, Matrix

MOST_COLUMNS = 8


def sheet(drawn: Matrix) -> dict[str, Any]:
    columns = drawn.columns[-MOST_COLUMNS:]
    return {
        "columns": [[str(column.meeting), column.day] for column in columns],
        "rows": [
            {
                "number": line.assignment.number,
                "title": line.assignment.title,
                "lead": str(line.assignment.lead),
                "cells": [_cell(line, column) for column in columns],
            }
            for line in drawn.lines
        ],
        "words": {
            "assignment": _("Assignment"),
            "key": _("A filled cell: under way. The words say what a meeting did."),
            "empty": _("There is no assignment yet."),
            "more": _("Only the latest assignments are drawn.") if drawn.more else "",
        },
    }


def _cell(line: Line, column: Column) -> dict[str, Any]:
    """What this meeting did with the assignment, and whether it was under way."""
    one, meeting = line.assignment, column.meeting
    said = [str(review.get_result_display()) for review in one.findings if review.meeting_id == meeting.pk]
    if one.set_in_id == meeting.pk:
        said.insert(0, pgettext("matrix", "set"))
    if any(moved.from_meeting_id == meeting.pk for moved in one.carried):
        said.append(pgettext("matrix", "cancelled"))
    if one.is_open and one.due_meeting_id == meeting.pk and not said:
        said.append(pgettext("matrix", "due"))
    return {"text": ", ".join(said), "on": line.start <= column.x <= line.end}
