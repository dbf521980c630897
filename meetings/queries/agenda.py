"""The agenda as a person may read it: in order, numbered as on the full agenda, with its papers."""

import datetime as dt

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from documents.models import DocumentVersion
from documents.queries import documents_visible_to
from kog.models import Committee, User
from meetings.enums import OPEN_STATES, ItemState, MeetingState, Outcome
from meetings.models import AgendaItem, Meeting, Paper
from meetings.queries import visibility
from meetings.queries.calendars import is_released
from meetings.queries.guests import present_guests
from meetings.queries.numbering import numbered, visible_numbered
from meetings.queries.papers import as_they_were, folder_of


def papers_for(user: User) -> QuerySet[Paper]:
    """Papers the person may open, in their order, each with the number of its `newest` version."""
    readable = Exists(documents_visible_to(user).filter(pk=OuterRef("document")))
    versions = DocumentVersion.objects.filter(document=OuterRef("document")).order_by("-number")
    papers = Paper.objects.filter(readable).annotate(newest=Subquery(versions.values("number")[:1]))
    return papers.select_related("document").order_by("position", "pk")


def agenda_of(meeting: Meeting, user: User) -> list[AgendaItem]:
    """Accepted items with label, level, papers, the protocol they approve and where they were carried to."""
    items = AgendaItem.objects.accepted().filter(meeting=meeting)
    items = items.prefetch_related(Prefetch("papers", queryset=papers_for(user))).select_related(
        "protocol__meeting", "matter", "suggested_from", "carried_to__meeting", "carried_from__meeting"
    )
    seen = visibility.items_visible_to(user).filter(pk=OuterRef("pk"))
    items = list(items.annotate(is_visible=Exists(seen)))
    as_they_were([paper for item in items for paper in item.papers.all()], meeting)
    _place_among_siblings(items)
    return visible_numbered(items, {item.pk for item in items if item.is_visible})


def open_agenda(meeting: Meeting) -> list[AgendaItem]:
    """The agenda for a mail, numbered as it is: of what is confidential nothing but that its number is kept for it.
    Nothing of one that is not released yet.
    """
    if not is_released(meeting):
        return []
    items = numbered(AgendaItem.objects.accepted().filter(meeting=meeting))
    for item in items:
        if item.confidential:
            item.title, item.presenter = _("(confidential; in the portal)"), ""
    return items


def _place_among_siblings(items: list[AgendaItem]) -> None:
    """Each item's `place` among those beside it, and whether it is the first or last: what can still be moved."""
    beside: dict[int | None, list[AgendaItem]] = {}
    for item in items:
        beside.setdefault(item.parent_id, []).append(item)
    for siblings in beside.values():
        for place, item in enumerate(siblings):
            item.place, item.is_first, item.is_last = place, place == 0, place == len(siblings) - 1


def minutes_of(items: list[AgendaItem]) -> int:
    """Minutes of all items without sub-items that are not left out."""
    parents = {item.parent_id for item in items}
    return sum(item.minutes for item in items if item.pk not in parents and item.outcome != Outcome.OMITTED)


def length_of(meeting: Meeting) -> int:
    """The meeting's length in minutes."""
    day = meeting.date
    return (dt.datetime.combine(day, meeting.ends) - dt.datetime.combine(day, meeting.starts)).seconds // 60


def unanswered(committees: QuerySet[Committee]) -> QuerySet[AgendaItem]:
    """Suggestions to these committees without an answer; found by the pool and by the open meetings, both short."""
    waiting = AgendaItem.objects.suggested().filter(committee__in=committees.order_by().values("pk")).order_by()
    open_ones = Meeting.objects.filter(state__in=[*OPEN_STATES, MeetingState.RUNNING]).order_by()
    return AgendaItem.objects.filter(
        Q(pk__in=waiting.filter(meeting=None).values("pk"))
        | Q(pk__in=waiting.filter(meeting__in=open_ones.values("pk")).values("pk"))
    )


def suggestions(committee: Committee, meeting: Meeting | None = None) -> QuerySet[AgendaItem]:
    """What waits for an answer, oldest first; for one meeting: suggested for it or for none."""
    rows = AgendaItem.objects.suggested().filter(committee=committee)
    if meeting:
        rows = rows.filter(meeting=meeting) | rows.filter(meeting=None)
    rows = rows.select_related("suggested_by", "suggested_from", "matter", "meeting", "committee", "horizon_topic")
    return rows.order_by("pk")


def pool(committee: Committee) -> QuerySet[AgendaItem]:
    return (
        AgendaItem.objects.in_pool()
        .filter(committee=committee, parent=None)
        .select_related("matter", "suggested_from", "committee")
    )


def answered(committee: Committee, limit: int = 20) -> list[AgendaItem]:
    """What was suggested and answered, latest first."""
    rows = AgendaItem.objects.filter(committee=committee, suggested_by__isnull=False, carried_from=None)
    rows = rows.exclude(state=ItemState.SUGGESTED).select_related("suggested_by", "suggested_from", "meeting")
    return list(rows.order_by("-pk")[:limit])


def open_meetings(committee: Committee) -> QuerySet[Meeting]:
    return Meeting.objects.open().filter(committee=committee).in_order()


def own_suggestions(committee: Committee, user: User) -> QuerySet[AgendaItem]:
    """What the person suggested to this committee, with the answers, latest first."""
    rows = AgendaItem.objects.filter(committee=committee, suggested_by=user, carried_from=None)
    return rows.select_related("meeting", "suggested_from").order_by("-pk")


def item_page(item: AgendaItem, user: User) -> dict[str, object]:
    """What the page of one item shows: its number, papers, sub-items, guests and results."""
    label, children = "", []
    if item.meeting:
        items = agenda_of(item.meeting, user)
        known = {one.pk: one for one in items}
        label = known[item.pk].label if item.pk in known else ""
        children = [one for one in items if one.parent_id == item.pk]
    return {
        "item": item,
        "label": label,
        "children": children,
        "papers": as_they_were(list(papers_for(user).filter(item=item)), item.meeting),
        "folder": folder_of(item, user),
        "sees_meeting": visibility.sees_meeting_of(item, user),
        "sees_matter": bool(item.matter and visibility.sees_matter(item.matter, user)),
        "guests": present_guests(item) if visibility.reads_committee(user, item.committee_id) else [],
        "resolutions": list(item.resolutions.all()) if visibility.knows_results_of(item, user) else [],
        "assignments": list(
            visibility.assignments_visible_to(user)
            .filter(item=item)
            .select_related("lead_institution", "lead_committee", "due_meeting", "closed_in")
        ),
    }
