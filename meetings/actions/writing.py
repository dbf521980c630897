"""Texts of chair and secretariat about a meeting. Nobody's words are overwritten unseen."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import Conflict, NotPossibleNow
from kog.markdown import to_html
from kog.models import User
from meetings.actions.locking import lock_meeting
from meetings.models import Meeting, MeetingText


@transaction.atomic
def write(meeting: Meeting, kind: str, text: str, *, based_on: int, by: User) -> MeetingText:
    """Keep the text. Refused when it is empty, or when somebody else changed it since it was opened."""
    meeting = lock_meeting(meeting)
    if not text.strip():
        raise NotPossibleNow("empty_text", _("Please write something."))
    row = MeetingText.objects.select_for_update().filter(meeting=meeting, kind=kind).first()
    if (row.version if row else 0) != based_on:
        sentence = _("Somebody has changed this text in the meantime.")
        raise Conflict(theirs=row.text if row else "", yours=text, sentence=sentence)
    if row is None:
        row = MeetingText(meeting=meeting, kind=kind, version=0)
    row.text, row.html, row.version, row.by, row.at = text, to_html(text), row.version + 1, by, timezone.now()
    row.save()
    history.record(meeting, "text_written", by=by, kind=kind)
    return row
