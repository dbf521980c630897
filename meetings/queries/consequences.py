"""What would happen, said before it is done."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.enums import MeetingState
from meetings.models import Meeting
from meetings.queries.meetings import due_assignments, next_open_meeting


def of_cancelling(meeting: Meeting) -> list[str]:
    """One sentence each: items, due assignments, the last protocol, the turn, the mails."""
    to = next_open_meeting(meeting)
    own = meeting.items.accepted().filter(standing="").count()
    due = due_assignments(meeting).count()
    protocols = meeting.items.exclude(protocol=None).count()
    lines = []
    if own:
        text = ngettext("%(count)d agenda item moves on.", "%(count)d agenda items move on.", own)
        lines.append(text % {"count": own})
    if due:
        text = ngettext("%(count)d due assignment moves on.", "%(count)d due assignments move on.", due)
        lines.append(text % {"count": due})
    if protocols:
        lines.append(_("The approval of the last protocol moves on."))
    lines.append(_where(to))
    lines.append(_("The meeting keeps its number and takes no turn of the chair."))
    if meeting.state == MeetingState.INVITED:
        invited = meeting.attendees.filter(withdrawn_at=None, person__is_active=True).count()
        text = ngettext("%(count)d person gets a mail.", "%(count)d people get a mail.", invited)
        lines.append(text % {"count": invited})
    return lines


def _where(to: Meeting | None) -> str:
    if to is None:
        return _("No other meeting is planned yet: what moves on waits and is on the agenda of the next one.")
    return _("It all moves to %(meeting)s on %(day)s.") % {"meeting": to, "day": date_format(to.date, "d.m.Y")}
