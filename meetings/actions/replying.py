"""What somebody answers with the buttons of the own calendar (iMIP, RFC 6047), read from the portal's mailbox.

An answer counts when it knows the signed name of a meeting of ours, which stands in the invitations alone, comes from
somebody who was invited to it, and is about what they were told last. The sender of a mail proves nothing: so the
person is told what was noted, and can set it right. What needs a person to understand it, such as another date or
somebody else who comes, goes to the secretariat, which is not written to more than once an hour about it.
"""

import datetime as dt
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from icalendar import Calendar, Event

from kog import calendars, history
from kog import queries as network
from meetings import mails
from meetings.actions import inviting
from meetings.actions.locking import lock_meeting
from meetings.enums import Answer, Role
from meetings.models import Attendee, Meeting, Participation

CHOICES = {"ACCEPTED": Answer.ACCEPTED, "DECLINED": Answer.DECLINED, "TENTATIVE": Answer.TENTATIVE}
LONGEST_REASON = 300
LARGEST = 200_000
ASKED_EVERY = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Said:
    """One reply, taken apart."""

    method: str
    slug: str
    email: str
    standing: str
    sequence: int
    at: dt.datetime
    comment: str


def hear(message: EmailMessage) -> bool:
    """Take a reply for what it says; False when the mail carries none that is about a meeting of ours."""
    if str(message.get("Auto-Submitted", "no")).strip().lower() != "no":
        return False  # a machine answers for somebody who has not read it
    said = _taken_apart(message)
    meeting = Meeting.objects.select_related("committee").filter(slug=said.slug).first() if said else None
    if said is None or meeting is None:
        return False
    sender = parseaddr(str(message.get("From", "")))[1].lower()[:254]
    _hear(meeting, said, sender)
    return True


@transaction.atomic
def _hear(meeting: Meeting, said: Said, sender: str) -> None:
    meeting = lock_meeting(meeting)
    attendee = meeting.attendees.filter(person__email__iexact=said.email, withdrawn_at=None).first()
    if attendee is None or sender != said.email or not attendee.person.is_active:
        _ask_secretariat(meeting, said, sender)
    elif said.sequence != attendee.sequence or not meeting.is_open:
        history.record(meeting, "reply_outdated", by=attendee.person, standing=said.standing, sequence=said.sequence)
    elif said.method != "REPLY" or said.standing not in CHOICES:
        _ask_secretariat(meeting, said, sender)
    else:
        _take(meeting, attendee, said)


def _take(meeting: Meeting, attendee: Attendee, said: Said) -> None:
    """Members answer for their seat; a deputy who accepts comes where the seat was left open; others are told on."""
    row = _row_of(meeting, attendee)
    choice = CHOICES[said.standing]
    if row and attendee.role in (Role.CHAIR, Role.MEMBER):
        if row.answered_at and said.at < row.answered_at:
            return
        kept = row if choice == Answer.DECLINED else Participation()
        reply = {"substitute": kept.substitute, "substitute_person": kept.substitute_person}
        if (row.answer, row.substitute) != (choice, kept.substitute) or said.comment:
            noted = inviting.answer(row, choice, by=attendee.person, reason=said.comment, said_at=said.at, **reply)
            mails.answer_noted(noted, attendee.person)
    elif row and attendee.role == Role.DEPUTY:
        if choice == Answer.ACCEPTED and row.answer == Answer.DECLINED and not row.substitute:
            facts = {"reason": row.answer_reason, "substitute_person": attendee.person}
            noted = inviting.answer(row, Answer.DECLINED, by=attendee.person, **facts)
            mails.answer_noted(noted, attendee.person)
    elif choice == Answer.DECLINED:
        _ask_secretariat(meeting, said, attendee.person.email)


def _row_of(meeting: Meeting, attendee: Attendee) -> Participation | None:
    """The seat somebody answers for: the own one, or the one they deputise for on the day."""
    own = meeting.participations.filter(person=attendee.person).first()
    if own or attendee.role != Role.DEPUTY:
        return own
    seats = network.seats_held_by(attendee.person, meeting.date).filter(committee=meeting.committee)
    return meeting.participations.filter(seat__in=seats).first()


def _ask_secretariat(meeting: Meeting, said: Said, sender: str) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        words = {
            "DELEGATED": _("somebody else is to come"),
            "DECLINED": pgettext("answer", "declined"),
            "ACCEPTED": pgettext("answer", "accepted"),
        }
        proposal = _("another date is proposed")
    wish = proposal if said.method == "COUNTER" else words.get(said.standing, said.standing)
    asked = history.of(meeting).filter(verb="reply_unclear", at__gte=timezone.now() - ASKED_EVERY).exists()
    history.record(meeting, "reply_unclear", by=None, sender=sender, standing=said.standing, method=said.method)
    if not asked:
        mails.reply_unclear(meeting, sender=sender or said.email, wish=wish, comment=said.comment)


def _taken_apart(message: EmailMessage) -> Said | None:
    """The first calendar part that is a reply to us; None for everything else, however broken it is."""
    for part in message.walk():
        if part.get_content_type() not in ("text/calendar", "application/ics"):
            continue
        content = part.get_payload(decode=True) or b""
        if len(content) > LARGEST:
            continue
        try:
            calendar = Calendar.from_ical(content)
            found = _said(calendar, calendar.walk("VEVENT")[0])
        except (ValueError, IndexError, KeyError, TypeError, AttributeError):
            continue
        if found:
            return found
    return None


def _said(calendar: Calendar, event: Event) -> Said | None:
    method, slug = str(calendar.get("method", "")).upper(), calendars.named_by(str(event["uid"]))
    attendee = event["attendee"]
    if method not in ("REPLY", "COUNTER") or not slug or isinstance(attendee, list):
        return None
    stamp = event["dtstamp"].dt
    if not isinstance(stamp, dt.datetime):
        return None
    at = stamp if stamp.tzinfo else stamp.replace(tzinfo=dt.UTC)
    return Said(
        method=method,
        slug=slug,
        email=str(attendee).lower().removeprefix("mailto:"),
        standing=str(attendee.params.get("PARTSTAT", "")).upper()[:40],
        sequence=int(event.get("sequence", 0)),
        at=min(at, timezone.now()),
        comment=str(event.get("comment", "")).strip()[:LONGEST_REASON],
    )
