"""Examples of the way up and back: matters with answers, parts of assignments, reports, mandates."""

from types import SimpleNamespace

from django.utils import timezone

from kog.models import Committee
from meetings.actions import answering, mandating
from meetings.enums import Progress
from meetings.models import Assignment, Delegation, StatusReport
from tests.factories.meetings import raised
from workinggroups.models import OutsideBody


def example(world: SimpleNamespace) -> dict[str, list[object]]:
    by, board = world.cast["secretary"], world.upcoming.committee
    group, foreign = world.group_upcoming.committee, world.foreign_upcoming.committee
    council = OutsideBody.objects.create(key="rat", name="Rat")
    outside = raised(board, to=council, title="KOG-OFFEN Empfehlung", by=by)
    answered = raised(group, to=council, title="AG-OFFEN Empfehlung", by=by)
    answering.send_outside(answered, on=timezone.localdate(), by=by)
    answering.answer(answered, answering.Reply("noted", "AG-OFFEN Antwort"), by=by)
    work = _work(world, board, "TEIL")  # whoever has a part of it reads it
    part = Delegation.objects.create(assignment=work, person=world.cast["group_member"], title="TEIL", by=by)
    other = _work(world, board, "KOG-OFFEN")
    report = StatusReport.objects.create(
        assignment=other, by=by, progress=Progress.BEGUN, text="KOG-OFFEN", text_html="<p>KOG-OFFEN</p>"
    )
    mandate = mandating.give(foreign, board, mandating.Terms("KOG-OFFEN Frage", report_to=world.upcoming), by=by)
    return {
        "board matter outside": [outside.slug],
        "group matter answered": [answered.slug],
        "board part": [work.slug, part.pk],
        "board report": [other.slug, report.pk],
        "board mandate": [world.upcoming.slug, mandate.report_items.get().pk],
    }


def _work(world: SimpleNamespace, board: Committee, mark: str) -> Assignment:
    """An assignment of the board to a house in which nobody of the cast works."""
    model = Assignment.objects.filter(committee=board, title__contains="OFFEN").first()
    number = f"{mark}-{Assignment.objects.count()}"
    return Assignment.objects.create(
        number=number,
        slug=number.lower(),
        committee=board,
        set_in=world.held,
        item=model.item,
        title=f"{mark} Arbeit",
        lead_institution=model.lead_institution,
        due_meeting=world.upcoming,
    )
