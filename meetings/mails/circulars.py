"""About resolutions in writing."""

from kog import outbox
from kog import queries as network
from kog.models import Seat, User
from meetings.mails.addressing import link_to, people_on
from meetings.models import AgendaItem, CircularProcedure


def circular_opened(procedure: CircularProcedure, seats: list[Seat]) -> None:
    """To holders and deputies of the seats that are asked."""
    people = {row.person for seat in seats for row in seat.occupied if row.person.is_active}
    _tell_of_circular("circular_opened", procedure, people)


def circular_finished(procedure: CircularProcedure) -> None:
    _tell_of_circular("circular_finished", procedure, {*people_on(procedure.committee), *network.secretaries()})


def circular_objected(procedure: CircularProcedure, seat: Seat, item: AgendaItem) -> None:
    people = {*people_on(procedure.committee), *network.secretaries()}
    _tell_of_circular("circular_objected", procedure, people, seat=seat, meeting=item.meeting)


def _tell_of_circular(kind: str, procedure: CircularProcedure, people: set[User], **context: object) -> None:
    link = link_to("meetings:circular", procedure.slug)
    for person in sorted(people, key=lambda person: person.pk):
        outbox.write(kind, person, app="meetings", procedure=procedure, link=link, **context)
