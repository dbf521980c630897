import pytest

from kog import queries
from kog.enums import OccupancyRole, SeatFunction
from kog.models import Committee, OutboxMail
from tests.factories.kog import (
    CommitteeFactory,
    FieldFactory,
    OccupancyFactory,
)
from tests.factories.workinggroups import charter
from workinggroups.actions import founding
from workinggroups.models import Succession

from .conftest import TODAY, WHY, refused

pytestmark = pytest.mark.django_db


# ---------------------------------------------------------------------- merging and splitting


@pytest.fixture
def people(group_lead, group_member, other_group, fizu, afa):
    """`fizu` sits in both groups with different people, `afa` in the second one only."""
    second = OccupancyFactory(seat__committee=other_group, seat__institution=fizu).person
    third = OccupancyFactory(seat__committee=other_group, seat__institution=afa).person
    return {"lead": group_lead, "fizu": group_member, "fizu too": second, "afa": third}


def roles(committee) -> dict:
    found = {}
    for seat in queries.seats_on(committee):
        found |= {held.person: (seat.institution.key, seat.function, held.role) for held in seat.occupied}
    return found


def test_merge_into_a_new_group_brings_houses_and_people(group, other_group, people, ihk, secretary):
    new = founding.merge(
        [group, other_group], charter("AG Fachkräfte", "AG FK", lead=ihk), on=TODAY, reason=WHY, by=secretary
    )

    assert (new.parent, new.founded) == (group.parent, TODAY)
    assert roles(new) == {
        people["lead"]: ("ihk", SeatFunction.LEAD, OccupancyRole.HOLDER),
        people["fizu"]: ("fizu", SeatFunction.MEMBER, OccupancyRole.HOLDER),
        people["fizu too"]: ("fizu", SeatFunction.MEMBER, OccupancyRole.DEPUTY),
        people["afa"]: ("afa", SeatFunction.MEMBER, OccupancyRole.HOLDER),
    }
    assert set(Succession.objects.values_list("predecessor", "successor")) == {
        (group.pk, new.pk),
        (other_group.pk, new.pk),
    }
    assert list(Committee.objects.active().filter(parent=group.parent)) == [new]


def topics(committee) -> set[str]:
    return set(committee.fields.values_list("name", flat=True))


@pytest.fixture
def work(group, other_group):
    """Both groups work on two topics, one of them the same."""
    both, first, second = (FieldFactory(name=name) for name in ("Sprache", "Visum", "Kurse"))
    group.fields.set([both, first])
    other_group.fields.set([both, second])
    return {"both": both, "first": first, "second": second}


def test_merged_group_has_the_topics_of_all(group, other_group, work, secretary):
    new = founding.merge([group, other_group], charter(), on=TODAY, reason=WHY, by=secretary)

    assert topics(new) == {"Sprache", "Visum", "Kurse"}
    assert topics(group) == {"Sprache", "Visum"}  # what was stays


def test_parts_have_the_topics_of_the_group_unless_they_name_some(group, work, secretary):
    charters = [charter(), charter("AG Visum", "AG Visum", fields=[work["first"]])]

    first, second = founding.split(group, charters, on=TODAY, reason=WHY, by=secretary)

    assert topics(first) == {"Sprache", "Visum"}
    assert topics(second) == {"Visum"}


def test_merge_into_a_group_that_exists(group, other_group, people, secretary):
    assert founding.merge([other_group], group, on=TODAY, reason=WHY, by=secretary) == group

    assert roles(group)[people["fizu"]][2] == OccupancyRole.HOLDER
    assert roles(group)[people["fizu too"]][2] == OccupancyRole.DEPUTY
    assert people["afa"] in roles(group)
    other_group.refresh_from_db()
    assert other_group.dissolved == TODAY


def test_merge_needs_something_to_merge(group, secretary):
    for groups, into in (([group], charter()), ([group, group], charter()), ([], group)):
        assert refused(founding.merge, groups, into, on=TODAY, reason=WHY, by=secretary) == "nothing_to_merge"


def test_merge_is_all_or_nothing(group, other_group, people, secretary, hooks):
    hooks.register_check(lambda committee, successor: ["No."] if committee == other_group else [])

    assert refused(founding.merge, [group, other_group], charter(), on=TODAY, reason=WHY, by=secretary) == "not_free"
    assert Committee.objects.active().count() == 3
    assert not OutboxMail.objects.exists()


def test_merge_twice_is_refused(group, other_group, secretary):
    founding.merge([group, other_group], charter(), on=TODAY, reason=WHY, by=secretary)

    again = refused(founding.merge, [group, other_group], charter("X", "X"), on=TODAY, reason=WHY, by=secretary)
    assert again == "dissolved_already"


def test_split_takes_people_where_their_house_goes(group, people, ihk, fizu, secretary):
    below = CommitteeFactory(parent=group)

    first, second = founding.split(
        group,
        [
            charter("AG Einreise", "AG Einreise", lead=ihk),
            charter("AG Bleiben", "AG Bleiben", lead=fizu, members=[ihk]),
        ],
        on=TODAY,
        reason=WHY,
        by=secretary,
    )

    assert roles(first) == {people["lead"]: ("ihk", SeatFunction.LEAD, OccupancyRole.HOLDER)}
    assert roles(second) == {
        people["lead"]: ("ihk", SeatFunction.MEMBER, OccupancyRole.HOLDER),
        people["fizu"]: ("fizu", SeatFunction.LEAD, OccupancyRole.HOLDER),
    }
    assert set(Succession.objects.values_list("successor", flat=True)) == {first.pk, second.pk}
    below.refresh_from_db()
    assert below.parent == first


def test_split_needs_two(group, secretary):
    assert refused(founding.split, group, [charter()], on=TODAY, reason=WHY, by=secretary) == "nothing_to_split"


def test_split_with_a_name_twice_is_taken_back(group, secretary):
    twice = [charter(), charter("Anders")]

    assert refused(founding.split, group, twice, on=TODAY, reason=WHY, by=secretary) == "short_name_taken"
    assert list(Committee.objects.active()) == [group.parent, group]
