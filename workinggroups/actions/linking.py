"""Who ties a group to the board, and whom it asks when a topic comes up. Dated; nobody is deleted."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kog import history
from kog import queries as network
from kog.exceptions import NotPossibleNow
from kog.models import Committee, Field, User
from workinggroups import queries
from workinggroups.models import LinkPerson, TopicMember

DAY = dt.timedelta(days=1)


@transaction.atomic
def name_link_person(committee: Committee, person: User, *, since: dt.date, by: User) -> LinkPerson:
    """From this day on the person of the board stands up for the group; whoever did before stops the day before.

    Refused for the board itself, a dissolved group, somebody without a seat on the board on that day, the same person
    again, and a day before the present link person began.
    """
    committee = _lock_group(committee, since, by)
    if not person.is_active or not network.sits_on_board(person, since):
        facts = {"person": person.name, "day": _day(since)}
        raise NotPossibleNow("not_on_board", _("%(person)s has no seat on the board on %(day)s.") % facts)
    before = LinkPerson.objects.select_for_update().filter(committee=committee, valid_until=None).first()
    if before and before.person_id == person.pk:
        raise NotPossibleNow("named_already", _("%(person)s is the link person already.") % {"person": person.name})
    if before and before.valid_from > since:
        facts = {"person": before.person.name, "day": _day(before.valid_from)}
        raise NotPossibleNow("before_beginning", _("%(person)s is the link person from %(day)s on.") % facts)
    if before:
        before.valid_until = max(since - DAY, before.valid_from)
        before.save(update_fields=["valid_until"])
    named = LinkPerson.objects.create(committee=committee, person=person, valid_from=since)
    facts = {"person": person, "person_id": person.pk, "before": before and before.person_id}
    history.record(committee, "link_person_named", by=by, since=since, **facts)
    return named


@transaction.atomic
def end_link_person(committee: Committee, *, on: dt.date, by: User) -> None:
    """The last day of the present link person. Refused when there is none or the day lies before the beginning."""
    committee = _lock_group(committee, on, by)
    named = LinkPerson.objects.select_for_update().filter(committee=committee, valid_until=None).first()
    if named is None:
        raise NotPossibleNow("nobody_named", _("No link person is named."))
    _refuse_before(named, on)
    named.valid_until = on
    named.save(update_fields=["valid_until"])
    facts = {"person": named.person, "person_id": named.person_id, "on": on}
    history.record(committee, "link_person_ended", by=by, **facts)


@transaction.atomic
def add_topic_member(
    committee: Committee, person: User, *, fields: Iterable[Field], since: dt.date, by: User
) -> TopicMember:
    """The person is asked by this group when one of the topics comes up; it gives no rights.

    Refused for a dissolved group, somebody who left, somebody who has a seat there, without a topic, and a second time.
    """
    committee = _lock(committee, since, by)
    fields = list(fields)
    if not person.is_active:
        raise NotPossibleNow("person_left", _("%(person)s does not work in the network any more.") % {"person": person})
    if queries.people_of(committee, since).filter(pk=person.pk).exists():
        facts = {"person": person.name, "committee": committee.short_name}
        raise NotPossibleNow("has_a_seat", _("%(person)s has a seat in %(committee)s and is always invited.") % facts)
    if not fields:
        raise NotPossibleNow("no_topic", _("Choose the topics for which the person is asked."))
    if committee.topic_members.filter(person=person).filter(network.not_over()).exists():
        raise NotPossibleNow("there_already", _("%(person)s is in the circle already.") % {"person": person.name})
    member = TopicMember.objects.create(committee=committee, person=person, valid_from=since)
    member.fields.set(fields)
    facts = {"person": person, "person_id": person.pk, "topics": ", ".join(field.name for field in fields)}
    history.record(committee, "topic_member_added", by=by, since=since, **facts)
    return member


@transaction.atomic
def end_topic_member(member: TopicMember, *, on: dt.date, by: User) -> None:
    """The last day in the circle. Refused when it is over, and for a day before the beginning."""
    committee = _lock(member.committee, on, by)
    member = TopicMember.objects.select_for_update().select_related("person").get(pk=member.pk)
    if member.valid_until and member.valid_until <= on:
        facts = {"person": member.person.name, "day": _day(member.valid_until)}
        raise NotPossibleNow("left_already", _("%(person)s left the circle on %(day)s.") % facts)
    _refuse_before(member, on)
    member.valid_until = on
    member.save(update_fields=["valid_until"])
    history.record(committee, "topic_member_ended", by=by, person=member.person, person_id=member.person_id, on=on)


def _lock(committee: Committee, day: dt.date, by: User) -> Committee:
    """The committee as it is now; refused when it is dissolved, and for a past day unless the secretariat asks."""
    committee = Committee.objects.select_for_update().get(pk=committee.pk)
    if committee.dissolved and committee.dissolved <= day:
        raise NotPossibleNow("dissolved", _("%(committee)s was dissolved.") % {"committee": committee.name})
    if day < timezone.localdate() and not by.has_perm("kog.change_seats"):
        raise NotPossibleNow("past_is_settled", _("Only the secretariat changes days that have passed."))
    return committee


def _lock_group(committee: Committee, day: dt.date, by: User) -> Committee:
    committee = _lock(committee, day, by)
    if committee.is_board:
        raise NotPossibleNow("board", _("The board needs no link to itself."))
    return committee


def _refuse_before(fact: LinkPerson | TopicMember, on: dt.date) -> None:
    if on < fact.valid_from:
        facts = {"person": fact.person.name, "day": _day(fact.valid_from)}
        raise NotPossibleNow("before_beginning", _("%(person)s begins on %(day)s only.") % facts)


def _day(day: dt.date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
