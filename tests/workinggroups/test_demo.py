import pytest
from django.utils import timezone

from kog.demo import load_demo
from kog.models import Committee
from tests.replay import replayed
from workinggroups import demo, queries
from workinggroups.models import DatePoll, DatePollVote, LinkPerson, OutsideBody, Succession, TopicMember

TODAY = timezone.localdate()


@pytest.fixture
@replayed
def told(db):
    load_demo(TODAY)


def test_demo_shows_every_kind_of_tie(told):
    feg = Committee.objects.get(key="feg")

    assert queries.link_person(feg).person.email == "mitglied@kog.example"
    assert "Stadtrat Leipzig" in [body.name for body in OutsideBody.objects.all()]
    assert queries.topic_members(feg).count() == 2
    assert DatePoll.objects.get().options.count() == 4
    assert DatePollVote.objects.count() == 16
    ended = Succession.objects.get()
    assert (ended.predecessor.short_name, ended.successor.key) == (demo.ENDED, "ausbildung-arbeit")
    assert not ended.predecessor.seats.filter(valid_until=None).exists()


def test_told_twice_changes_nothing(told):
    kept = (LinkPerson, OutsideBody, TopicMember, DatePoll, DatePollVote, Succession, Committee)
    before = [model.objects.count() for model in kept]

    counts = demo.tell(TODAY)

    assert not counts.created
    assert not counts.changed
    assert [model.objects.count() for model in kept] == before


def test_some_groups_have_no_link_person_so_that_the_warning_is_seen(told):
    assert {group.key for group in queries.with_gaps() if group.unnamed} >= {"frauen", "jour-fixe"}


def test_dates_of_the_poll_are_working_days(told):
    assert all(option.date.weekday() < 5 for option in DatePoll.objects.get().options.all())
