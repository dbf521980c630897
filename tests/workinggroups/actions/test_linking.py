import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kog import history
from kog.exceptions import NotPossibleNow
from tests.factories.kog import FOUNDED, CommitteeFactory, FieldFactory, OccupancyFactory, UserFactory
from tests.factories.workinggroups import DatePollFactory, LinkPersonFactory, TopicMemberFactory
from workinggroups import queries
from workinggroups.actions import founding, linking
from workinggroups.models import LinkPerson, TopicMember

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)


def refused(step, *args, **kwargs) -> str:
    with pytest.raises(NotPossibleNow) as refusal:
        step(*args, **kwargs)
    assert str(refusal.value)
    return refusal.value.code


# ---------------------------------------------------------------------- link person


def test_link_person_is_named_and_remembered(group, board_member, secretary):
    named = linking.name_link_person(group, board_member, since=TODAY, by=secretary)

    assert (named.committee, named.person, named.valid_from, named.valid_until) == (group, board_member, TODAY, None)
    assert queries.link_person(group) == named
    entry = history.of(group).get()
    assert (entry.verb, entry.by, entry.facts["person_id"]) == ("link_person_named", secretary, board_member.pk)


def test_next_link_person_ends_the_one_before(group, board_member, chair, secretary):
    first = linking.name_link_person(group, board_member, since=FOUNDED, by=secretary)

    second = linking.name_link_person(group, chair, since=TODAY, by=secretary)

    first.refresh_from_db()
    assert first.valid_until == TODAY - DAY
    assert queries.link_person(group) == second
    assert queries.link_person(group, TODAY - DAY) == first


def test_wrong_name_is_corrected_on_the_same_day(group, board_member, chair, secretary):
    linking.name_link_person(group, board_member, since=TODAY, by=secretary)

    assert linking.name_link_person(group, chair, since=TODAY, by=secretary) == queries.link_person(group)


def test_naming_twice_is_refused(group, board_member, secretary):
    linking.name_link_person(group, board_member, since=TODAY, by=secretary)

    code = refused(linking.name_link_person, group, board_member, since=TODAY, by=secretary)
    assert code == "named_already"
    assert LinkPerson.objects.count() == 1


def test_link_person_sits_on_the_board_on_that_day(group, group_member, board_member, secretary):
    assert refused(linking.name_link_person, group, group_member, since=TODAY, by=secretary) == "not_on_board"
    before = FOUNDED - DAY
    assert refused(linking.name_link_person, group, board_member, since=before, by=secretary) == "not_on_board"
    board_member.is_active = False
    assert refused(linking.name_link_person, group, board_member, since=TODAY, by=secretary) == "not_on_board"


def test_a_day_before_the_present_one_began_is_refused(group, board_member, chair, secretary):
    linking.name_link_person(group, board_member, since=TODAY, by=secretary)

    code = refused(linking.name_link_person, group, chair, since=TODAY - DAY, by=secretary)
    assert code == "before_beginning"


def test_board_and_dissolved_groups_have_none(board, board_member, secretary):
    over = CommitteeFactory(dissolved=TODAY)

    assert refused(linking.name_link_person, board, board_member, since=TODAY, by=secretary) == "board"
    assert refused(linking.name_link_person, over, board_member, since=TODAY, by=secretary) == "dissolved"


def test_lead_leaves_the_past_as_it_was(group, group_lead, board_member):
    day = TODAY - DAY
    assert refused(linking.name_link_person, group, board_member, since=day, by=group_lead) == "past_is_settled"
    linking.name_link_person(group, board_member, since=TODAY, by=group_lead)
    assert refused(linking.end_link_person, group, on=day, by=group_lead) == "past_is_settled"


def test_end_link_person(group, board_member, secretary):
    named = LinkPersonFactory(committee=group, person=board_member)

    linking.end_link_person(group, on=TODAY, by=secretary)

    named.refresh_from_db()
    assert named.valid_until == TODAY
    assert history.of(group).get().verb == "link_person_ended"
    assert refused(linking.end_link_person, group, on=TODAY, by=secretary) == "nobody_named"


def test_end_before_the_beginning_is_refused(group, board_member, secretary):
    LinkPersonFactory(committee=group, person=board_member, valid_from=TODAY)

    assert refused(linking.end_link_person, group, on=TODAY - DAY, by=secretary) == "before_beginning"


def test_two_open_link_persons_are_refused_by_the_database(group):
    LinkPersonFactory(committee=group)

    with pytest.raises(IntegrityError), transaction.atomic():
        LinkPersonFactory(committee=group)


# ---------------------------------------------------------------------- extended circle


@pytest.fixture
def field():
    return FieldFactory(name="Wohnen")


def test_people_are_asked_by_topic(group, field, secretary):
    person, other = UserFactory(), FieldFactory(name="Gesundheit")

    member = linking.add_topic_member(group, person, fields=[field], since=TODAY, by=secretary)

    assert list(member.fields.all()) == [field]
    assert list(queries.topic_members(group, [field, other])) == [person]
    assert list(queries.topic_members(group)) == [person]
    assert not queries.topic_members(group, [other]).exists()
    assert not queries.topic_members(group, []).exists()
    assert not queries.topic_members(group, [field], TODAY - DAY).exists()
    assert history.of(group).get().facts["topics"] == "Wohnen"


def test_the_circle_gives_no_rights(group, field, secretary, stranger, fresh):
    linking.add_topic_member(group, stranger, fields=[field], since=TODAY, by=secretary)

    assert not fresh(stranger).has_perm("kog.view_committee", group)


def test_somebody_who_left_is_not_asked(group, field):
    TopicMemberFactory(committee=group, person=UserFactory(is_active=False))

    assert not queries.topic_members(group).exists()


@pytest.mark.parametrize(
    "why", ["has_a_seat", "no_topic", "there_already", "person_left", "dissolved", "past_is_settled"]
)
def test_adding_is_refused(group, field, secretary, group_lead, why):
    facts = {"person": UserFactory(), "fields": [field], "since": TODAY, "by": secretary}
    if why == "has_a_seat":
        OccupancyFactory(seat__committee=group, person=facts["person"])
    elif why == "no_topic":
        facts["fields"] = []
    elif why == "there_already":
        TopicMemberFactory(committee=group, person=facts["person"])
    elif why == "person_left":
        facts["person"] = UserFactory(is_active=False)
    elif why == "dissolved":
        group.dissolved = TODAY
        group.save()
    else:
        facts |= {"since": TODAY - DAY, "by": group_lead}
    before = TopicMember.objects.count()

    assert refused(linking.add_topic_member, group, facts.pop("person"), **facts) == why
    assert TopicMember.objects.count() == before


def test_end_topic_member_once(group, secretary):
    member = TopicMemberFactory(committee=group)

    linking.end_topic_member(member, on=TODAY, by=secretary)

    member.refresh_from_db()
    assert member.valid_until == TODAY
    assert refused(linking.end_topic_member, member, on=TODAY, by=secretary) == "left_already"
    assert refused(linking.end_topic_member, member, on=FOUNDED - DAY, by=secretary) == "before_beginning"


def test_ties_and_polls_end_with_the_group(group, board_member, secretary):
    link = LinkPersonFactory(committee=group, person=board_member)
    later = TopicMemberFactory(committee=group, valid_from=TODAY + DAY)
    poll = DatePollFactory(committee=group)

    founding.dissolve(group, on=TODAY, reason="x", by=secretary)

    for record in (link, later, poll):
        record.refresh_from_db()
    assert (link.valid_until, later.valid_until) == (TODAY, TODAY + DAY)
    assert poll.ended_at
    assert poll.chosen is None
