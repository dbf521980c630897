"""The papers by the names they have in addresses: who may have which, and how its file is called."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kog import typesetting
from kog.models import User
from meetings.models import Meeting
from meetings.papers import agendas, attendance, briefing, control, facts, protocols

Data = Callable[[Meeting, User], dict[str, Any]]


@dataclass(frozen=True)
class Sheet:
    """A paper about one meeting. `permission` is asked of the meeting, or of its protocol where it is about that."""

    template: str
    name: str
    title: Promise
    permission: str
    data: Data
    state: Callable[[Meeting], str]

    def title_for(self, meeting: Meeting) -> str:
        return str(self.title) % {"meeting": meeting.designation}

    def filename_for(self, meeting: Meeting) -> str:
        return f"{self.name}_{meeting.designation.replace(' ', '-')}.pdf"

    def pdf(self, meeting: Meeting, reader: User) -> bytes:
        """In the language that is active, by the rights of the reader."""
        return typesetting.typeset(
            f"meetings/papers/{self.template}.typ",
            self.data(meeting, reader),
            title=self.title_for(meeting),
            state=self.state(meeting),
            link=facts.address(meeting),
        )


def _protocol_state(meeting: Meeting) -> str:
    return protocols.state_of(meeting.protocol)


SHEETS = {
    "einladung": Sheet(
        "agenda",
        "Einladung",
        _("Invitation to %(meeting)s"),
        "meetings.view_meeting",
        agendas.invitation,
        facts.state_of_invitation,
    ),
    "tagesordnung": Sheet(
        "agenda",
        "Tagesordnung",
        _("Agenda of %(meeting)s"),
        "meetings.view_meeting",
        agendas.agenda,
        facts.state_of_agenda,
    ),
    "protokoll": Sheet(
        "protocol",
        "Protokoll",
        _("Protocol %(meeting)s"),
        "meetings.view_protocol",
        protocols.protocol,
        _protocol_state,
    ),
    "auftragskontrolle": Sheet(
        "control",
        "Auftragskontrolle",
        _("Review of assignments %(meeting)s"),
        "meetings.view_participation",
        control.sheet,
        facts.state_of_sheet,
    ),
    "regie": Sheet(
        "briefing",
        "Sitzungsregie",
        _("Chair briefing %(meeting)s"),
        "meetings.view_briefing",
        briefing.sheet,
        facts.state_of_sheet,
    ),
    "anwesenheit": Sheet(
        "attendance",
        "Anwesenheitsliste",
        _("Attendance list %(meeting)s"),
        "meetings.conduct_meeting",
        attendance.sheet,
        facts.state_of_sheet,
    ),
}
