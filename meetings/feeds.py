"""Calendars as iCalendar: a person's meetings and the assignments they answer for, a committee's, and the public one.

What each may tell, the query says.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Event, Todo

from kog import calendars
from kog.models import Committee
from kog.queries import network
from meetings.appointments import appointment, public_appointment
from meetings.enums import AssignmentsInCalendar
from meetings.models import Assignment, CalendarFeed
from meetings.queries import calendars as queries


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
            changed_at = meeting.changed_at or feed.rotated_at
            calendar.add_component(appointment(meeting, sequence=meeting.sequence, changed_at=changed_at))
        if committee is None and feed.includes_assignments != AssignmentsInCalendar.NONE:
            for assignment in queries.assignments_for(feed.person):
                if entry := _assignment(assignment, feed):
                    calendar.add_component(entry)
        return calendar.to_ical()


def written_for_everybody() -> bytes:
    with translation.override(settings.LANGUAGE_CODE):
        our_network = network()
        name = _("%(network)s: public dates") % {"network": our_network.short_name if our_network else "KOG"}
        calendar = calendars.calendar(name)
        for meeting in queries.public_meetings():
            calendar.add_component(public_appointment(meeting))
        return calendar.to_ical()


def _name(committee: Committee | None) -> str:
    if committee:
        return committee.name
    our_network = network()
    return _("%(network)s: my calendar") % {"network": our_network.short_name if our_network else "KOG"}


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
