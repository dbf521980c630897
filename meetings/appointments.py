"""A meeting as an appointment in somebody's calendar: read from a feed, or sent by mail (RFC 5546, 6047).

The identity of a meeting stays the same for life. Its SEQUENCE is how often others had to be told anew, by one rule for
feeds and mails (`queries/calendars.py`). A mail names its addressee alone, so nobody learns who else is invited.
"""

import datetime as dt
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from icalendar import Calendar, Event, vCalAddress, vText

from kog import calendars
from kog.queries import network
from meetings.enums import ANSWERING_ROLES, OPEN_STATES, Answer, MeetingState, Publicity, Role
from meetings.models import Attendee, Meeting, Participation
from meetings.queries.calendars import with_titles

STATUS = {MeetingState.PLANNED: "TENTATIVE", MeetingState.CANCELLED: "CANCELLED"}
ROLES = {
    Role.CHAIR: "CHAIR",
    Role.MEMBER: "REQ-PARTICIPANT",
    Role.SUBSTITUTE: "REQ-PARTICIPANT",
    Role.DEPUTY: "OPT-PARTICIPANT",
    Role.MODERATOR: "REQ-PARTICIPANT",
    Role.MINUTES: "REQ-PARTICIPANT",
    Role.GUEST: "NON-PARTICIPANT",
}
PARTSTAT = {Answer.ACCEPTED: "ACCEPTED", Answer.TENTATIVE: "TENTATIVE", Answer.DECLINED: "DECLINED"}
REQUEST, CANCEL = "REQUEST", "CANCEL"


def appointment(meeting: Meeting, *, sequence: int, changed_at: dt.datetime) -> Event:
    """What a calendar shows of a meeting that knows its `titles` and whether it `is_secret`."""
    status = STATUS.get(MeetingState(meeting.state), "CONFIRMED")
    entry = calendars.Entry(
        uid=calendars.uid(meeting.slug),
        summary=_summary(meeting),
        changed_at=changed_at,
        sequence=sequence,
        description="" if meeting.is_secret else "\n".join(_lines(meeting)),
        url=settings.BASE_URL + (reverse("meetings:meeting_list") if meeting.is_secret else meeting.get_absolute_url()),
    )
    begins, ends = calendars.at(meeting.date, meeting.starts), calendars.at(meeting.date, meeting.ends)
    place = "" if meeting.is_secret else meeting.where
    return calendars.appointment(entry, begins, ends, status=status, place=place)


def public_appointment(meeting: Meeting) -> Event:
    """What everybody may know. Under a name of its own: the other one tells a reply of somebody who was invited."""
    name = f"{meeting.designation} · {meeting.committee.name}"
    entry = calendars.Entry(
        uid=calendars.uid(f"public-{meeting.slug}"),
        summary=_("Cancelled: %(meeting)s") % {"meeting": name} if meeting.is_cancelled else name,
        changed_at=meeting.changed_at or calendars.at(meeting.date, meeting.starts),
        sequence=meeting.sequence,
    )
    begins, ends = calendars.at(meeting.date, meeting.starts), calendars.at(meeting.date, meeting.ends)
    status = STATUS.get(MeetingState(meeting.state), "CONFIRMED")
    place = meeting.place if meeting.publicity == Publicity.PLACE else ""
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


def request(meeting: Meeting, attendee: Attendee, row: Participation | None) -> bytes:
    """An invitation or its update for one person, who answers with the buttons of the own calendar."""
    return _message(meeting, attendee, REQUEST, _standing(attendee, row))


def cancellation(meeting: Meeting, attendee: Attendee) -> bytes:
    """The meeting is off, or this person is not expected any more."""
    return _message(meeting, attendee, CANCEL, "")


def _standing(attendee: Attendee, row: Participation | None) -> str:
    """What the person has said already: told of another room, nobody is asked anew."""
    if row is None or attendee.role not in (Role.CHAIR, Role.MEMBER):
        return "NEEDS-ACTION"
    return PARTSTAT.get(Answer(row.answer), "NEEDS-ACTION")


def _message(meeting: Meeting, attendee: Attendee, method: str, standing: str) -> bytes:
    with translation.override(attendee.person.locale):
        message = Calendar()
        message.add("prodid", calendars.PRODUCT)
        message.add("version", "2.0")
        message.add("calscale", "GREGORIAN")
        message.add("method", method)
        message.add_component(calendars.zone())
        [shown] = with_titles([meeting], attendee.person)
        event = appointment(shown, sequence=attendee.sequence, changed_at=timezone.now())
        if method == CANCEL:
            event["status"] = vText("CANCELLED")
            event["transp"] = vText("TRANSPARENT")
            event.pop("description", None)  # where to dial in is for those who are expected
        event.add("organizer", _organizer(), encode=False)
        event.add("attendee", _attendee(attendee, standing), encode=False)
        message.add_component(event)
        return message.to_ical()


def _organizer() -> vCalAddress:
    """The mailbox that the portal reads: whoever answers by the calendar's own buttons is heard there."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    row = network()
    return _address(address, (row.secretariat_name or row.short_name) if row else name)


def _attendee(attendee: Attendee, standing: str) -> vCalAddress:
    who = _address(attendee.person.email, attendee.person.name)
    who.params["CUTYPE"] = vText("INDIVIDUAL")
    who.params["ROLE"] = vText(ROLES[Role(attendee.role)])
    if standing:
        who.params["PARTSTAT"] = vText(standing)
        who.params["RSVP"] = vText("TRUE" if attendee.role in ANSWERING_ROLES else "FALSE")
    return who


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    if name:
        address.params["CN"] = vText(name)
    return address
