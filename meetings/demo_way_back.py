"""What the demo's groups raised and what came back: answered and closed, answered and waiting for its confirmation, an
answer that is due, a recommendation that lies with the council, a task force with its clock, a part passed on.

Told inside the story of `meetings.demo`, whose days it shares.
"""

import datetime as dt
from typing import Protocol

from kog.actions.appointing import occupy
from kog.demo import person
from kog.enums import CommitteeKind
from kog.models import Committee, Field, Institution, Seat, User
from kog.queries import holder_on, seats_on
from meetings import demo_texts_way_back as texts
from meetings.actions import agenda, answering, delegating, raising
from meetings.actions.answering import Reply
from meetings.actions.raising import Concern
from meetings.demo_days import on
from meetings.models import Assignment, Matter, Meeting
from workinggroups.actions import founding
from workinggroups.actions.founding import Charter
from workinggroups.models import OutsideBody


class Story(Protocol):
    """What is used of the story."""

    board: Committee
    secretary: User
    today: dt.date

    def day(self, distance: int) -> dt.date: ...


def raised_in_time(story: Story, meeting: Meeting) -> None:
    """Three matters of a group on the agenda of the board's last meeting."""
    group = Committee.objects.get(key="feg")
    with on(meeting.date - dt.timedelta(days=45)):
        for text in (texts.CLOSED, texts.ANSWERED, texts.DUE):
            matter = _raise(group, text, by=person("ag-leitung"), to=story.board)
            agenda.accept_item(matter.items.get(), meeting=meeting, by=story.secretary)


def answered(story: Story) -> None:
    """After that meeting: one answer is confirmed, one waits, one is due."""
    lead, by = person("ag-leitung"), story.secretary
    with on(story.day(-95)):
        reply = Reply("accepted", texts.CLOSED["answer"])
        first = answering.answer(_matter(texts.CLOSED), reply, by=by)
    with on(story.day(-91)):
        answering.confirm(first, by=lead)
    with on(story.day(-4)):
        answering.answer(_matter(texts.ANSWERED), Reply("changed", texts.ANSWERED["answer"]), by=by)


def sent_outside(story: Story) -> None:
    """The board's recommendation to the council, which has not answered yet."""
    council = OutsideBody.objects.order_by("-name").first()
    if council is None:
        return
    with on(story.day(-60)):
        matter = _raise(story.board, texts.OUTSIDE, by=story.secretary, to=council)
    with on(story.day(-54)):
        answering.send_outside(matter, on=story.day(-54), by=story.secretary)


def task_force(story: Story) -> None:
    """Set up in a minute, with a clock: its report stands on the agenda of the meeting before its end."""
    lead = Institution.objects.get(key="jobcenter")
    members = list(Institution.objects.filter(key__in=["sozialamt", "ref-migration"]))
    until = story.day(165)
    with on(story.day(-40)):
        charter = Charter(**texts.TASK_FORCE, kind=CommitteeKind.TASK_FORCE, lead=lead, members=members, until=until)
        group = founding.found(story.board, charter, by=story.secretary)
        for seat in group.seats.all():
            _fill(story, seat)


def _fill(story: Story, seat: Seat) -> None:
    """Whoever sits on the board for the house sits here, too."""
    there = seats_on(story.board).filter(institution=seat.institution).first()
    holder = holder_on(there) if there else None
    if holder:
        occupy(seat, holder, since=seat.valid_from, by=story.secretary)


def part_passed_on(story: Story) -> None:
    """The employment agency has passed a part of its assignment on inside."""
    head = person("mitglied")
    work = Assignment.objects.open().filter(lead_institution=head.institution).order_by("-pk").first()
    colleague = User.objects.filter(institution=head.institution, is_active=True).exclude(pk=head.pk).first()
    if work and colleague:
        with on(story.day(-12)):
            delegating.delegate(work, texts.PART, to=colleague, due=story.day(5), by=head)


def _raise(origin: Committee, text: dict[str, str], *, by: User, to: Committee | OutsideBody) -> Matter:
    fields = list(Field.objects.filter(name__in=text.get("fields", ())))
    concern = Concern(text["kind"], text["title"], text["text"], fields=fields)
    return raising.raise_matter(origin, concern, to=to, by=by)


def _matter(text: dict[str, str]) -> Matter:
    return Matter.objects.get(title=text["title"])
