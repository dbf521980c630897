"""The list that lies at the door: every seat with its person, and room to sign."""

from typing import Any

from django.utils.translation import gettext as _

from kog.models import User
from meetings.models import Meeting
from meetings.papers import facts
from meetings.queries.participation import guests_of, of_meeting


def sheet(meeting: Meeting, reader: User) -> dict[str, Any]:
    return {
        "facts": facts.of_meeting(meeting)[:4],
        "seats": [[str(row.seat), row.substitute or str(row.person or ""), _note(row)] for row in of_meeting(meeting)],
        "guests": [[str(guest.person), guest.person.title, str(guest.item)] for guest in guests_of(meeting, reader)],
        "words": {
            "seats": _("Members"),
            "guests": _("Guests"),
            "seat_heads": [_("Institution"), _("Person"), _("Answer"), _("Signature")],
            "guest_heads": [_("Name"), _("House and function"), _("Item"), _("Signature")],
            "more": _("Further people present"),
            "signature": _("Signature of the chair"),
        },
    }


def _note(row: Any) -> str:
    if row.substitute:
        return _("represents %(person)s") % {"person": row.person} if row.person else _("represents the seat")
    if row.is_vacant:
        return _("vacant")
    words = [str(row.get_answer_display())]
    if row.way:
        words.append(str(row.get_way_display()))
    return ", ".join(words)
