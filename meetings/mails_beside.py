"""Messages about what happens between the meetings and beside the members: decisions in writing, guests, moderators.

One function per message, as in `mails`; each writes outbox rows in the caller's transaction.
"""

from django.conf import settings
from django.urls import reverse

from kog import outbox
from kog import queries as network
from kog.models import Committee, Seat, User
from meetings.models import AgendaItem, CircularProcedure, Guest, Meeting


def _people_on(committee: Committee) -> set[User]:
    return {row.person for seat in network.seats_on(committee) for row in seat.occupied if row.person.is_active}


def circular_opened(procedure: CircularProcedure, seats: list[Seat]) -> None:
    """To holders and deputies of the seats that are asked."""
    people = {row.person for seat in seats for row in seat.occupied if row.person.is_active}
    _tell_of_circular("circular_opened", procedure, people)


def circular_finished(procedure: CircularProcedure) -> None:
    _tell_of_circular("circular_finished", procedure, {*_people_on(procedure.committee), *network.secretaries()})


def circular_objected(procedure: CircularProcedure, seat: Seat, item: AgendaItem) -> None:
    people = {*_people_on(procedure.committee), *network.secretaries()}
    _tell_of_circular("circular_objected", procedure, people, seat=seat, meeting=item.meeting)


def _tell_of_circular(kind: str, procedure: CircularProcedure, people: set[User], **context: object) -> None:
    link = settings.BASE_URL + reverse("meetings:circular", args=[procedure.slug])
    for person in sorted(people, key=lambda person: person.pk):
        outbox.write(kind, person, app="meetings", procedure=procedure, link=link, **context)


def guest_asked(guest: Guest) -> None:
    """What a guest may know: the one item, the meeting's day and place."""
    link = settings.BASE_URL + reverse("meetings:item", args=[guest.item_id])
    outbox.write("guest_asked", guest.person, app="meetings", guest=guest, meeting=guest.item.meeting, link=link)


def moderator_asked(meeting: Meeting) -> None:
    link = settings.BASE_URL + meeting.get_absolute_url()
    outbox.write("moderator_asked", meeting.moderator, app="meetings", meeting=meeting, link=link)
