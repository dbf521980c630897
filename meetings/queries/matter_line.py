"""The line of a matter, from where it came up to the confirmed answer; what has not happened yet stands in outline.

A constant number of queries, however often the matter went round. Confidential items, and what came of them, show
themselves only to their readers.
"""

import datetime as dt

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.queries import documents_visible_to
from kog.models import User
from meetings.enums import ItemState, MatterState, Outcome
from meetings.models import AgendaItem, Assignment, Matter, MatterAnswer, Review, StatusReport
from meetings.queries import lines, visibility
from meetings.queries.lines import Station, shown


def of_matter(matter: Matter, user: User, answers: list[MatterAnswer]) -> list[Station]:
    """`matter` is annotated with its state; `answers` are its own, oldest first, with who gave and confirmed them."""
    files = Prefetch("documents", queryset=documents_visible_to(user))
    items = visibility.items_visible_to(user).filter(matter=matter).select_related("meeting__protocol", "committee")
    items = list(items.prefetch_related("resolutions").order_by("pk"))
    # Who follows an item is told what came of it when the protocol is out; reports are for readers of the assignment.
    told = {item.pk for item in items if visibility.knows_results_of(item, user)}
    work = Assignment.objects.filter(item__in=told)
    work = list(work.select_related("lead_institution", "lead_committee", "set_in", "due_meeting"))
    ids = [row.pk for row in work]
    readable = set(visibility.assignments_visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    reports = StatusReport.objects.filter(assignment__in=readable).select_related("assignment", "by", "institution")
    reviews = Review.objects.filter(assignment__in=ids).select_related("assignment", "meeting", "next_meeting")
    stations = [_raised(matter, user), *_sent(matter), *_followers(matter, user), *_in_writing(matter, user)]
    said = {row.text for row in answers}
    for item in items:
        if item.state != ItemState.DECLINED or item.decline_reason not in said:
            stations += _item(item, told=item.pk in told)
    stations += [_assigned(row, readable) for row in work]
    stations += [_named(lines.report(row), row.assignment, readable) for row in reports.prefetch_related(files)]
    stations += [_named(lines.review(row), row.assignment, readable) for row in reviews]
    for answer in answers:
        stations += _answered(answer)
    done = sorted((one for one in stations if not one.open), key=lambda one: one.sort)
    return [*done, *(one for one in stations if one.open), *_still_open(matter, work)]


def _raised(matter: Matter, user: User) -> Station:
    origin = matter.origin or matter.origin_institution
    text = str(matter.raised_by or "")
    if matter.follows and visibility.sees_matter(matter.follows, user):
        text = _("%(person)s; it follows from %(number)s") % {"person": text, "number": matter.follows.number}
    return Station(
        _("Raised by %(group)s") % {"group": matter.origin_name},
        shown(matter.raised_at) if matter.raised_on_known else "",
        origin.get_absolute_url() if origin and user.has_perm("kog.view_network") else "",
        text,
        html=matter.text_html,
        files=list(documents_visible_to(user).filter(matters=matter)),
        sort=(dt.date.min, 0),
    )


def _sent(matter: Matter) -> list[Station]:
    if matter.sent_on is None:
        return []
    title = _("Sent to %(body)s") % {"body": matter.addressee_name}
    return [Station(title, shown(matter.sent_on), sort=(matter.sent_on, 0))]


def _followers(matter: Matter, user: User) -> list[Station]:
    rows = visibility.matters_visible_to(user).filter(follows=matter)
    return [
        Station(
            _("From it grew %(number)s") % {"number": row.number},
            shown(row.raised_at),
            row.get_absolute_url(),
            row.title,
            sort=(timezone.localdate(row.raised_at), 6, row.pk),
        )
        for row in rows
    ]


def _in_writing(matter: Matter, user: User) -> list[Station]:
    """Circular procedures on the matter, as far as the person may read them."""
    stations = []
    for row in visibility.circulars_visible_to(user).filter(matter=matter).order_by("pk"):
        facts = {"number": row.number, "result": row.get_result_display()}
        title = _("Circular procedure %(number)s: %(result)s") % facts
        day = timezone.localdate(row.closed_at) if row.closed_at else row.deadline
        html = row.wording_html if row.closed_at else ""
        stations.append(
            Station(title, shown(day), row.get_absolute_url(), html=html, open=row.is_open, sort=(day, 2, row.pk))
        )
    return stations


def _item(item: AgendaItem, *, told: bool) -> list[Station]:
    url = item.get_absolute_url()
    if item.state == ItemState.DECLINED:
        day = timezone.localdate(item.created_at)  # when it was declined, the history knows; here its order counts
        return [Station(_("Not put on an agenda"), text=item.decline_reason, sort=(day, 1, item.pk))]
    if item.state == ItemState.SUGGESTED:
        title = _("Waiting for a place on an agenda of %(committee)s") % {"committee": item.committee}
        return [Station(title, text=_("suggested on %(day)s") % {"day": shown(item.created_at)}, open=True)]
    if item.meeting is None:
        return [Station(_("Waiting in the topic pool for a meeting"), url=url, open=True)]
    day = item.meeting.date
    facts = {"meeting": item.meeting, "outcome": item.get_outcome_display()}
    if item.meeting.is_open or item.meeting.is_running:
        on_agenda = Station(_("On the agenda of %(meeting)s") % facts, shown(day), url, sort=(day, 1, item.pk))
        waiting = _("Waiting for the discussion in %(meeting)s") % facts
        return [on_agenda] if item.outcome else [Station(waiting, shown(day), url, open=True)]
    postponed = item.outcome == Outcome.POSTPONED
    title = _("Postponed in %(meeting)s") if postponed else _("Discussed in %(meeting)s: %(outcome)s")
    stations = [Station(title % facts, shown(day), url, item.outcome_reason, sort=(day, 1, item.pk))]
    return stations + [
        Station(
            _("Resolution %(number)s") % {"number": resolution.number},
            shown(day),
            html=resolution.wording_html,
            sort=(day, 2, resolution.pk),
        )
        for resolution in (item.resolutions.all() if told else ())
    ]


def _assigned(row: Assignment, readable: set[int]) -> Station:
    title = _("Assignment %(number)s: %(lead)s is in charge") % {"number": row.number, "lead": row.lead}
    return Station(title, shown(row.set_in.date), _url(row, readable), row.title, sort=(row.set_in.date, 3, row.pk))


def _url(assignment: Assignment, readable: set[int]) -> str:
    return assignment.get_absolute_url() if assignment.pk in readable else ""


def _named(station: Station, assignment: Assignment, readable: set[int]) -> Station:
    """A station of an assignment among those of others: it says of which it speaks."""
    station.title = f"{assignment.number}: {station.title}"
    station.url = _url(assignment, readable)
    station.sort = (station.sort[0], station.sort[1] + 3, station.sort[2])
    return station


def _answered(row: MatterAnswer) -> list[Station]:
    day = timezone.localdate(row.at)
    title = _("Answered: %(verdict)s") % {"verdict": row.get_verdict_display()}
    found = [Station(title, shown(row.at), html=row.text_html, text=str(row.by or ""), sort=(day, 7, row.pk, 0))]
    ends = [
        (row.confirmed_at, _("Answer confirmed"), str(row.confirmed_by or "")),
        (row.lapsed_at, _("The answer counts, because nobody objected within the term"), ""),
        (row.objected_at, _("%(person)s: something is still open") % {"person": row.objected_by}, row.objection),
    ]
    for moment, title, text in ends:
        if moment:
            found.append(Station(title, shown(moment), text=text, sort=(timezone.localdate(moment), 7, row.pk, 1)))
    if row.is_open:
        waiting = _("Waiting for the confirmation of %(origin)s") % {"origin": row.matter.origin_name}
        text = _("without a word the answer counts from %(day)s") % {"day": shown(row.counts_on)}
        found.append(Station(waiting, text=text, open=True))
    return found


def _still_open(matter: Matter, work: list[Assignment]) -> list[Station]:
    """The way back, while it is not gone."""
    if matter.state == MatterState.CLOSED:
        result = [Station(_("Result"), text=matter.result)] if matter.result else []
        return [*result, Station(_("Closed"), shown(matter.closed_at) if matter.raised_on_known else "")]
    waiting = [row for row in work if row.is_open]
    if matter.state == MatterState.ANSWERED:
        return []
    text = ""
    if waiting:
        count = len(waiting)
        text = ngettext("after %(count)d open assignment", "after %(count)d open assignments", count) % {"count": count}
    if matter.outside_addressee_id and matter.sent_on is None:
        text = _("to be sent to %(body)s") % {"body": matter.addressee_name}
    title = _("Waiting for the answer to %(group)s") % {"group": matter.origin_name}
    return [Station(title, text=text, open=True)]
