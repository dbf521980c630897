"""The paper that goes along with an invitation, written at delivery by the rights of whom it goes to."""

from dataclasses import replace

from django.utils import translation

from kog import enclosures
from kog.enclosures import Enclosure
from meetings.enums import PapersBy, Role
from meetings.models import Attendee, Meeting
from meetings.papers.agendas import invitation_by_mail
from meetings.papers.sheets import SHEETS
from meetings.queries.calendars import is_secret
from meetings.queries.recipients import distribution_of

INVITATION = replace(SHEETS["einladung"], data=invitation_by_mail)
FOR_ROLES = (Role.CHAIR, Role.MEMBER, Role.SUBSTITUTE, Role.DEPUTY)


def of_invitation(meeting: Meeting, attendee: Attendee) -> list[Enclosure]:
    """The invitation with its agenda, where the distribution list says so and for those it is addressed to."""
    if attendee.role not in FOR_ROLES or distribution_of(meeting.committee).papers != PapersBy.ATTACHED:
        return []
    if is_secret(meeting):
        return []
    return [Enclosure("meetings.invitation", attendee.pk, INVITATION.filename_for(meeting))]


def invitation(attendee_id: int) -> tuple[bytes, str]:
    attendee = Attendee.objects.select_related("person", "meeting__committee", "meeting__chair_seat__institution")
    row = attendee.filter(pk=attendee_id, withdrawn_at=None).first()
    if row is None:
        raise enclosures.Gone("The person is not expected any more.")
    with translation.override(row.person.locale):
        return INVITATION.pdf(row.meeting, row.person), "application/pdf"
