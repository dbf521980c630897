import pytest
from django.http import HttpRequest
from django.urls import reverse

from kog import panels
from tests.factories.kog import FOUNDED, CommitteeFactory, FieldFactory, InstitutionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def housing():
    return FieldFactory(slug="wohnen", name="Wohnen")


def page(client, address) -> str:
    return client.get(address).content.decode()


def test_list_counts_houses_and_the_committees_of_today(client_of, board_member, housing, group, fizu, ihk):
    FieldFactory(name="Ohne alles")
    group.fields.add(housing)
    CommitteeFactory(dissolved=FOUNDED).fields.add(housing)
    fizu.fields.add(housing)
    ihk.fields.add(housing)

    response = client_of(board_member).get(reverse("kog:fields"))

    counted = {field.name: (field.group_count, field.house_count) for field in response.context["fields"]}
    assert counted == {"Wohnen": (1, 2), "Ohne alles": (0, 0)}
    assert housing.get_absolute_url() in response.content.decode()


def test_topic_names_its_committees_and_houses_and_no_others(
    client_of, board_member, housing, group, other_group, fizu
):
    group.fields.add(housing)
    fizu.fields.add(housing)
    gone = CommitteeFactory(dissolved=FOUNDED)
    gone.fields.add(housing)
    other = InstitutionFactory()

    text = page(client_of(board_member), housing.get_absolute_url())

    assert group.get_absolute_url() in text
    assert fizu.get_absolute_url() in text
    assert not any(one.get_absolute_url() in text for one in (other_group, gone, other))


def test_empty_topic_says_so(client_of, board_member, housing):
    response = client_of(board_member).get(housing.get_absolute_url())

    assert response.status_code == 200
    assert list(response.context["committees"]) == list(response.context["institutions"]) == []


def test_network_without_topics_says_how_they_come(client_of, board_member):
    assert "empty-state" in page(client_of(board_member), reverse("kog:fields"))


def test_topic_shows_what_other_apps_know_of_it(client_of, board_member, housing, monkeypatch):
    asked = []

    def context(request: HttpRequest, subject: object) -> dict:
        asked.append(subject)
        return {"text": "Drei Aufträge", "tone": "info"}

    monkeypatch.setitem(panels._panels, "field", [panels.Panel("components/alert.html", context, 50)])

    assert "Drei Aufträge" in page(client_of(board_member), housing.get_absolute_url())
    assert asked == [housing]


def test_fields_of_house_and_committee_lead_to_their_topic(client_of, board_member, housing, group, fizu):
    group.fields.add(housing)
    fizu.fields.add(housing)
    client = client_of(board_member)

    assert f'href="{housing.get_absolute_url()}"' in page(client, group.get_absolute_url())
    assert f'href="{housing.get_absolute_url()}"' in page(client, fizu.get_absolute_url())


@pytest.mark.parametrize("role", ["stranger", "guest"])
def test_who_has_no_standing_learns_nothing(client_of, request, role, housing):
    client = client_of(request.getfixturevalue(role))

    assert client.get(reverse("kog:fields")).status_code == 403
    assert client.get(housing.get_absolute_url()).status_code == 403
    assert client.get(reverse("kog:field", args=["gibt-es-nicht"])).status_code == 403


def test_unknown_topic_is_not_there(client_of, board_member):
    assert client_of(board_member).get(reverse("kog:field", args=["gibt-es-nicht"])).status_code == 404


def test_pages_cost_the_same_with_one_and_with_three(client_of, board_member, housing, django_assert_max_num_queries):
    client, places = client_of(board_member), (reverse("kog:fields"), housing.get_absolute_url())

    def add() -> None:
        FieldFactory()
        CommitteeFactory(lead=InstitutionFactory()).fields.add(housing)
        InstitutionFactory().fields.add(housing)

    add()
    costs = []
    for _round in range(2):
        for place in places:
            page(client, place)
            with django_assert_max_num_queries(16) as asked:  # with what the apps above show of a topic
                page(client, place)
            costs.append(len(asked))
        add()
        add()
    assert costs[:2] == costs[2:]
