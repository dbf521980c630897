"""What the meeting is about: suggestions, the topic pool, order, the chair's comments and the release."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.markdown import to_html
from kog.models import Committee, User
from kog.queries import rules_on
from meetings import mails
from meetings.actions import folders
from meetings.actions.answering import answer_declined
from meetings.actions.carrying import TAIL, next_position
from meetings.actions.locking import lock_committee, lock_item, lock_meeting, require_not_over, require_open
from meetings.actions.papers import seal_papers
from meetings.enums import ItemKind, ItemState, Outcome, Standing
from meetings.models import AgendaComment, AgendaItem, Matter, Meeting

# The frame of every agenda: position, standing item, kind, minutes. A light agenda has only the last three.
FRAME = [
    (0, Standing.OPENING, ItemKind.FORMAL, 5),
    (1, Standing.AGENDA, ItemKind.FORMAL, 5),
    (2, Standing.PROTOCOL, ItemKind.FORMAL, 5),
    (3, Standing.REVIEW, ItemKind.REVIEW, 20),
    (TAIL, Standing.MISCELLANEOUS, ItemKind.INFORMATION, 10),
    (TAIL + 1, Standing.NEXT_MEETING, ItemKind.FORMAL, 5),
]
LIGHT_FRAME = (Standing.PROTOCOL, Standing.REVIEW, Standing.MISCELLANEOUS)
CONTENT = ("kind", "title", "minutes", "presenter", "text", "proposed_resolution", "confidential")


def add_standing_items(meeting: Meeting) -> None:
    """The frame of a new meeting. The first meeting of a committee has no earlier protocol to approve."""
    full = rules_on(meeting.committee, meeting.date).full_form
    is_first = not Meeting.objects.filter(committee=meeting.committee_id).exclude(pk=meeting.pk).exists()
    with translation.override(settings.LANGUAGE_CODE):
        AgendaItem.objects.bulk_create(
            AgendaItem(
                committee_id=meeting.committee_id,
                meeting=meeting,
                position=position,
                standing=standing,
                kind=kind,
                title=str(standing.label),
                minutes=minutes,
            )
            for position, standing, kind, minutes in FRAME
            if (full or standing in LIGHT_FRAME) and not (is_first and standing == Standing.PROTOCOL)
        )


@transaction.atomic
def add_item(
    meeting: Meeting, content: dict[str, Any], *, by: User, parent: AgendaItem | None = None, late_reason: str = ""
) -> AgendaItem:
    """Put an item on the agenda, below another one if wanted. After the release, and in a running meeting, it is
    marked as late; refused when the meeting is over.
    """
    meeting = lock_meeting(meeting)
    require_not_over(meeting)
    _require_parent(meeting, parent)
    position = parent.children.count() if parent else next_position(meeting)
    item = AgendaItem(committee=meeting.committee, meeting=meeting, parent=parent, position=position)
    _write_content(item, content)
    _mark_late(item, meeting, late_reason)
    item.save()
    folders.follow(meeting)
    history.record(item, "item_added", by=by, meeting=meeting)
    return item


def _require_parent(meeting: Meeting, parent: AgendaItem | None) -> None:
    if parent is None:
        return
    is_open = parent.state == ItemState.ACCEPTED and not parent.outcome
    if parent.meeting_id != meeting.pk or parent.parent_id or not is_open:
        raise NotPossibleNow("no_such_parent", _("A sub-item belongs below an open item of the same meeting."))


def _write_content(item: AgendaItem, content: dict[str, Any]) -> None:
    for name in CONTENT:
        if name in content:
            setattr(item, name, content[name])
    item.text_html = to_html(item.text)


def _mark_late(item: AgendaItem, meeting: Meeting | None, reason: str) -> None:
    if meeting and meeting.released_at:
        item.late_since, item.late_reason = timezone.now(), reason.strip()


@transaction.atomic
def change_item(item: AgendaItem, content: dict[str, Any], *, by: User, late_reason: str = "") -> AgendaItem:
    """Change what an item says. After the release it is marked as late. Refused when its meeting is over."""
    item = lock_item(item)
    if item.meeting:
        require_not_over(item.meeting)
    _write_content(item, content)
    _mark_late(item, item.meeting, late_reason)
    item.save()
    folders.follow_item(item)
    if item.confidential:
        seal_papers(item, by=by)
    history.record(item, "item_changed", by=by, title=item.title)
    return item


@transaction.atomic
def move_item(item: AgendaItem, *, to_index: int, by: User) -> AgendaItem:
    """Put an item at another place among its siblings (0 is the first). Refused when the meeting is over."""
    item = lock_item(item)
    if item.meeting is None:
        raise NotPossibleNow("not_on_an_agenda", _("This item is on no agenda yet."))
    require_not_over(item.meeting)
    siblings = list(item.meeting.items.accepted().filter(parent=item.parent_id).exclude(pk=item.pk))
    siblings.insert(max(0, min(to_index, len(siblings))), item)
    _number(siblings)
    folders.follow(item.meeting)
    _mark_late_if_released(item)
    history.record(item, "item_moved", by=by, to=to_index)
    return item


def _number(siblings: list[AgendaItem]) -> None:
    """Write the order, keeping the standing tail behind whatever is added later."""
    in_tail = False
    for index, sibling in enumerate(siblings):
        in_tail = in_tail or sibling.standing in (Standing.MISCELLANEOUS, Standing.NEXT_MEETING)
        sibling.position = index + TAIL if in_tail else index
        sibling.save(update_fields=["position"])


def _mark_late_if_released(item: AgendaItem) -> None:
    if item.meeting and item.meeting.released_at:
        item.late_since = timezone.now()
        item.save(update_fields=["late_since"])


@transaction.atomic
def suggest_item(
    committee: Committee,
    content: dict[str, Any],
    *,
    by: User,
    meeting: Meeting | None = None,
    from_group: Committee | None = None,
    matter: Matter | None = None,
) -> AgendaItem:
    """A member or a group suggests an item for a meeting or for the topic pool; the secretariat answers."""
    committee = lock_committee(committee.pk)
    if meeting:
        meeting = Meeting.objects.get(pk=meeting.pk)
        require_open(meeting)
        _require_own(committee.pk, meeting)
    item = AgendaItem(
        committee=committee,
        meeting=meeting,
        state=ItemState.SUGGESTED,
        suggested_by=by,
        suggested_from=from_group,
        matter=matter,
    )
    _write_content(item, content)
    item.save()
    history.record(item, "item_suggested", by=by, group=from_group)
    mails.item_suggested(item)
    return item


@transaction.atomic
def accept_item(item: AgendaItem, *, meeting: Meeting | None, by: User) -> AgendaItem:
    """Accept a suggestion and put it on a meeting's agenda, or into the topic pool; who suggested it is told."""
    item = lock_item(item)
    _require_suggested(item)
    item.state = ItemState.ACCEPTED
    _schedule(item, meeting)
    folders.follow_item(item)
    history.record(item, "item_accepted", by=by, meeting=meeting)
    mails.item_answered(item)
    return item


@transaction.atomic
def decline_item(item: AgendaItem, *, reason: str, by: User) -> AgendaItem:
    """Decline a suggestion with a reason: that is an answer too, and it is sent to who suggested it."""
    item = lock_item(item)
    _require_suggested(item)
    if not reason.strip():
        raise NotPossibleNow("decline_without_reason", _("Please say why the suggestion is declined."))
    item.state, item.decline_reason = ItemState.DECLINED, reason.strip()
    item.save(update_fields=["state", "decline_reason"])
    history.record(item, "item_declined", by=by, reason=reason)
    if item.matter:
        answer_declined(item, by=by)
    else:
        mails.item_answered(item)
    return item


def _require_suggested(item: AgendaItem) -> None:
    if item.state != ItemState.SUGGESTED:
        raise NotPossibleNow(
            "not_a_suggestion",
            _("This suggestion was answered already: %(state)s.") % {"state": item.get_state_display()},
        )


@transaction.atomic
def schedule_item(item: AgendaItem, *, meeting: Meeting | None, by: User) -> AgendaItem:
    """Move an accepted item from the topic pool or another agenda to a meeting, or back into the pool (None)."""
    item = lock_item(item)
    if item.state != ItemState.ACCEPTED or item.standing or any(map(_was_treated, [item, *item.children.all()])):
        raise NotPossibleNow("cannot_be_scheduled", _("This item cannot be moved to another meeting."))
    if item.mandate and meeting is None:
        raise NotPossibleNow("report_is_due", _("A group's report belongs on an agenda, not into the pool."))
    if item.meeting:
        require_not_over(item.meeting)
    for child in item.children.all():
        child.meeting = meeting
        child.save(update_fields=["meeting"])
    former, item.parent = item.meeting, None
    _schedule(item, meeting)
    folders.follow_item(item)
    if former:
        folders.follow(former)
    history.record(item, "item_scheduled", by=by, meeting=meeting)
    return item


def _was_treated(item: AgendaItem) -> bool:
    """Something happened to it in a meeting, whose protocol tells of it."""
    return bool(item.outcome or item.discussion) or item.resolutions.exists() or item.assignments.exists()


def _require_own(committee_id: int, meeting: Meeting) -> None:
    if meeting.committee_id != committee_id:
        raise NotPossibleNow("foreign_meeting", _("This item belongs to another committee."))


def _schedule(item: AgendaItem, meeting: Meeting | None) -> None:
    if meeting:
        meeting = lock_meeting(meeting)
        require_not_over(meeting)
        _require_own(item.committee_id, meeting)
        item.position = next_position(meeting)
        _mark_late(item, meeting, "")
    item.meeting = meeting
    item.save()


@transaction.atomic
def omit_standing_item(item: AgendaItem, *, by: User) -> AgendaItem:
    """Leave a standing item out of this meeting. The review of assignments and a protocol cannot be left out."""
    item = lock_item(item)
    if item.meeting is None or not item.standing or item.standing == Standing.REVIEW or item.protocol_id:
        raise NotPossibleNow("cannot_be_omitted", _("This item belongs on every agenda."))
    require_not_over(item.meeting)
    if item.resolutions.exists():
        raise NotPossibleNow("cannot_be_omitted", _("There is a resolution on this item; it cannot be left out."))
    item.outcome = Outcome.OMITTED
    item.save(update_fields=["outcome"])
    history.record(item, "item_omitted", by=by)
    return item


@transaction.atomic
def comment(meeting: Meeting, text: str, *, by: User, item: AgendaItem | None = None) -> AgendaComment:
    """The chair's word on the draft, kept with the meeting."""
    meeting = lock_meeting(meeting)
    require_not_over(meeting)
    if not text.strip():
        raise NotPossibleNow("empty_comment", _("Please write a comment."))
    row = AgendaComment.objects.create(meeting=meeting, item=item, text=text.strip(), by=by)
    mails.agenda_commented(row)
    return row


@transaction.atomic
def release(meeting: Meeting, *, by: User) -> Meeting:
    """Release the agenda: members see it, and what changes from now on is marked as late. Releasing twice changes
    nothing; refused without any item, or when the meeting is over.
    """
    meeting = lock_meeting(meeting)
    require_not_over(meeting)
    if meeting.released_at:
        return meeting
    if not meeting.items.accepted().exists():
        raise NotPossibleNow("empty_agenda", _("The agenda is still empty."))
    meeting.released_at, meeting.released_by = timezone.now(), by
    meeting.save(update_fields=["released_at", "released_by"])
    folders.follow(meeting)
    history.record(meeting, "agenda_released", by=by)
    return meeting
