"""Texts of chair and secretariat about a meeting. Nobody's words are overwritten unseen."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import Conflict, NotPossibleNow
from kog.markdown import to_html
from kog.models import User
from meetings import mails
from meetings.actions.locking import lock_meeting
from meetings.enums import TextKind
from meetings.models import Meeting, MeetingText
from meetings.queries.calendars import is_secret
from meetings.queries.participation import thanked


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


@transaction.atomic
def send_thanks(meeting: Meeting, *, version: int, by: User) -> int:
    """Mail the thank-you to everybody who took part, as it was shown, once. Returns how many that were.

    Refused before the meeting is closed, for a text that was sent or has changed since it was shown, and for a meeting
    that is confidential as a whole: a mail leaves the portal.
    """
    meeting = lock_meeting(meeting)
    row = MeetingText.objects.select_for_update().filter(meeting=meeting, kind=TextKind.THANKS).first()
    if row is None:
        raise NotPossibleNow("no_text", _("Please write the thank-you and save it first."))
    if not meeting.is_closed:
        raise NotPossibleNow("not_closed", _("One says thank you when the meeting is over."))
    if row.sent_at:
        raise NotPossibleNow("sent_already", _("The thank-you was sent already."))
    if row.version != version:
        raise NotPossibleNow("text_changed", _("Somebody has changed this text in the meantime. Please read it again."))
    if is_secret(meeting):
        raise NotPossibleNow("confidential", _("This meeting is confidential as a whole; its thank-you is not mailed."))
    people = thanked(meeting)
    if not people:
        raise NotPossibleNow("nobody", _("Nobody of those who took part can be reached by the portal."))
    row.sent_at = timezone.now()
    row.save(update_fields=["sent_at"])
    for person in people:
        mails.thanks(row, person)
    history.record(meeting, "thanks_sent", by=by, people=len(people), version=version)
    return len(people)
