"""What moves on by itself, so that nothing is lost: called by closing, cancelling and planning, committee locked."""

from django.conf import settings
from django.db.models import Max, Q
from django.utils import translation

from kog import history
from kog.models import Committee, User
from meetings.actions import folders
from meetings.enums import ItemKind, ItemState, Outcome, Standing
from meetings.models import AgendaItem, Assignment, Deferral, Guest, Meeting, Paper
from meetings.queries.meetings import next_open_meeting, waiting_protocols

# Places in a new agenda: what is carried over or suggested stands between the standing frame's head and tail.
TAIL = 1000


def carry_item(item: AgendaItem, to: Meeting | None, *, below: AgendaItem | None = None) -> AgendaItem:
    """A copy of a postponed item on the next agenda, or in the topic pool when no meeting is planned: with its papers,
    and open to its guests until the new day. A version that was held for the former day is held no longer.
    """
    position = item.position if below else next_position(to) if to else 0
    fresh = AgendaItem.objects.create(
        committee_id=item.committee_id,
        meeting=to,
        parent=below,
        position=position,
        kind=item.kind,
        title=item.title,
        minutes=item.minutes,
        presenter=item.presenter,
        text=item.text,
        text_html=item.text_html,
        proposed_resolution=item.proposed_resolution,
        confidential=item.confidential,
        matter=item.matter,
        mandate=item.mandate,
        suggested_by=item.suggested_by,
        suggested_from=item.suggested_from,
        carried_from=item,
        circular=item.circular,
    )
    papers = list(item.papers.all())
    Paper.objects.bulk_create(
        Paper(item=fresh, document=paper.document, kind=paper.kind, position=paper.position) for paper in papers
    )
    for paper in papers:
        if paper.pinned_number:
            history.record(fresh, "paper_let_go", by=None, paper=paper.document.title, number=None)
    Guest.objects.bulk_create(
        Guest(item=fresh, person=guest.person, until=max(guest.until, to.date) if to else guest.until)
        for guest in item.guests.all()
        if guest.ended_at is None
    )
    return fresh


def carry_postponed(meeting: Meeting) -> int:
    """Carry every postponed item of a meeting that is over, sub-items below their item, in their order. The approval of
    a protocol is placed anew instead.
    """
    to = next_open_meeting(meeting)
    accepted = meeting.items.accepted().filter(standing="", carried_to=None).order_by("position", "pk")
    items = list(accepted.prefetch_related("papers__document", "guests__person"))
    postponed = [item for item in items if item.outcome == Outcome.POSTPONED]
    # An item whose sub-items are postponed comes along, unless it had an outcome of its own.
    needed = {item.parent_id for item in postponed}
    parents = [item for item in items if item.pk in needed and not item.outcome]
    carried: dict[int, AgendaItem] = {}
    for item in [one for one in items if one in postponed or one in parents]:
        if item.parent_id is None:
            carried[item.pk] = carry_item(item, to)
    for item in postponed:
        if item.parent_id is not None:
            carry_item(item, to, below=carried.get(item.parent_id))
    if to and postponed:
        folders.follow(to)
    return len(postponed)


def hand_over(meeting: Meeting, *, by: User) -> int:
    """A meeting was moved behind others: what was due, carried or to be approved there goes to the one next now.

    What was put on its own agenda moves with it. Returns how many assignments and items changed their meeting.
    """
    first = Meeting.objects.open().filter(committee=meeting.committee_id).in_order().first()
    if first is None or first.pk == meeting.pk:
        return 0
    due = list(Assignment.objects.open().filter(due_meeting=meeting))
    for assignment in due:
        assignment.due_meeting = first
        assignment.save(update_fields=["due_meeting"])
        history.record(assignment, "handed_over", by=by, from_meeting=meeting, to_meeting=first)
    carried = meeting.items.accepted().filter(carried_from__isnull=False, outcome=Outcome.OPEN)
    tops = list(carried.filter(parent=None))
    for item in tops:
        item.children.update(meeting=first)
        item.meeting, item.position = first, next_position(first)
        item.save(update_fields=["meeting", "position"])
    approvals = list(meeting.items.accepted().filter(protocol__isnull=False))
    for number, item in enumerate(approvals):
        # One place for an approval stays, as on every agenda; further ones are left out.
        item.protocol, item.outcome = None, Outcome.OPEN if number == 0 else Outcome.OMITTED
        item.save(update_fields=["protocol", "outcome"])
    for place in (meeting, first) if tops else ():
        folders.follow(place)
    return len(due) + len(tops)


def return_suggestions(meeting: Meeting) -> None:
    """Suggestions nobody answered before the meeting was over wait for the next one."""
    meeting.items.suggested().update(meeting=next_open_meeting(meeting))


def defer_assignments(meeting: Meeting, *, reason: str, by: User) -> int:
    """Move what was due at a cancelled meeting to the next one, visibly, or let it wait for the next to be planned."""
    to = next_open_meeting(meeting)
    due = list(Assignment.objects.open().filter(due_meeting=meeting))
    for assignment in due:
        assignment.due_meeting = to
        assignment.save(update_fields=["due_meeting"])
        Deferral.objects.create(assignment=assignment, from_meeting=meeting, to_meeting=to, reason=reason)
        history.record(assignment, "deferred", by=by, from_meeting=meeting, to_meeting=to, reason=reason)
    return len(due)


def place_protocols(committee: Committee) -> None:
    """Put each protocol that waits for approval on the agenda of the first open meeting after its own."""
    for protocol in waiting_protocols(committee):
        to = next_open_meeting(protocol.meeting)
        if to is None:
            continue
        free = to.items.filter(standing=Standing.PROTOCOL, protocol=None).first()
        if free:
            free.protocol, free.outcome = protocol, Outcome.OPEN  # it may have been left out while nothing waited
            free.save(update_fields=["protocol", "outcome"])
        else:
            _approval_item(to, protocol)


def _approval_item(to: Meeting, protocol: object) -> None:
    beside = to.items.filter(standing=Standing.PROTOCOL).order_by("-position").first()
    with translation.override(settings.LANGUAGE_CODE):
        title = str(Standing.PROTOCOL.label)
    AgendaItem.objects.create(
        committee_id=to.committee_id,
        meeting=to,
        position=beside.position if beside else 2,
        kind=ItemKind.FORMAL,
        standing=Standing.PROTOCOL,
        title=title,
        minutes=5,
        protocol=protocol,
    )
    folders.follow(to)


def gather_waiting(meeting: Meeting) -> None:
    """Give a newly planned meeting what waited for it: due assignments, carried items, reports, protocols to approve.

    What waits belongs to the earliest open meeting, which need not be this one.
    """
    first = Meeting.objects.open().filter(committee=meeting.committee_id).in_order().first() or meeting
    Assignment.objects.waiting().filter(committee=meeting.committee_id).update(due_meeting=first)
    returns = Q(carried_from__isnull=False) | Q(mandate__isnull=False) | Q(circular__isnull=False)
    waiting = AgendaItem.objects.in_pool().filter(returns, committee=meeting.committee_id)
    for item in waiting.filter(parent=None).order_by("pk"):
        item.children.update(meeting=first)
        item.meeting, item.position = first, next_position(first)
        item.save(update_fields=["meeting", "position"])
    folders.follow(first)
    place_protocols(meeting.committee)


def next_position(meeting: Meeting) -> int:
    """Behind the last item that is not part of the standing tail."""
    items = meeting.items.filter(parent=None, position__lt=TAIL, state=ItemState.ACCEPTED)
    return (items.aggregate(last=Max("position"))["last"] or 0) + 1
