"""The first wording of a protocol, composed from what was recorded. People edit it afterwards as Markdown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import gettext as _

from kog.models.sorting import by_house
from meetings.enums import (
    Attendance,
    MandateResult,
    Outcome,
    ResolutionMethod,
    ResolutionResult,
    ReviewResult,
    Standing,
)
from meetings.models import AgendaItem, Assignment, MandateReview, Meeting, Participation, Resolution, Review
from meetings.protocol_paragraphs import told_by_itself
from meetings.queries.meetings import chair_of, quorum
from meetings.queries.numbering import numbered


@dataclass(frozen=True)
class Part:
    """One section before it is saved."""

    title: str
    text: str
    number: str = ""
    item: AgendaItem | None = None
    confidential: bool = False


def compose(meeting: Meeting) -> list[Part]:
    """Head and one part per agenda item, in the language of the network, in a constant number of queries."""
    items = (
        meeting.items.accepted()
        .select_related("protocol__meeting", "mandate__group")
        .prefetch_related("mandate__reviews", "resolutions", "assignments__partners", "assignments__lead_institution")
        .prefetch_related("assignments__lead_committee", "assignments__due_meeting", "papers__document")
        .prefetch_related("circular", "mic_entries__person", "mic_entries__institution")
    )
    reviews = list(
        meeting.reviews.select_related(
            "assignment__lead_institution", "assignment__lead_committee", "assignment__item", "next_meeting"
        )
    )
    with translation.override(settings.LANGUAGE_CODE):
        parts = [Part(_("Meeting and attendance"), _head(meeting))]
        for item in numbered(items):
            parts += _parts(item, reviews)
        return parts


def _parts(item: AgendaItem, reviews: list[Review]) -> list[Part]:
    """One part per item; what was reviewed of confidential items stands in a part of its own that is confidential."""
    if item.standing != Standing.REVIEW or item.confidential:
        return [_part(item, reviews)]
    secret = [one for one in reviews if one.assignment.item.confidential]
    parts = [_part(item, [one for one in reviews if one not in secret])]
    if secret:
        parts.append(Part(item.title, _reviews(secret), item.label, item, confidential=True))
    return parts


def _head(meeting: Meeting) -> str:
    here = quorum(meeting)
    day = formats.date_format(meeting.date, "d.m.Y")
    hours = _("%(from)s to %(until)s") % {"from": f"{meeting.starts:%H:%M}", "until": f"{meeting.ends:%H:%M}"}
    lines = [
        f"**{meeting.committee.name}, {meeting.designation}**",
        _fact(_("Date"), f"{day}, {hours}"),
        _fact(_("Place"), meeting.place or meeting.get_format_display()),
        _fact(_("Chair"), _chair(meeting)),
    ]
    if meeting.moderator:
        lines.append(_fact(_("Moderation"), meeting.moderator))
    if meeting.minute_taker:
        lines.append(_fact(_("Taking the minutes"), meeting.minute_taker))
    if meeting.short_notice_reason:
        lines.append(_fact(_("Invited at short notice because"), meeting.short_notice_reason))
    reached = _("There is a quorum") if here.reached else _("There is no quorum")
    votes = _("%(present)d of %(votes)d votes present") % {"present": here.present, "votes": here.votes}
    lines.append(f"{reached} ({votes}).")
    rows = meeting.participations.select_related("seat__institution", "person").order_by(*by_house("seat__"))
    return "  \n".join(lines) + "\n\n" + _attendance(rows)


def _chair(meeting: Meeting) -> str:
    if meeting.chair_seat is None:
        return _("not named")
    person = chair_of(meeting)
    return f"{meeting.chair_seat} ({person})" if person else str(meeting.chair_seat)


def _fact(name: str, value: object) -> str:
    return f"{name}: {value}"


def _table(headings: list[str], rows: Iterable[list[object]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _attendance(rows: Iterable[Participation]) -> str:
    return _table([_("Institution"), _("Person"), _("Attendance")], ([row.seat, _who(row), _how(row)] for row in rows))


def _who(row: Participation) -> object:
    return row.substitute if row.attendance == Attendance.REPRESENTED else row.person or _("vacant")


def _cell(value: object) -> str:
    return str(value).replace("|", "/").replace("\n", " ")


def _how(row: Participation) -> str:
    if row.person_id is None and not row.attends:
        return "–"  # vacant, as it says beside
    words = [str(row.get_attendance_display())]
    if row.arrived_at:
        words.append(_("from %(time)s") % {"time": f"{row.arrived_at:%H:%M}"})
    if row.left_at:
        words.append(_("until %(time)s") % {"time": f"{row.left_at:%H:%M}"})
    return ", ".join(words)


def _part(item: AgendaItem, reviews: list[Review]) -> Part:
    blocks = [item.discussion] if item.discussion else []
    blocks += told_by_itself(item)
    if item.standing == Standing.REVIEW:
        blocks.append(_reviews(reviews))
    if item.protocol:
        blocks.append(_approval(item))
    blocks += [_resolution(one) for one in item.resolutions.all()]
    if item.mandate:
        blocks += [_mandate(one) for one in item.mandate.reviews.all() if one.meeting_id == item.meeting_id]
    if assignments := list(item.assignments.all()):
        blocks.append(_assignments(assignments))
    if item.outcome in (Outcome.POSTPONED, Outcome.OMITTED, Outcome.NOTED):
        reason = f": {item.outcome_reason}" if item.outcome_reason else ""
        ended = _fact(_("Outcome"), item.get_outcome_display())
        blocks.append(f"*{ended}{reason}*")
    papers = [one.document for one in item.papers.all() if item.confidential or not one.document.confidential]
    if papers:
        blocks.append(_fact(_("Papers"), ", ".join(document.title for document in papers)))
    return Part(item.title, "\n\n".join(blocks), item.label, item, item.confidential)


def _approval(item: AgendaItem) -> str:
    words = {"meeting": item.protocol.meeting.designation}
    if item.protocol.approved_in_id == item.meeting_id:
        return _("The protocol of %(meeting)s is approved.") % words
    return _("The protocol of %(meeting)s was not approved yet.") % words


def _mandate(one: MandateReview) -> str:
    words = [str(one.get_result_display())]
    if one.ends_on and one.result != MandateResult.DISSOLVED:
        words.append(_("until %(day)s") % {"day": formats.date_format(one.ends_on, "d.m.Y")})
    text = _fact(_("Mandate"), " ".join(words))
    return f"**{text}.** {one.reason}".strip()


def _resolution(one: Resolution) -> str:
    how = _("by consensus")
    if one.method == ResolutionMethod.VOTE:
        how = _("%(yes)d yes, %(no)d no, %(abstentions)d abstentions") % {
            "yes": one.yes,
            "no": one.no,
            "abstentions": one.abstentions,
        }
    head = _("Resolution") if one.result == ResolutionResult.ACCEPTED else _("Motion rejected")
    quoted = "\n".join(f"> {line}" for line in one.wording.splitlines())
    return f"> **{head} {one.number}** ({how})\n>\n{quoted}"


def _assignments(rows: list[Assignment]) -> str:
    headings = [_("Assignment"), _("What"), _("Lead"), _("Together with"), _("Review")]
    return _table(headings, ([row.number, row.title, row.lead, _partners(row), _due(row)] for row in rows))


def _partners(row: Assignment) -> str:
    return ", ".join(str(one) for one in row.partners.all()) or "–"


def _due(row: Assignment) -> str:
    return str(row.due_meeting or _("next meeting"))


def _reviews(reviews: list[Review]) -> str:
    if not reviews:
        return _("No assignment was due.")
    headings = [_("Assignment"), _("What"), _("Lead"), _("Result"), _("Reason")]
    return _table(headings, (_review(row) for row in reviews))


def _review(row: Review) -> list[object]:
    result = str(row.get_result_display())
    if row.result in (ReviewResult.EXTENDED, ReviewResult.CHANGED):
        following = row.next_meeting or _("next meeting")
        result = f"{result} ({following})"
    return [row.assignment.number, row.assignment.title, row.assignment.lead, result, row.reason or "–"]
