"""What goes along with an invitation, by the rights of whom it goes to: the invitation as a PDF, written at delivery,
and the papers in the version of that moment. Nothing confidential leaves by mail, whoever may read it in the portal.
"""

from dataclasses import dataclass, field, replace

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from documents import naming
from documents.models import DocumentVersion
from documents.queries import withheld
from kog import enclosures
from kog.enclosures import Enclosure
from meetings.binders.contents import Enclosed, contents_of
from meetings.enums import PapersBy
from meetings.models import Attendee, Meeting
from meetings.papers.agendas import invitation_by_mail
from meetings.papers.sheets import SHEETS
from meetings.queries.calendars import is_secret
from meetings.queries.recipients import Recipient

INVITATION = replace(SHEETS["einladung"], data=invitation_by_mail)
# In a mail four bytes carry three.
GROWTH = 4 / 3


@dataclass(frozen=True)
class Package:
    """The files, and the names of the papers that would make the mail too large."""

    files: list[Enclosure] = field(default_factory=list)
    too_large: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return [file.name for file in self.files]


def package_for(meeting: Meeting, recipient: Recipient, attendee: Attendee | None = None) -> Package:
    """What this person gets; before it is sent there is no attendee, and the package is only to be looked at."""
    if recipient.papers != PapersBy.ATTACHED or is_secret(meeting, to=recipient.person):
        return Package()
    package = Package(
        [Enclosure("meetings.invitation", attendee.pk if attendee else 0, INVITATION.filename_for(meeting))]
    )
    room = settings.MAIL_ATTACHMENTS_MAX
    with translation.override(recipient.person.locale):
        for label, paper in _papers(meeting, recipient):
            size = int(paper.version.file_size * GROWTH)
            if size > room:
                package.too_large.append(f"{label}: {paper.title}")
            else:
                room -= size
                name = naming.filename(f"{label} {paper.title}", paper.version.extension)
                package.files.append(Enclosure("meetings.paper", paper.version.pk, name))
    return package


def _papers(meeting: Meeting, recipient: Recipient) -> list[tuple[str, Enclosed]]:
    return [
        (_("item %(number)s %(label)s") % {"number": entry.item.label, "label": paper.label}, paper)
        for entry in contents_of(meeting, recipient.person)
        for paper in entry.papers
        if not paper.confidential and not paper.withheld
    ]


def invitation(attendee_id: int) -> tuple[bytes, str]:
    attendee = Attendee.objects.select_related("person", "meeting__committee", "meeting__chair_seat__institution")
    row = attendee.filter(pk=attendee_id, withdrawn_at=None).first()
    if row is None:
        raise enclosures.Gone("The person is not expected any more.")
    with translation.override(row.person.locale):
        return INVITATION.pdf(row.meeting, row.person), "application/pdf"


def paper(version_id: int) -> tuple[bytes, str]:
    version = DocumentVersion.objects.select_related("document", "content").filter(pk=version_id).first()
    if version is None or version.document.confidential or withheld(version):
        raise enclosures.LeftOut
    try:
        with version.file.open("rb") as file:
            return file.read(), version.mime or "application/octet-stream"
    except FileNotFoundError as error:
        raise enclosures.LeftOut from error
