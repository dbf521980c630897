"""Who is called to a meeting, reminded, told of changes or told not to come."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.utils import translation

from kog import outbox
from kog import queries as network
from kog.enclosures import Enclosure
from kog.enums import LinkPurpose
from kog.models import User
from meetings.appointments import CANCEL, REQUEST
from meetings.enums import Role
from meetings.mails.addressing import link_to, own_link
from meetings.models import Attendee, Guest, Meeting, Participation
from meetings.papers import enclosed
from meetings.queries.agenda import open_agenda
from meetings.queries.calendars import is_secret
from meetings.queries.changes import changes_for
from meetings.queries.meetings import chair_of, rules_of
from meetings.queries.recipients import Recipient, answers_wanted_by

INVITED_AS = {
    Role.CHAIR: "invitation",
    Role.MEMBER: "invitation",
    Role.SUBSTITUTE: "substitute_named",
    Role.DEPUTY: "invitation_copy",
    Role.MODERATOR: "guest_invited",
    Role.MINUTES: "guest_invited",
    Role.GUEST: "guest_invited",
}

# What a mail about a secret meeting may say beside its day and hours.
TOLD_OF_SECRETS = {"changes", "what_is_new", "answer_by", "asked_anew", "row"}


def invitation_kind(role: str) -> str:
    """Members are convened, those who stand in for them are informed, guests are invited to their item."""
    return INVITED_AS[Role(role)]


def about_invitation(meeting: Meeting, recipient: Recipient) -> dict[str, object]:
    """What an invitation tells this person; shown before it is sent, too."""
    with translation.override(recipient.person.locale):
        items = recipient.items or open_agenda(meeting)
    return {
        "role": recipient.role,
        "seat": recipient.seat,
        "row": recipient.row,
        "items": items,
        "chair": chair_of(meeting),
        "rules": rules_of(meeting),
        "answer_by": answers_wanted_by(meeting),
    }


def invited(meeting: Meeting, recipient: Recipient, attendee: Attendee, calendar: bytes) -> None:
    """The invitation itself, as it is for this role, to be answered from the mail or the calendar."""
    package = enclosed.package_for(meeting, recipient, attendee)
    _write(
        invitation_kind(recipient.role),
        recipient.person,
        meeting,
        answered=recipient.row if recipient.role in (Role.CHAIR, Role.MEMBER) else None,
        calendar=(calendar, REQUEST),
        files=package.files,
        package=package,
        **about_invitation(meeting, recipient),
    )


def answer_wanted(row: Participation) -> None:
    """Once more to somebody who has not answered yet."""
    if row.person and row.person.is_active:
        until = answers_wanted_by(row.meeting)
        _write("answer_wanted", row.person, row.meeting, answered=row, answer_by=until)


def meeting_changed(
    meeting: Meeting,
    recipient: Recipient,
    calendar: bytes,
    *,
    known: dict[str, Any],
    now: dict[str, Any],
    reason: str,
    asked_anew: bool,
) -> None:
    """What is new to this person, and how it all stands now. Who has not answered yet can do so."""
    asked = recipient.row if recipient.role in (Role.CHAIR, Role.MEMBER) else None
    with translation.override(recipient.person.locale):
        changes = changes_for(known, now, recipient.role, only_hours=is_secret(meeting, to=recipient.person))
    _write(
        "meeting_changed",
        recipient.person,
        meeting,
        answered=asked if asked and asked.is_silent else None,
        calendar=(calendar, REQUEST),
        changes=changes,
        what_is_new=list(dict.fromkeys(one.short for one in changes)),
        reason=reason,
        asked_anew=asked_anew,
        chair=chair_of(meeting),
        answer_by=answers_wanted_by(meeting),
    )


def meeting_cancelled(meeting: Meeting, person: User, calendar: bytes) -> None:
    _write("meeting_cancelled", person, meeting, calendar=(calendar, CANCEL))


def invitation_withdrawn(meeting: Meeting, person: User, calendar: bytes) -> None:
    """To somebody who is not expected any more: another person sits there now, or the guest's item is off."""
    _write("invitation_withdrawn", person, meeting, calendar=(calendar, CANCEL))


def answer_noted(row: Participation, person: User) -> None:
    """To whoever answered by the calendar: what stands now, so that nobody answers for them unnoticed."""
    _write("answer_noted", person, row.meeting, row=row)


def reply_unclear(meeting: Meeting, *, sender: str, wish: str, comment: str) -> None:
    """To the secretariat: somebody answered by the calendar what a person has to read."""
    link = link_to("meetings:participation", meeting.slug)
    for person in network.secretaries():
        _write("reply_unclear", person, meeting, sender=sender, wish=wish, comment=comment, link=link)


def guest_asked(guest: Guest) -> None:
    """What a guest may know: the one item, the meeting's day and place."""
    _write("guest_asked", guest.person, guest.item.meeting, guest=guest, link=link_to("meetings:item", guest.item_id))


def moderator_asked(meeting: Meeting) -> None:
    _write("moderator_asked", meeting.moderator, meeting)


def _write(
    kind: str,
    person: User,
    meeting: Meeting,
    *,
    answered: Participation | None = None,
    calendar: tuple[bytes, str] = (b"", ""),
    files: Sequence[Enclosure] = (),
    **facts: Any,
) -> None:
    """One mail about one meeting, in its proof of dispatch; `answered` is the row that its own links answer for."""
    links = _answer_links(person, answered) if answered else {}
    said, facts = in_words_for_mail(kind, meeting, facts, to=person)
    outbox.write(
        said,
        person,
        app="meetings",
        about=meeting,
        calendar=calendar[0] or None,
        method=calendar[1],
        files=files if said == kind else (),
        **facts,
        **links,
    )


def in_words_for_mail(kind: str, meeting: Meeting, facts: dict[str, Any], *, to: User) -> tuple[str, dict[str, Any]]:
    """Which mail it is and what it is told. The same rule as for the calendar entry that goes along: a meeting whose
    whole subject is confidential is an appointment with its hours, and all else stands in the portal.
    """
    if not is_secret(meeting, to=to):
        return kind, {"meeting": meeting, "link": link_to("meetings:meeting", meeting.slug), **facts}
    told = {name: facts[name] for name in facts.keys() & TOLD_OF_SECRETS}
    when = SimpleNamespace(date=meeting.date, starts=meeting.starts, ends=meeting.ends, precision=meeting.precision)
    return "discreet", {"occasion": kind, "when": when, "link": link_to("meetings:meeting_list"), **told}


def _answer_links(person: User, row: Participation) -> dict[str, str]:
    """Two links of one's own: to answer, and to say who comes instead."""
    return {
        "answer": own_link(person, LinkPurpose.ANSWER_MEETING, row),
        "substitute": own_link(person, LinkPurpose.NAME_SUBSTITUTE, row),
    }
