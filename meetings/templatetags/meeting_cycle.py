"""States of the meeting cycle as words with a shape, and days that may be known by their month only."""

import datetime as dt

from django import template
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kog.templatetags.portal import badge, together, weekday
from meetings.enums import DatePrecision
from meetings.models import AgendaItem, Assignment, Meeting
from meetings.queries.visibility import reads_committee

register = template.Library()

TONES = {
    ("meeting", "invited"): "info",
    ("meeting", "running"): "warning",
    ("meeting", "closed"): "success",
    ("meeting", "cancelled"): "danger",
    ("protocol", "with_chair"): "info",
    ("protocol", "circulated"): "info",
    ("protocol", "approved"): "success",
    ("assignment", "open"): "info",
    ("assignment", "done"): "success",
    ("matter", "scheduled"): "info",
    ("matter", "circulating"): "info",
    ("matter", "outside"): "info",
    ("matter", "in_work"): "info",
    ("matter", "answer_due"): "warning",
    ("matter", "answered"): "info",
    ("matter", "closed"): "success",
    ("agendaitem", "suggested"): "info",
    ("agendaitem", "declined"): "danger",
    ("agendaitem", "accepted"): "success",
}
ANSWER_TONES = {"accepted": "success", "declined": "danger", "tentative": "warning", "pending": "neutral"}
CIRCULAR_TONES = {
    "": "info",
    "accepted": "success",
    "rejected": "danger",
    "no_quorum": "warning",
    "objected": "warning",
}
VOTE_TONES = {"agree": "success", "reject": "danger", "object": "warning"}
PROGRESS_TONES = {"begun": "info", "hindered": "warning", "ready": "success"}
REVIEW_TONES = {"done": "success", "extended": "warning", "changed": "info", "dropped": "neutral"}


@register.inclusion_tag("components/badge.html")
def state_badge(record: Model) -> dict[str, str]:
    """The state of a meeting, protocol, assignment, matter or agenda item."""
    return badge(record.get_state_display(), TONES.get((record._meta.model_name, record.state), "neutral"))


@register.inclusion_tag("components/badge.html")
def answer_badge(participation: Model) -> dict[str, str]:
    """What a seat answered; one that sends somebody says whom."""
    if participation.substitute:
        return badge(_("represented by %(name)s") % {"name": participation.substitute}, "info")
    return badge(participation.get_answer_display(), ANSWER_TONES.get(participation.answer, "neutral"))


@register.inclusion_tag("components/badge.html")
def circular_badge(procedure: Model) -> dict[str, str]:
    """Going round, or how a circular procedure ended."""
    return badge(procedure.get_result_display(), CIRCULAR_TONES.get(procedure.result, "neutral"))


@register.inclusion_tag("components/badge.html")
def vote_badge(vote: Model) -> dict[str, str]:
    """What a seat said in a circular procedure."""
    return badge(vote.get_answer_display(), VOTE_TONES.get(vote.answer, "neutral"))


@register.filter
def told(record: Assignment | AgendaItem) -> str:
    """What a mail calls it, in a sentence: what is confidential by its number alone."""
    if isinstance(record, Assignment):
        words = {"number": record.number, "title": record.title}
        return record.number if record.item.confidential else _("%(number)s “%(title)s”") % words
    return (
        _("item %(number)s") % {"number": record.label}
        if record.confidential
        else _("“%(title)s”") % {"title": record.title}
    )


@register.inclusion_tag("components/badge.html")
def progress_badge(progress: str, word: str) -> dict[str, str]:
    return badge(word, PROGRESS_TONES.get(progress, "neutral"))


@register.filter
def meeting_day(meeting: Meeting) -> str:
    """Fr 12.06.2026; "April 2020" where only the month is known."""
    if meeting.precision == DatePrecision.MONTH:
        return date_format(meeting.date, "F Y")
    return weekday(meeting.date)


@register.filter
def hours(meeting: Meeting) -> str:
    """10:00–12:30 Uhr; nothing where only the month is known."""
    if meeting.precision == DatePrecision.MONTH:
        return ""
    return _("%(start)s to %(end)s") % {
        "start": meeting.starts.strftime("%H:%M"),
        "end": date_format(dt.datetime.combine(meeting.date, meeting.ends), "TIME_FORMAT"),
    }


@register.simple_tag(takes_context=True)
def link_to(context: template.Context, meeting: Meeting | None) -> SafeString | str:
    """A meeting's name; a link for those who read its committee, not for who only has an assignment from it."""
    if meeting is None:
        return ""
    user = getattr(context.get("request"), "user", None)
    if user is None or not reads_committee(user, meeting.committee_id):
        return together(meeting)
    return linked(meeting)


@register.filter
def linked(meeting: Meeting) -> SafeString:
    """A meeting's name as a link, where a list shows the person only meetings to be opened."""
    return format_html(
        '<a class="kern-link kern-link--no-visited-state" href="{}">{}</a>',
        meeting.get_absolute_url(),
        together(meeting),
    )


@register.simple_tag
def crumbs(*parts: object) -> list[tuple[object, object]]:
    """The way back for a page heading: label, address, label, address …"""
    return list(zip(parts[::2], parts[1::2], strict=True))
