"""The invitation with its agenda, and the agenda alone."""

from typing import Any

from django.utils.translation import gettext as _

from kog import queries as network
from kog.models import User
from kog.templatetags.portal import day
from meetings.models import AgendaItem, Meeting
from meetings.papers import facts
from meetings.queries.agenda import agenda_of
from meetings.queries.meetings import rules_of
from meetings.queries.recipients import answers_wanted_by


def invitation(meeting: Meeting, reader: User) -> dict[str, Any]:
    return _invitation(meeting, [facts.of_item(item) for item in agenda_of(meeting, reader)])


def invitation_by_mail(meeting: Meeting, reader: User) -> dict[str, Any]:
    """What leaves by mail can be read by others than its reader: nothing confidential, not for members either."""
    return _invitation(meeting, [_open(item) for item in agenda_of(meeting, reader)])


def _open(item: AgendaItem) -> dict[str, Any]:
    if item.confidential:
        return facts.masked(item)
    return facts.of_item(item, [paper for paper in item.papers.all() if not paper.document.confidential])


def _invitation(meeting: Meeting, items: list[dict[str, Any]]) -> dict[str, Any]:
    rules, ours = rules_of(meeting), network.network()
    words = {"meeting": meeting.designation, "committee": meeting.committee.name}
    sentence = _("We hereby invite you to %(meeting)s of %(committee)s.") if rules.full_form else ""
    return {
        "intro": (sentence or _("You are invited to %(meeting)s of %(committee)s.")) % words,
        "facts": [
            *facts.of_meeting(meeting),
            [_("By video"), meeting.video_link],
            [_("Answer by"), day(answers_wanted_by(meeting))],
            [_("Short notice"), meeting.short_notice_reason],
        ],
        "items": items,
        "words": _words(),
        "closing": [
            _("You answer with the link in your invitation mail, with the buttons of your calendar or in the portal."),
            _("The papers lie in the portal, all of them in one PDF as well."),
            _("If you cannot come, please name somebody who represents you and tell the secretariat in time."),
            _("For the chair: %(office)s") % {"office": ours.secretariat_name or ours.short_name} if ours else "",
        ],
    }


def agenda(meeting: Meeting, reader: User) -> dict[str, Any]:
    items = agenda_of(meeting, reader)
    return {
        "intro": "",
        "facts": facts.of_meeting(meeting),
        "items": [facts.of_item(item) for item in items],
        "words": _words(),
        "closing": [],
    }


def _words() -> dict[str, str]:
    return {
        "agenda": _("Agenda"),
        "item": _("Item"),
        "subject": _("Subject"),
        "presenter": _("Presented by"),
        "minutes": _("Minutes"),
        "confidential": _("confidential"),
        "proposal": _("Proposed resolution"),
        "none": _("The agenda is not released yet."),
    }
