"""Whom a group asks beside its seats, and who stands up for it on the board."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from kog.models import Committee, Field, User
from kog.queries import not_over
from workinggroups.models import LinkPerson, OutsideBody, TopicMember

from .ties import on_board


def topic_members(
    committee: Committee, fields: Iterable[Field] | None = None, day: dt.date | None = None
) -> QuerySet[User]:
    """People the committee asks when one of these topics comes up (None: any topic). They have no rights by this."""
    asked = TopicMember.objects.on(day).filter(committee=committee, person=OuterRef("pk"))
    if fields is not None:
        asked = asked.filter(fields__in=list(fields))
    return User.objects.filter(Exists(asked), is_active=True).select_related("institution")


def circle_of(committee: Committee) -> QuerySet[TopicMember]:
    """The extended circle of today and tomorrow, with people and their topics. Two queries."""
    return committee.topic_members.filter(not_over()).select_related("person__institution").prefetch_related("fields")


def link_person(committee: Committee, day: dt.date | None = None) -> LinkPerson | None:
    """Who stands up for the group on the board on this day. One query."""
    named = LinkPerson.objects.on(day).filter(committee=committee)
    return named.select_related("person__institution").order_by("-valid_from", "-pk").first()


def outside_bodies() -> QuerySet[OutsideBody]:
    return OutsideBody.objects.prefetch_related("fields")


def people_of_the_board(day: dt.date | None = None) -> QuerySet[User]:
    """Who may be a link person: holders and deputies on the board who may sign in."""
    seated = on_board(day).filter(person=OuterRef("pk"))
    return User.objects.filter(Exists(seated), is_active=True).select_related("institution")
