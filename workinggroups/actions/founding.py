"""A group is founded, dissolved, merged with others or split. Nothing is deleted: seats end on the day, what was stays.

What a group still has to do goes to its successor, or stands in the way when there is none; apps above say what that
is (`workinggroups.dissolving`).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kog import history
from kog.actions.appointing import end_seat, open_seat
from kog.actions.rotating import set_rotation
from kog.addresses import BESIDE_COMMITTEES
from kog.enums import Cadence, CommitteeKind, SeatFunction
from kog.exceptions import NotPossibleNow
from kog.models import Committee, Field, Institution, Seat, User
from workinggroups import dissolving, mails, queries
from workinggroups.models import Succession
from workinggroups.naming import free_key

from .polling import end_poll
from .seating import bring_over


@dataclass(frozen=True)
class Charter:
    """What a group is set up with. `until` is its planned end, kept by whoever registered for it."""

    name: str
    short_name: str
    lead: Institution | None
    kind: str = CommitteeKind.WORKING_GROUP
    aim: str = ""
    fields: Sequence[Field] = ()
    members: Sequence[Institution] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    cadence: str = Cadence.ON_DEMAND

    @property
    def begins(self) -> dt.date:
        return self.since or timezone.localdate()


@transaction.atomic
def found(parent: Committee, charter: Charter, *, by: User | None) -> Committee:
    """Set up a group below a committee, with vacant seats for its lead and its members from the first day on.

    Refused without name or lead, for a name that is in use, a second board, a subgroup of the board, an end before the
    beginning, and below a committee that is dissolved by then.
    """
    parent = _lock([parent.pk])[parent.pk]
    _refuse_charter(parent, charter)
    committee = Committee.objects.create(
        key=free_key(charter.short_name, {*Committee.objects.values_list("key", flat=True), *BESIDE_COMMITTEES}),
        name=_tidy(charter.name),
        short_name=_tidy(charter.short_name),
        kind=charter.kind,
        parent=parent,
        lead=charter.lead,
        cadence=charter.cadence,
        aim=charter.aim,
        founded=charter.begins,
        position=min(Committee.objects.count(), 32_000),
    )
    committee.fields.set(charter.fields)
    facts = {"name": committee.name, "parent": parent, "lead": charter.lead, "since": charter.begins}
    history.record(committee, "founded", by=by, until=charter.until, **facts)
    for house in dict.fromkeys([charter.lead, *charter.members]):
        function = SeatFunction.LEAD if house == charter.lead else SeatFunction.MEMBER
        open_seat(committee, house, since=charter.begins, function=function, by=by)
    if charter.until:
        dissolving.start_term(committee, charter, by)
    return committee


@transaction.atomic
def dissolve(
    committee: Committee, *, on: dt.date, reason: str, by: User | None, successor: Committee | None = None
) -> None:
    """The group's last day: its seats end with the people on them, its subgroups and its open work go to the successor.

    Refused for the board, a second time, for a day to come or before the founding, without a reason, for a successor
    that is none, and, in one list, for whatever stands in the way: subgroups without a successor, seats that begin
    later, and what apps above name.
    """
    _dissolve(committee, [successor] if successor else [], on=on, reason=reason, by=by)


@transaction.atomic
def merge(
    groups: Sequence[Committee], into: Charter | Committee, *, on: dt.date, reason: str, by: User | None
) -> Committee:
    """Several groups become a new one, or go on in one that exists; houses and people come along. A new one has the
    topics of them all unless its charter names some.

    Refused as founding and dissolving refuse, and when there is nothing to merge.
    """
    groups = list(dict.fromkeys(groups))
    _lock([group.pk for group in groups])
    if len(groups) < (2 if isinstance(into, Charter) else 1):
        raise NotPossibleNow("nothing_to_merge", _("Choose the groups that are to be merged."))
    if into in groups:
        raise NotPossibleNow("into_itself", _("A group cannot go on in itself."))
    for group in groups:
        _refuse_end(group, on, reason)
    if isinstance(into, Charter):
        into = found(groups[0].parent or _board(), replace(_with_topics(into, groups), since=on), by=by)
    for group in groups:
        bring_over(group, into, on=on, by=by)
        _dissolve(group, [into], on=on, reason=reason, by=by)
    return into


@transaction.atomic
def split(
    group: Committee, charters: Sequence[Charter], *, on: dt.date, reason: str, by: User | None
) -> list[Committee]:
    """One group becomes several; people go where their house is a member. The first one takes over subgroups and
    open work; each has the group's topics unless its charter names some. Refused as founding and dissolving refuse,
    and for fewer than two new groups.
    """
    _lock([group.pk])
    if len(charters) < 2:
        raise NotPossibleNow("nothing_to_split", _("A group is split into two at least."))
    _refuse_end(group, on, reason)
    parent = group.parent or _board()
    parts = [found(parent, replace(_with_topics(charter, [group]), since=on), by=by) for charter in charters]
    for part in parts:
        bring_over(group, part, on=on, by=by, houses=set(part.seats.values_list("institution_id", flat=True)))
    _dissolve(group, parts, on=on, reason=reason, by=by)
    return parts


def obstacles(committee: Committee, successor: Committee | None = None) -> list[str]:
    """What stands in the way of dissolving the group today, one sentence each. For the page that asks."""
    return _in_the_way(committee, successor, timezone.localdate())


def _dissolve(committee: Committee, successors: list[Committee], *, on: dt.date, reason: str, by: User | None) -> None:
    locked = _lock([committee.pk, *(successor.pk for successor in successors)])
    committee, successors = locked[committee.pk], [locked[successor.pk] for successor in successors]
    _refuse_end(committee, on, reason)
    for successor in successors:
        _refuse_successor(committee, successor, on)
    heir = successors[0] if successors else None
    missing = _in_the_way(committee, heir, on)
    if missing:
        facts = {"committee": committee.short_name}
        raise NotPossibleNow("not_free", _("%(committee)s cannot be dissolved yet.") % facts, missing=missing)
    people = list(queries.people_of(committee, on))
    _end_seats(committee, on, by)
    _end_ties(committee, on, by)
    if heir:
        _hand_over_subgroups(committee, heir, by)
    committee.dissolved = on
    committee.save(update_fields=["dissolved"])
    Succession.objects.bulk_create(
        Succession(predecessor=committee, successor=successor, on=on, reason=reason) for successor in successors
    )
    names = ", ".join(successor.short_name for successor in successors)
    history.record(committee, "dissolved", by=by, on=on, reason=reason, successor=names)
    dissolving.follow_up(committee, heir, on, by)
    for person in people:
        if person != by:
            mails.group_dissolved(person, committee, reason=reason, successors=successors)


def _lock(committees: Iterable[int]) -> dict[int, Committee]:
    """These committees as they are now. The board is always among the locked: names are unique in the whole network,
    and a fixed order keeps two founders from waiting for each other.
    """
    wanted = Q(kind=CommitteeKind.BOARD) | Q(pk__in=list(committees))
    return {row.pk: row for row in Committee.objects.select_for_update().filter(wanted).order_by("pk")}


def _board() -> Committee:
    return Committee.objects.boards().order_by("dissolved", "pk")[0]


def _with_topics(charter: Charter, groups: Sequence[Committee]) -> Charter:
    """The charter with the topics of the groups it follows, unless it names its own."""
    if charter.fields:
        return charter
    return replace(charter, fields=list(Field.objects.filter(committees__in=groups).distinct()))


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _refuse_charter(parent: Committee, charter: Charter) -> None:
    name, short_name = _tidy(charter.name), _tidy(charter.short_name)
    if not name or not short_name:
        raise NotPossibleNow("name_missing", _("A group needs a name and a short name."))
    if charter.lead is None:
        raise NotPossibleNow("lead_missing", _("A group needs a house that leads it."))
    if charter.kind == CommitteeKind.BOARD:
        raise NotPossibleNow("board_kind", _("A network has one board. It is not founded here."))
    if charter.kind == CommitteeKind.SUBGROUP and parent.is_board:
        raise NotPossibleNow(
            "subgroup_of_board", _("A subgroup belongs to a group: choose the group, or another kind.")
        )
    if charter.until and charter.until <= charter.begins:
        raise NotPossibleNow("end_before_beginning", _("The end lies before the beginning."))
    if parent.dissolved and parent.dissolved <= charter.begins:
        raise NotPossibleNow("parent_dissolved", _("%(committee)s is dissolved by then.") % {"committee": parent.name})
    if queries.with_prefix(short_name).exists():
        raise NotPossibleNow(
            "short_name_taken",
            _("“%(name)s” is in use, perhaps by a former group: numbers of meetings begin with it.")
            % {"name": short_name},
        )
    if Committee.objects.active().filter(name__iexact=name).exists():
        raise NotPossibleNow("name_taken", _("There is a group called “%(name)s” already.") % {"name": name})


def _refuse_end(committee: Committee, on: dt.date, reason: str) -> None:
    day = {"committee": committee.short_name}
    if committee.is_board:
        raise NotPossibleNow("board", _("The board is not dissolved here."))
    if committee.dissolved:
        day["day"] = date_format(committee.dissolved, "SHORT_DATE_FORMAT")
        raise NotPossibleNow("dissolved_already", _("%(committee)s was dissolved on %(day)s.") % day)
    if on > timezone.localdate():
        raise NotPossibleNow("day_to_come", _("A group is dissolved on the day itself or afterwards, not in advance."))
    if committee.founded and on < committee.founded:
        day["day"] = date_format(committee.founded, "SHORT_DATE_FORMAT")
        raise NotPossibleNow("before_founding", _("%(committee)s was founded on %(day)s.") % day)
    if not reason.strip():
        raise NotPossibleNow("reason_missing", _("Say why: it stands on the group's page for those who come later."))


def _refuse_successor(committee: Committee, successor: Committee, on: dt.date) -> None:
    if successor == committee:
        raise NotPossibleNow("into_itself", _("A group cannot go on in itself."))
    if successor.dissolved and successor.dissolved <= timezone.localdate():
        raise NotPossibleNow("successor_dissolved", _("%(committee)s is dissolved itself.") % {"committee": successor})
    if successor.founded and successor.founded > on:
        raise NotPossibleNow("successor_later", _("%(committee)s does not exist by then.") % {"committee": successor})
    if queries.lies_below(successor, committee):
        raise NotPossibleNow(
            "successor_below", _("%(committee)s belongs to the group that is dissolved.") % {"committee": successor}
        )


def _in_the_way(committee: Committee, successor: Committee | None, on: dt.date) -> list[str]:
    sentences = []
    if successor is None:
        sentences += [
            _("%(group)s belongs to it. Name a group that takes over, or dissolve it first.") % {"group": group.name}
            for group in queries.active_subgroups(committee)
        ]
    for seat in queries.seats_after(committee, on):
        sentences.append(_("The seat of %(institution)s begins or is to be taken only later.") % {"institution": seat})
    return sentences + dissolving.obstacles(committee, successor)


def _hand_over_subgroups(committee: Committee, heir: Committee, by: User | None) -> None:
    for group in queries.active_subgroups(committee):
        group.parent = heir
        group.save(update_fields=["parent"])
        history.record(group, "moved_below", by=by, before=committee, parent=heir)


def _end_seats(committee: Committee, on: dt.date, by: User | None) -> None:
    if committee.rotation.exists():
        set_rotation(committee, [], by=by)
    for seat in Seat.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on), committee=committee):
        end_seat(seat, on=on, by=by)


def _end_ties(committee: Committee, on: dt.date, by: User | None) -> None:
    """Link person and circle end with the group, what was to begin later on its first day; polls end without a date."""
    for ties in (committee.link_persons, committee.topic_members):
        ties.filter(Q(valid_until=None) | Q(valid_until__gt=on)).update(valid_until=Greatest("valid_from", Value(on)))
    for poll in committee.date_polls.filter(ended_at=None):
        end_poll(poll, by=by)
