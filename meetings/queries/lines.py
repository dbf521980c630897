"""The line of an assignment or a matter: dated stations, and in outline what has not happened yet."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.queries import documents_visible_to
from kog.models import User
from meetings.enums import AssignmentState, ItemState, Outcome, ReviewResult
from meetings.models import AgendaItem, Assignment, Deferral, Matter, Review, StatusReport
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
    stations += [_report(row) for row in reports]
    stations += [_review(row) for row in assignment.reviews.select_related("meeting", "next_meeting")]
    stations += [_deferral(row) for row in assignment.deferrals.select_related("from_meeting", "to_meeting")]
    stations.sort(key=lambda station: station.sort)
    stations += _still_open(assignment)
    if not visibility.reads_committee(user, assignment.committee_id):
        for station in stations:
            station.url = ""
    return stations


def _report(row: StatusReport) -> Station:
    who = row.institution or row.by
    return Station(
        _("Status report by %(who)s: %(progress)s") % {"who": who, "progress": row.get_progress_display()},
        shown(row.at),
        html=row.text_html,
        files=list(row.documents.all()),
        sort=(timezone.localdate(row.at), 1, row.pk),
    )


def _review(row: Review) -> Station:
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


def of_matter(matter: Matter, user: User) -> list[Station]:
    """From the group that raised it to the answer. Confidential items show themselves only to their readers."""
    stations = [
        Station(
            _("Raised by %(group)s") % {"group": matter.origin.name},
            shown(matter.raised_at) if matter.raised_on_known else "",
            matter.origin.get_absolute_url(),
            str(matter.raised_by or ""),
            html=matter.text_html,
        )
    ]
    items = visibility.items_visible_to(user).filter(matter=matter)
    items = items.select_related("meeting", "committee").prefetch_related("resolutions").order_by("pk")
    items = list(items)
    for item in items:
        stations += _item(item)
    work = visibility.assignments_visible_to(user).filter(item__in=[item.pk for item in items])
    work = list(work.select_related("lead_institution", "lead_committee", "set_in", "due_meeting", "closed_in"))
    stations += [_assignment(row) for row in work]
    return stations + _answer(matter, items, work)


def _item(item: AgendaItem) -> list[Station]:
    if item.state == ItemState.DECLINED:
        return [Station(_("Declined by the secretariat"), text=item.decline_reason, url=item.get_absolute_url())]
    if item.state == ItemState.SUGGESTED:
        title = _("Waiting for a place on an agenda of %(committee)s") % {"committee": item.committee}
        return [Station(title, open=True)]
    if item.meeting is None:
        return [Station(_("Waiting in the topic pool for a meeting"), url=item.get_absolute_url(), open=True)]
    facts = {"meeting": item.meeting, "outcome": item.get_outcome_display()}
    if item.meeting.is_open or item.meeting.is_running:
        title = _("On the agenda of %(meeting)s") % facts
        stations = [Station(title, shown(item.meeting.date), item.get_absolute_url())]
        return [*stations, Station(_("Waiting for the discussion"), shown(item.meeting.date), open=True)]
    if item.outcome == Outcome.POSTPONED:
        title = _("Postponed in %(meeting)s") % facts
    else:
        title = _("Discussed in %(meeting)s: %(outcome)s") % facts
    stations = [Station(title, shown(item.meeting.date), item.get_absolute_url(), item.outcome_reason)]
    for resolution in item.resolutions.all():
        stations.append(
            Station(
                _("Resolution %(number)s") % {"number": resolution.number},
                shown(item.meeting.date),
                html=resolution.wording_html,
            )
        )
    return stations


def _assignment(row: Assignment) -> Station:
    when = shown(row.closed_in.date if row.closed_in else row.set_in.date)
    title = _("Assignment %(number)s: %(state)s") % {"number": row.number, "state": row.get_state_display()}
    return Station(title, when, row.get_absolute_url(), f"{row.lead}: {row.title}", open=row.is_open)


def _answer(matter: Matter, items: list[AgendaItem], work: list[Assignment]) -> list[Station]:
    """The way back. A declined matter has its answer; for others it waits for what is still under way."""
    if matter.result:
        return [Station(_("Result"), text=matter.result)]
    if items and all(item.state == ItemState.DECLINED for item in items):
        return []
    waiting = sum(row.state == AssignmentState.OPEN for row in work)
    facts = {"group": matter.origin}
    if waiting:
        text = ngettext("after %(count)d open assignment", "after %(count)d open assignments", waiting)
        return [Station(_("Waiting for the answer to %(group)s") % facts, text=text % {"count": waiting}, open=True)]
    return [Station(_("Waiting for the answer to %(group)s") % facts, open=True)]
