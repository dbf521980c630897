"""A group finds a date: its lead puts dates to the vote, members answer until a day, the lead chooses."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kog import history
from kog.exceptions import NotPossibleNow
from kog.models import Committee, User
from workinggroups import mails, queries
from workinggroups.models import DatePoll, DatePollOption, DatePollVote

FEWEST, MOST = 2, 10


class Slot(NamedTuple):
    """A date that is put to the vote."""

    date: dt.date
    starts: dt.time
    ends: dt.time


@transaction.atomic
def open_poll(committee: Committee, *, title: str, slots: Sequence[Slot], closes_on: dt.date, by: User) -> DatePoll:
    """Put dates to the vote and tell the members.

    Refused for a dissolved group, for fewer than two or more than ten dates, one named twice, one that has passed or
    ends before it begins, a closing day that has passed or lies after the first date, and while one of this name runs.
    """
    committee = Committee.objects.select_for_update().get(pk=committee.pk)
    slots = sorted(slots)
    _refuse_slots(committee, slots, closes_on)
    if committee.date_polls.filter(title__iexact=title.strip(), ended_at=None).exists():
        raise NotPossibleNow("poll_runs", _("A poll “%(title)s” is running already.") % {"title": title.strip()})
    poll = DatePoll.objects.create(committee=committee, title=title.strip(), closes_on=closes_on, created_by=by)
    DatePollOption.objects.bulk_create(DatePollOption(poll=poll, **slot._asdict()) for slot in slots)
    history.record(poll, "poll_opened", by=by, dates=len(slots), closes_on=closes_on)
    for person in queries.people_of(committee).exclude(pk=by.pk):
        mails.date_poll(person, poll)
    return poll


@transaction.atomic
def answer(poll: DatePoll, answers: Mapping[int, str], *, by: User) -> bool:
    """What the person says to the dates (by their id); it may be said anew until the end. Says whether it changed.

    Refused once the poll has ended or its day has passed, and for a date of another poll.
    """
    poll = _lock(poll)
    if not poll.takes_answers:
        raise NotPossibleNow("poll_over", _("This poll takes no answers any more."))
    own = set(poll.options.values_list("pk", flat=True))
    if not set(answers) <= own:
        raise NotPossibleNow("no_such_date", _("This date is not put to the vote here."))
    before = dict(DatePollVote.objects.filter(option__poll=poll, person=by).values_list("option_id", "answer"))
    changed = {pk: said for pk, said in answers.items() if before.get(pk) != said}
    for pk, said in changed.items():
        DatePollVote.objects.update_or_create(option_id=pk, person=by, defaults={"answer": said})
    if changed:
        history.record(poll, "poll_answered", by=by)
    return bool(changed)


@transaction.atomic
def choose(poll: DatePoll, option: DatePollOption, *, by: User) -> None:
    """This date it is; the poll ends. Refused when it has ended, for a date of another poll and one that has passed."""
    poll = _lock(poll)
    _refuse_ended(poll)
    if option.poll_id != poll.pk:
        raise NotPossibleNow("no_such_date", _("This date is not put to the vote here."))
    if option.date < timezone.localdate():
        raise NotPossibleNow("date_passed", _("This date has passed."))
    poll.chosen, poll.ended_at = option, timezone.now()
    poll.save(update_fields=["chosen", "ended_at"])
    history.record(poll, "date_chosen", by=by, date=option.date, starts=option.starts)


@transaction.atomic
def end_poll(poll: DatePoll, *, by: User | None) -> None:
    """No date is chosen. Refused when it has ended."""
    poll = _lock(poll)
    _refuse_ended(poll)
    poll.ended_at = timezone.now()
    poll.save(update_fields=["ended_at"])
    history.record(poll, "poll_ended", by=by)


def _lock(poll: DatePoll) -> DatePoll:
    return DatePoll.objects.select_for_update(of=["self"]).select_related("committee").get(pk=poll.pk)


def _refuse_ended(poll: DatePoll) -> None:
    if poll.ended_at:
        raise NotPossibleNow("poll_over", _("This poll has ended."))


def _refuse_slots(committee: Committee, slots: Sequence[Slot], closes_on: dt.date) -> None:
    today = timezone.localdate()
    if committee.dissolved and committee.dissolved <= today:
        raise NotPossibleNow("dissolved", _("%(committee)s was dissolved.") % {"committee": committee.name})
    if not FEWEST <= len(slots) <= MOST:
        facts = {"fewest": FEWEST, "most": MOST}
        raise NotPossibleNow("number_of_dates", _("Name %(fewest)d to %(most)d dates.") % facts)
    if any(slot.ends <= slot.starts for slot in slots):
        raise NotPossibleNow("ends_before_it_begins", _("One of the dates ends before it begins."))
    if len({(slot.date, slot.starts) for slot in slots}) != len(slots):
        raise NotPossibleNow("date_twice", _("A date is named twice."))
    if slots[0].date < today:
        raise NotPossibleNow("date_passed", _("One of the dates has passed."))
    if closes_on < today:
        raise NotPossibleNow("closing_passed", _("The last day for answers has passed."))
    if closes_on > slots[0].date:
        raise NotPossibleNow("closing_late", _("The last day for answers lies after the first date."))
