"""The protocol with attendance and assignments, and where the committee's assignments stand at its end."""

from typing import Any

from django.utils.translation import gettext as _

from kog import typesetting
from kog.models import User
from kog.templatetags.portal import day
from meetings.enums import ProtocolState
from meetings.models import Meeting, Protocol
from meetings.queries.protocols import sections_for
from meetings.queries.visibility import assignments_visible_to


def protocol(meeting: Meeting, reader: User) -> dict[str, Any]:
    record = meeting.protocol
    return {**of_sections(record, list(sections_for(reader, record))), "open": _open(record, reader)}


def for_file(record: Protocol) -> dict[str, Any]:
    """What is filed where all who read the committee's folder may open it: without what is confidential."""
    sections = list(record.sections.filter(confidential=False))
    return {**of_sections(record, sections), "open": []}


def of_sections(record: Protocol, sections: list[Any]) -> dict[str, Any]:
    return {
        "committee": record.meeting.committee.name,
        "state": state_of(record),
        "sections": [
            {
                "title": f"{_('Item')} {section.number}: {section.title}" if section.number else section.title,
                "confidential": section.confidential,
                "text": typesetting.tree(section.html),
            }
            for section in sections
        ],
        "signatures": [_("Chair"), _("Taking the minutes")],
        "seal": record.sha256,
        "position": record.chain_position,
        "words": {
            "confidential": _("confidential"),
            "nothing": _("Nothing was recorded."),
            "open": _("Open assignments of the committee"),
            "assignment": _("Assignment"),
            "what": _("What"),
            "lead": _("Responsible"),
            "due": _("Review"),
            "seal": _("Checksum of the approved text (SHA-256)"),
        },
    }


def state_of(record: Protocol) -> str:
    if record.state == ProtocolState.APPROVED:
        return _("approved in %(meeting)s on %(day)s") % {
            "meeting": record.approved_in,
            "day": day(record.approved_at),
        }
    if record.state == ProtocolState.CIRCULATED:
        return _("sent on %(day)s, objections until %(until)s") % {
            "day": day(record.circulated_at),
            "until": day(record.objections_until),
        }
    return _("Draft")


def _open(record: Protocol, reader: User) -> list[list[str]]:
    """As of today: a reader wants to know what is still to be done, whatever the day of the meeting was."""
    rows = assignments_visible_to(reader).open().filter(committee=record.committee_id)
    rows = rows.select_related("lead_institution", "lead_committee", "due_meeting").order_by("set_in__date", "pk")
    return [[row.number, row.title, str(row.lead), str(row.due_meeting or _("next meeting"))] for row in rows]
