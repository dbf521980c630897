"""Load what a network file tells of the past: meetings that were held or cancelled, matters with their results."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from kog import history
from kog.loading import Counts
from kog.models import Committee, User
from kog.network_file import MatterTable, NetworkFile, SittingTable
from meetings.actions import folders
from meetings.actions.convening import number_meeting
from meetings.actions.raising import number_matter
from meetings.enums import DatePrecision, MeetingFormat, MeetingState
from meetings.models import Matter, Meeting

FORMATS = {"online": MeetingFormat.VIDEO, "hybrid": MeetingFormat.HYBRID, "on_site": MeetingFormat.ON_SITE}


@transaction.atomic
def load_history(file: NetworkFile, by: User | None) -> Counts:
    """Meetings and matters of the past that are not there yet. A second run changes nothing."""
    counts = Counts()
    board = Committee.objects.boards().order_by("position", "pk").first()
    for sitting in file.sitting:
        _load_sitting(sitting, _committee(sitting.body, board), by, counts)
    for matter in file.matter:
        _load_matter(matter, _committee(matter.origin, board), board, by, counts)
    return counts


def _committee(key: str, board: Committee) -> Committee:
    return board if key == "board" else Committee.objects.get(key=key)


def _day(sitting: SittingTable) -> tuple[dt.date, str]:
    if sitting.date:
        return sitting.date, DatePrecision.DAY
    return dt.date.fromisoformat(f"{sitting.month}-01"), DatePrecision.MONTH


def _load_sitting(sitting: SittingTable, committee: Committee, by: User | None, counts: Counts) -> None:
    day, precision = _day(sitting)
    facts = {
        "state": MeetingState.CANCELLED if sitting.state == "cancelled" else MeetingState.CLOSED,
        "format": FORMATS.get(sitting.format or "on_site", MeetingFormat.ON_SITE),
        "note": sitting.note or "",
        "cancel_reason": (sitting.reason or "") if sitting.state == "cancelled" else "",
    }
    known = Meeting.objects.filter(committee=committee, date=day, precision=precision).first()
    if known:
        changed = [name for name, value in facts.items() if name != "state" and getattr(known, name) != value]
        for name in changed:
            setattr(known, name, facts[name])
        if changed:
            known.save(update_fields=changed)
            counts.changed["meetings"] += 1
        return
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    over = {"cancelled_at": moment} if sitting.state == "cancelled" else {"closed_at": moment}
    meeting = Meeting.objects.create(
        committee=committee, date=day, precision=precision, **number_meeting(committee, day.year), **facts, **over
    )
    folders.of_meeting(meeting, by=by)
    history.record(meeting, "loaded", by=by)
    counts.created["meetings"] += 1


def _load_matter(matter: MatterTable, origin: Committee, board: Committee, by: User | None, counts: Counts) -> None:
    known = Matter.objects.filter(origin=origin, title=matter.title).first()
    result = matter.result or matter.note or ""
    if known:
        if known.result != result:
            known.result = result
            known.closed_at = known.closed_at or (timezone.now() if result else None)
            known.save(update_fields=["result", "closed_at"])
            counts.changed["matters"] += 1
        return
    row = Matter.objects.create(
        **number_matter(timezone.localdate().year),
        kind=matter.kind,
        title=matter.title,
        origin=origin,
        addressee=origin.parent or board,
        result=result,
        raised_on_known=False,
        closed_at=timezone.now() if result else None,
    )
    history.record(row, "loaded", by=by)
    counts.created["matters"] += 1
