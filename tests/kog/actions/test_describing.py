import pytest
from django.urls import reverse

from kog import history
from kog.actions.describing import describe_committee, describe_institution
from tests.factories.kog import FieldFactory

pytestmark = pytest.mark.django_db


def test_institution_is_described_once(afa, secretary):
    field = FieldFactory(name="Arbeit")

    assert describe_institution(afa, tasks="Vermittelt", fields=[field], by=secretary)
    assert not describe_institution(afa, tasks="Vermittelt", fields=[field], by=secretary)

    afa.refresh_from_db()
    assert (afa.tasks, list(afa.fields.all())) == ("Vermittelt", [field])
    entry = history.of(afa).get()
    assert (entry.verb, entry.by, entry.facts) == ("described", secretary, {"tasks": "Vermittelt", "fields": "Arbeit"})


def test_key_and_short_name_of_a_committee_stay(board, secretary):
    with pytest.raises(TypeError):
        describe_committee(board, short_name="Neu", fields=[], by=secretary)


@pytest.mark.parametrize(
    ("person", "status"), [("secretary", 302), ("administrator", 302), ("board_member", 403), ("group_lead", 403)]
)
def test_committee_and_house_are_described_by_the_secretariat(client_of, person, status, request, group, afa):
    client = client_of(request.getfixturevalue(person))
    aim = {"name": group.name, "aim": "Neues Ziel", "cadence": "monthly"}
    house = {"name": "Neuer Name", "website": "https://agentur.example"}

    answers = [
        client.post(reverse("kog:describe_committee", args=[group.key]), aim),
        client.post(reverse("kog:describe_institution", args=[afa.key]), house),
    ]

    assert [answer.status_code for answer in answers] == [status, status]
    group.refresh_from_db()
    afa.refresh_from_db()
    assert (group.aim == "Neues Ziel") is (status == 302)
    assert (afa.website == "https://agentur.example") is (status == 302)


def test_wrong_address_of_a_website_is_refused_on_the_form(client_of, secretary, afa):
    url = reverse("kog:describe_institution", args=[afa.key])

    response = client_of(secretary).post(url, {"name": "Neuer Name", "website": "nirgends", "email": "niemand"})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"website", "email"}
    afa.refresh_from_db()
    assert afa.name != "Neuer Name"


def test_id_that_no_row_has_is_no_topic(client_of, secretary, group, afa):
    client, typed = client_of(secretary), {"name": "x", "fields": ["9" * 30]}

    for address in (
        reverse("kog:describe_committee", args=[group.key]),
        reverse("kog:describe_institution", args=[afa.key]),
    ):
        answer = client.post(address, typed)
        assert answer.status_code == 422
        assert answer.context["form"].has_error("fields", "invalid_choice")
