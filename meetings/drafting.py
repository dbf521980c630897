"""First wordings for chair and secretariat, composed from what was recorded; edited afterwards as Markdown.

What leaves the house (press, thank-you) says nothing confidential and names institutions, not persons.
"""

from collections.abc import Callable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from kog import queries as network
from kog.templatetags.portal import day
from meetings.enums import HELD_STATES, ResolutionResult, TextKind
from meetings.models import Assignment, Meeting, Resolution
from meetings.queries.meetings import chair_of, due_assignments, next_open_meeting

AFTERWARDS = (TextKind.PRESS, TextKind.THANKS, TextKind.HANDOVER)


def draft(meeting: Meeting, kind: str) -> str:
    """In the language of the network."""
    compose: dict[str, Callable[[Meeting], list[str]]] = {
        TextKind.NOTES: _notes,
        TextKind.PRESS: _press,
        TextKind.THANKS: _thanks,
        TextKind.HANDOVER: _handover,
    }
    with translation.override(settings.LANGUAGE_CODE):
        if kind in AFTERWARDS and meeting.state not in HELD_STATES:
            return _("The draft comes after the meeting, from what was resolved and handed out there.")
        return "\n\n".join(part for part in compose[kind](meeting) if part)


def _open_resolutions(meeting: Meeting) -> list[Resolution]:
    rows = meeting.resolutions.filter(item__confidential=False, result=ResolutionResult.ACCEPTED)
    return list(rows.select_related("item").order_by("pk"))


def _open_assignments(meeting: Meeting) -> list[Assignment]:
    rows = meeting.set_assignments.filter(item__confidential=False)
    return list(rows.select_related("lead_institution", "lead_committee").order_by("pk"))


def _bullets(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _line(text: str) -> str:
    return " ".join(text.split())


def _notes(meeting: Meeting) -> list[str]:
    """What the chair says to begin with, at each item and to end with."""
    words = {"meeting": meeting.designation, "committee": meeting.committee.name}
    items = meeting.items.accepted().filter(standing="", parent=None).order_by("position", "pk")
    return [
        "## " + _("Welcome"),
        _("Good morning, and welcome to %(meeting)s of %(committee)s.") % words,
        "## " + _("In between"),
        _bullets([f"**{_line(item.title)}:** " for item in items]) or _("No item of its own is on the agenda yet."),
        "## " + _("In the end"),
        _("Read out the resolutions and assignments, name the next meeting and its chair, say thank you."),
    ]


def _press(meeting: Meeting) -> list[str]:
    ours = network.network()
    facts = {
        "name": ours.name if ours else meeting.committee.name,
        "committee": meeting.committee.name,
        "day": day(meeting.date),
        "place": ours.place if ours else "",
    }
    resolved = [_line(one.wording) for one in _open_resolutions(meeting)]
    work = [f"{_in_full(one)}: {_line(one.title)}" for one in _open_assignments(meeting)]
    contact = f"{ours.secretariat_name}, {ours.contact_email}" if ours and ours.contact_email else ""
    return [
        "# " + _("%(name)s met on %(day)s") % facts,
        _("%(place)s. The institutions of %(committee)s met on %(day)s.") % facts,
        (_("They resolved:") + "\n\n" + _bullets(resolved)) if resolved else _("No resolution was taken."),
        (_("These houses took on work until the next meeting:") + "\n\n" + _bullets(work)) if work else "",
        _("Contact: %(contact)s") % {"contact": contact} if contact else "",
    ]


def _in_full(assignment: Assignment) -> str:
    """Nobody outside knows what a group is called for short."""
    return assignment.lead_committee.name if assignment.lead_committee else str(assignment.lead)


def _thanks(meeting: Meeting) -> list[str]:
    following = next_open_meeting(meeting)
    resolved = [one.number + ": " + _line(one.wording) for one in _open_resolutions(meeting)]
    work = [f"{one.number} {_line(one.title)} ({one.lead})" for one in _open_assignments(meeting)]
    ahead = {"meeting": following, "day": day(following.date)} if following else {}
    return [
        _("Thank you for taking part in %(meeting)s on %(day)s.") % {"meeting": meeting, "day": day(meeting.date)},
        (_("This is what was resolved:") + "\n\n" + _bullets(resolved)) if resolved else "",
        (_("This is what was handed out:") + "\n\n" + _bullets(work)) if work else "",
        _("We meet again on %(day)s (%(meeting)s).") % ahead if following else "",
    ]


def _handover(meeting: Meeting) -> list[str]:
    """For whoever chairs next, in both houses: what comes to the next meeting by itself, and what is not settled."""
    following = next_open_meeting(meeting)
    chair = chair_of(following) if following else None
    due = list(due_assignments(following)) if following else []
    waiting = Assignment.objects.open().filter(committee=meeting.committee, due_meeting=None)
    protocols = following.items.exclude(protocol=None).select_related("protocol__meeting") if following else []
    ahead = {"meeting": following, "day": day(following.date)} if following else {}
    return [
        "## " + _("The next meeting"),
        _("%(meeting)s on %(day)s") % ahead if following else _("No next meeting is planned yet."),
        _("Chair: %(chair)s") % {"chair": f"{following.chair_seat}" + (f" ({chair})" if chair else "")}
        if following and following.chair_seat
        else "",
        "## " + _("Due there"),
        _bullets([f"{one.number} {_line(one.title)} ({one.lead})" for one in due]) or _("No assignment is due."),
        "## " + _("Still open"),
        _bullets(
            [_("Approval of %(protocol)s") % {"protocol": one.protocol} for one in protocols]
            + [f"{one.number} {_line(one.title)}" for one in waiting]
        )
        or _("Nothing beside that."),
        "## " + _("What I pass on"),
        _("(written by the chair)"),
    ]
