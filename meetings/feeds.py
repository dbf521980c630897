"""A person's calendar as iCalendar: meetings, and the assignments they answer for. What it may tell, the query says."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from icalendar import Event, Todo

from kog import calendars
from kog.models import Committee
from kog.queries import network
from meetings.enums import OPEN_STATES, AssignmentsInCalendar, MeetingState
from meetings.models import Assignment, CalendarFeed, Meeting
from meetings.queries import calendars as queries

STATUS = {MeetingState.PLANNED: "TENTATIVE", MeetingState.CANCELLED: "CANCELLED"}


def address_of(feed: CalendarFeed, committee: Committee | None = None) -> str:
    """Where a calendar program reads this person's calendar, or what concerns one committee in it."""
    if committee:
        return settings.BASE_URL + reverse("calendar_of_committee", args=[feed.token, committee.key])
    return settings.BASE_URL + reverse("calendar", args=[feed.token])


def subscription_of(feed: CalendarFeed) -> str:
    """The same address as a link that opens the calendar program; encrypted wherever the portal is."""
    scheme, rest = address_of(feed).split("://", 1)
    return f"{'webcals' if scheme == 'https' else 'webcal'}://{rest}"


def written(feed: CalendarFeed, committee: Committee | None = None) -> bytes:
    """The calendar of a person, or of one committee as this person may read it, in the person's language."""
    with translation.override(feed.person.locale):
        calendar = calendars.calendar(_name(committee))
        for meeting in queries.meetings_for(feed.person, committee):
            calendar.add_component(_meeting(meeting, feed))
        if committee is None and feed.includes_assignments != AssignmentsInCalendar.NONE:
            for assignment in queries.assignments_for(feed.person):
                if entry := _assignment(assignment, feed):
                    calendar.add_component(entry)
        return calendar.to_ical()


def _name(committee: Committee | None) -> str:
    if committee:
        return committee.name
    our_network = network()
    return _("%(network)s: my calendar") % {"network": our_network.short_name if our_network else "KOG"}


def _meeting(meeting: Meeting, feed: CalendarFeed) -> Event:
    status = STATUS.get(MeetingState(meeting.state), "CONFIRMED")
    entry = calendars.Entry(
        uid=calendars.uid(meeting.slug),
        summary=_summary(meeting),
        changed_at=meeting.changed_at or feed.rotated_at,
        sequence=meeting.sequence,
        description="" if meeting.is_secret else "\n".join(_lines(meeting)),
        url=settings.BASE_URL + (reverse("meetings:meeting_list") if meeting.is_secret else meeting.get_absolute_url()),
    )
    begins, ends = calendars.at(meeting.date, meeting.starts), calendars.at(meeting.date, meeting.ends)
    place = "" if meeting.is_secret else meeting.place or meeting.get_format_display()
    return calendars.appointment(entry, begins, ends, status=status, place=place)


def _summary(meeting: Meeting) -> str:
    name = (
        pgettext("calendar", "Appointment")
        if meeting.is_secret
        else f"{meeting.designation} · {meeting.committee.name}"
    )
    # Not every program shows by itself that an appointment is cancelled.
    return _("Cancelled: %(meeting)s") % {"meeting": name} if meeting.is_cancelled else name


def _lines(meeting: Meeting) -> list[str]:
    lines = [meeting.title] if meeting.title else []
    if meeting.video_link and meeting.state in OPEN_STATES:
        lines.append(_("Video conference: %(address)s") % {"address": meeting.video_link})
    if meeting.titles and not meeting.is_cancelled:
        lines += [_("Agenda:"), *(f"– {title}" for title in meeting.titles)]
    return lines


def _assignment(assignment: Assignment, feed: CalendarFeed) -> Event | Todo | None:
    """On the day of the meeting that reviews it. One from a confidential item only says that there is one."""
    secret, due = assignment.item.confidential, assignment.due_meeting
    entry = calendars.Entry(
        uid=calendars.uid(f"assignment-{assignment.slug}"),
        summary=_("Assignment")
        if secret
        else _("Assignment %(number)s: %(title)s") % {"number": assignment.number, "title": assignment.title},
        changed_at=assignment.changed_at or feed.rotated_at,
        sequence=assignment.sequence,
        description="" if secret or not due else _("Reviewed in %(meeting)s.") % {"meeting": due},
        url=settings.BASE_URL + (reverse("meetings:assignment_list") if secret else assignment.get_absolute_url()),
    )
    if feed.includes_assignments == AssignmentsInCalendar.TODO:
        return calendars.task(entry, due.date if due else None)
    return calendars.all_day(entry, due.date) if due else None
