"""To whom mails go, and the addresses they carry."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from kog import calendars, links
from kog import queries as network
from kog.enums import LinkPurpose
from kog.models import Committee, Institution, User
from meetings.models import Assignment, Meeting, Participation
from meetings.queries.recipients import answers_wanted_by


def link_to(name: str, *args: object) -> str:
    return settings.BASE_URL + reverse(name, args=args)


def own_link(person: User, purpose: LinkPurpose, subject: object, by: User | None = None) -> str:
    """A link that does one thing for this person without signing in; an earlier one for the same thing ends."""
    lasts = _while_answers_count(subject.meeting) if isinstance(subject, Participation) else None
    links.revoke_for(subject, purpose=purpose, person=person, by=by)
    return links.issue(person, purpose, by=by, subject=subject, lasts=lasts)[1]


def _while_answers_count(meeting: Meeting) -> dt.timedelta:
    """Until the end of the day by which answers are wanted; whoever is asked after that has time until the meeting."""
    until = answers_wanted_by(meeting)
    if until < timezone.localdate():
        until = max(meeting.date, timezone.localdate())
    return calendars.at(until + dt.timedelta(days=1), dt.time()) - timezone.now()


def people_on(committee: Committee, meeting: Meeting | None = None) -> list[User]:
    """Holders and deputies of a committee, on the meeting's day or today."""
    day = meeting.date if meeting else None
    people = {row.person for seat in network.seats_on(committee, day) for row in seat.occupied}
    return sorted((person for person in people if person.is_active), key=lambda person: person.pk)


def people_in_charge(assignment: Assignment) -> list[User]:
    """Who hears of an assignment: the people of the house on the committee, or the lead of the group in charge."""
    if isinstance(assignment.lead, Institution):
        seats = network.seats_on(assignment.committee).filter(institution=assignment.lead)
    else:
        seats = network.seats_on(assignment.lead).filter(function="lead")
    return [row.person for seat in seats for row in seat.occupied if row.person.is_active]
