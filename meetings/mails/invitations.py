"""Who is called to a meeting, reminded, told of changes or told not to come."""

from collections.abc import Sequence

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


def invitation_kind(role: str) -> str:
    """Members are convened, those who stand in for them are informed, guests are invited to their item."""
    return INVITED_AS[Role(role)]


def about_invitation(meeting: Meeting, recipient: Recipient) -> dict[str, object]:
    """What an invitation tells this person; shown before it is sent, too."""
    return {
        "meeting": meeting,
        "role": recipient.role,
        "seat": recipient.seat,
        "row": recipient.row,
        "items": recipient.items or open_agenda(meeting),
        "chair": chair_of(meeting),
        "rules": rules_of(meeting),
        "answer_by": answers_wanted_by(meeting),
        "link": link_to("meetings:meeting", meeting.slug),
    }


def invited(meeting: Meeting, recipient: Recipient, attendee: Attendee, calendar: bytes) -> None:
    """The invitation itself, as it is for this role, to be answered from the mail or the calendar."""
    links = _answer_links(recipient.person, recipient.row) if recipient.role in (Role.CHAIR, Role.MEMBER) else {}
    _with_calendar(
        invitation_kind(recipient.role),
        recipient.person,
        calendar,
        REQUEST,
        {**about_invitation(meeting, recipient), **links},
        files=enclosed.of_invitation(meeting, attendee),
    )


def answer_wanted(row: Participation) -> None:
    """Once more to somebody who has not answered yet."""
    if row.person and row.person.is_active:
        links = _answer_links(row.person, row)
        link, until = link_to("meetings:meeting", row.meeting.slug), answers_wanted_by(row.meeting)
        outbox.write(
            "answer_wanted",
            row.person,
            app="meetings",
            about=row.meeting,
            meeting=row.meeting,
            link=link,
            answer_by=until,
            **links,
        )


def meeting_changed(meeting: Meeting, recipient: Recipient, calendar: bytes, *, reason: str) -> None:
    asked = recipient.row if recipient.role in (Role.CHAIR, Role.MEMBER) else None
    links = _answer_links(recipient.person, asked) if asked and asked.is_silent else {}
    facts = {"meeting": meeting, "reason": reason, "chair": chair_of(meeting), "answer_by": answers_wanted_by(meeting)}
    _with_calendar("meeting_changed", recipient.person, calendar, REQUEST, {**facts, **links})


def meeting_cancelled(meeting: Meeting, person: User, calendar: bytes) -> None:
    _with_calendar("meeting_cancelled", person, calendar, CANCEL, {"meeting": meeting})


def invitation_withdrawn(meeting: Meeting, person: User, calendar: bytes) -> None:
    """To somebody who is not expected any more: another person sits there now, or the guest's item is off."""
    _with_calendar("invitation_withdrawn", person, calendar, CANCEL, {"meeting": meeting})


def answer_noted(row: Participation, person: User) -> None:
    """To whoever answered by the calendar: what stands now, so that nobody answers for them unnoticed."""
    link = link_to("meetings:meeting", row.meeting.slug)
    outbox.write("answer_noted", person, app="meetings", about=row.meeting, meeting=row.meeting, row=row, link=link)


def reply_unclear(meeting: Meeting, *, sender: str, wish: str, comment: str) -> None:
    """To the secretariat: somebody answered by the calendar what a person has to read."""
    for person in network.secretaries():
        outbox.write(
            "reply_unclear",
            person,
            app="meetings",
            meeting=meeting,
            sender=sender,
            wish=wish,
            comment=comment,
            link=link_to("meetings:participation", meeting.slug),
        )


def _with_calendar(
    kind: str, person: User, calendar: bytes, method: str, facts: dict[str, object], files: Sequence[Enclosure] = ()
) -> None:
    facts.setdefault("link", link_to("meetings:meeting", facts["meeting"].slug))
    outbox.write(
        kind, person, app="meetings", about=facts["meeting"], calendar=calendar, method=method, files=files, **facts
    )


def _answer_links(person: User, row: Participation | None) -> dict[str, str]:
    """Two links of one's own: to answer, and to say who comes instead."""
    if row is None:
        return {}
    return {
        "answer": own_link(person, LinkPurpose.ANSWER_MEETING, row),
        "substitute": own_link(person, LinkPurpose.NAME_SUBSTITUTE, row),
    }


def guest_asked(guest: Guest) -> None:
    """What a guest may know: the one item, the meeting's day and place."""
    link = link_to("meetings:item", guest.item_id)
    outbox.write("guest_asked", guest.person, app="meetings", guest=guest, meeting=guest.item.meeting, link=link)


def moderator_asked(meeting: Meeting) -> None:
    link = link_to("meetings:meeting", meeting.slug)
    outbox.write("moderator_asked", meeting.moderator, app="meetings", meeting=meeting, link=link)
