"""The line of an assignment: dated stations, and in outline what has not happened yet."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.queries import documents_visible_to
from kog.models import User
from meetings.enums import ReviewResult
from meetings.models import Assignment, Deferral, Review, StatusReport
from meetings.queries import visibility


@dataclass
class Station:
    """One stop on the line. `open` has not happened yet; `html` is text that was made safe when it was saved."""

    title: str
    when: str = ""
    url: str = ""
    text: str = ""
    html: str = ""
    open: bool = False
    files: list[Any] = field(default_factory=list)
    sort: tuple = ()


def shown(day: dt.date | dt.datetime) -> str:
    if isinstance(day, dt.datetime):
        day = timezone.localdate(day)
    return date_format(day, "d.m.Y")


def of_assignment(assignment: Assignment, user: User) -> list[Station]:
    """Set in a meeting, reported on, continued or changed, closed; or waiting for its review. Four queries.

    Links to meetings are for those who read the committee; files for those who may open them.
    """
    start = assignment.set_in
    first = Station(
        _("Set in %(meeting)s") % {"meeting": start},
        shown(start.date),
        start.get_absolute_url(),
        _("Resolution %(number)s") % {"number": assignment.resolution.number} if assignment.resolution else "",
        sort=(start.date, 0),
    )
    stations = [first]
    files = Prefetch("documents", queryset=documents_visible_to(user))
    reports = list(assignment.reports.select_related("by", "institution").prefetch_related(files))
    stations += [report(row) for row in reports]
    stations += [review(row) for row in assignment.reviews.select_related("meeting", "next_meeting")]
    stations += [_deferral(row) for row in assignment.deferrals.select_related("from_meeting", "to_meeting")]
    stations.sort(key=lambda station: station.sort)
    stations += _still_open(assignment)
    if not visibility.reads_committee(user, assignment.committee_id):
        for station in stations:
            station.url = ""
    return stations


def report(row: StatusReport) -> Station:
    who = row.institution or row.by
    return Station(
        _("Status report by %(who)s: %(progress)s") % {"who": who, "progress": row.get_progress_display()},
        shown(row.at),
        html=row.text_html,
        files=list(row.documents.all()),
        sort=(timezone.localdate(row.at), 1, row.pk),
    )


def review(row: Review) -> Station:
    titles = {
        ReviewResult.DONE: _("Established as done in %(meeting)s"),
        ReviewResult.EXTENDED: _("Continued in %(meeting)s"),
        ReviewResult.CHANGED: _("Changed in %(meeting)s"),
        ReviewResult.DROPPED: _("Dropped in %(meeting)s"),
    }
    return Station(
        titles[row.result] % {"meeting": row.meeting},
        shown(row.meeting.date),
        row.meeting.get_absolute_url(),
        row.reason,
        sort=(row.meeting.date, 2, row.pk),
    )


def _deferral(row: Deferral) -> Station:
    return Station(
        _("Moved on, because %(meeting)s was cancelled") % {"meeting": row.from_meeting},
        shown(row.at),
        row.from_meeting.get_absolute_url(),
        row.reason,
        sort=(timezone.localdate(row.at), 2, row.pk),
    )


def _still_open(assignment: Assignment) -> list[Station]:
    if not assignment.is_open:
        return []
    due = assignment.due_meeting
    stations = []
    if not assignment.progress:
        asked = _("asked of %(lead)s") % {"lead": assignment.lead}
        stations.append(Station(_("Waiting for a status report"), text=asked, open=True))
    if due:
        title = _("Waiting for the review in %(meeting)s") % {"meeting": due}
        stations.append(Station(title, shown(due.date), due.get_absolute_url(), open=True))
    else:
        stations.append(Station(_("Waiting for the review in the next meeting, which is not planned yet"), open=True))
    return stations
