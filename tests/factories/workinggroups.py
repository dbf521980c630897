"""Rows and charters of groups."""

import datetime as dt

import factory
from django.utils import timezone

from tests.replay import ReplayedFactory
from workinggroups.actions.founding import Charter
from workinggroups.models import DatePoll, DatePollOption, LinkPerson, OutsideBody, TopicMember

from .kog import FOUNDED, CommitteeFactory, InstitutionFactory, UserFactory


def charter(name: str = "Task Force Wohnraum", short_name: str = "TF Wohnraum", **facts: object) -> Charter:
    return Charter(
        name=name, short_name=short_name, **{"lead": facts.pop("lead", None) or InstitutionFactory(), **facts}
    )


class OutsideBodyFactory(ReplayedFactory):
    class Meta:
        model = OutsideBody

    key = factory.Sequence(lambda n: f"aussen-{n}")
    name = factory.Sequence(lambda n: f"Rat {n}")


class LinkPersonFactory(ReplayedFactory):
    class Meta:
        model = LinkPerson

    committee = factory.SubFactory(CommitteeFactory)
    person = factory.SubFactory(UserFactory)
    valid_from = FOUNDED


class TopicMemberFactory(ReplayedFactory):
    class Meta:
        model = TopicMember

    committee = factory.SubFactory(CommitteeFactory)
    person = factory.SubFactory(UserFactory)
    valid_from = FOUNDED


class DatePollFactory(ReplayedFactory):
    """A running poll; `days` from today are its dates, each from ten to twelve."""

    class Meta:
        model = DatePoll
        skip_postgeneration_save = True

    committee = factory.SubFactory(CommitteeFactory)
    title = factory.Sequence(lambda n: f"Termin {n}")
    closes_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=5))
    created_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def days(self, create: bool, extracted: list[int] | None, **_facts: object) -> None:
        for distance in extracted or (10, 11, 12):
            day = timezone.localdate() + dt.timedelta(days=distance)
            DatePollOption.objects.create(poll=self, date=day, starts=dt.time(10), ends=dt.time(12))
