import pytest
from django.urls import reverse

from kog import paging
from tests.factories.kog import (
    FOUNDED,
    FieldFactory,
    InstitutionFactory,
    LevelFactory,
    OccupancyFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    return [row.name for row in response.context["page"].rows]


@pytest.fixture
def houses():
    field = FieldFactory(slug="arbeit", name="Arbeit")
    federal = LevelFactory(key="federal", name="Bund")
    agency = InstitutionFactory(name="Bürgerbüro", level=federal)
    agency.fields.add(field)
    InstitutionFactory(name="Kammer", tasks="Berät Betriebe")
    InstitutionFactory(name="Ämterhaus", level=federal)
    return agency


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Ämterhaus", "Bürgerbüro", "Kammer"]),
        ({"q": "BÜRO"}, ["Bürgerbüro"]),
        ({"q": "buro burger"}, ["Bürgerbüro"]),
        ({"q": "betriebe"}, ["Kammer"]),
        ({"q": "nirgends"}, []),
        ({"ebene": "federal"}, ["Ämterhaus", "Bürgerbüro"]),
        ({"ebene": "federal", "q": "haus"}, ["Ämterhaus"]),
        ({"feld": "arbeit"}, ["Bürgerbüro"]),
        ({"ebene": "gibt-es-nicht"}, ["Ämterhaus", "Bürgerbüro", "Kammer"]),
    ],
)
def test_institutions_are_filtered(client_of, secretary, houses, query, found):
    assert names(client_of(secretary).get(reverse("kog:directory"), query)) == found


def test_people_are_filtered(client_of, board_member, group_member, secretary, group):
    UserFactory(name="Wer ging", is_active=False)
    client = client_of(secretary)

    everybody = names(client.get(reverse("kog:people")))

    assert everybody == ["Board Member", "Group Member", "Secretary"]
    assert names(client.get(reverse("kog:people"), {"gremium": group.key})) == ["Group Member"]
    assert names(client.get(reverse("kog:people"), {"q": "agentur"})) == ["Board Member"]


def test_long_list_goes_on_where_it_stopped(client_of, secretary, monkeypatch):
    monkeypatch.setattr(paging, "SIZE", 2)
    for name in ("A", "B", "C", "C", "D"):
        InstitutionFactory(name=name)
    client, seen, after = client_of(secretary), [], None

    for _page in range(3):
        query = {"nach": after} if after else {}
        response = client.get(reverse("kog:directory"), query)
        seen.append(names(response))
        after = response.context["page"].next

    assert seen == [["A", "B"], ["C", "C"], ["D"]]
    assert after is None
    assert "nach=" not in response.content.decode().split('rel="next"')[0].split("pagination")[-1]


@pytest.mark.parametrize("after", ["x", "-1", "999999999", "9" * 30])
def test_nonsense_begins_at_the_beginning(client_of, secretary, after):
    InstitutionFactory(name="A")

    assert names(client_of(secretary).get(reverse("kog:directory"), {"nach": after})) == ["A"]


def test_institution_shows_all_its_seats_units_and_people(client_of, secretary, board_member, afa, board, group):
    SeatFactory(institution=afa, committee=group)
    InstitutionFactory(name="Arbeitgeberservice", parent=afa)

    text = client_of(secretary).get(afa.get_absolute_url()).content.decode()

    for expected in (board.get_absolute_url(), group.get_absolute_url(), "Arbeitgeberservice", board_member.name):
        assert expected in text


def test_person_shows_card_and_seats(client_of, group_member, board_member, board):
    board_member.phone, board_member.responsibilities = "0341 1", "Sprachkurse"
    board_member.save()

    text = client_of(group_member).get(board_member.get_absolute_url()).content.decode()

    for expected in ("0341 1", "Sprachkurse", board_member.email, board.get_absolute_url()):
        assert expected in text
    assert reverse("kog:change_card", args=[board_member.pk]) not in text


def test_person_changes_the_own_card(client_of, board_member):
    url = reverse("kog:change_card", args=[board_member.pk])
    facts = {"title": "Leitung", "phone": "0341 2", "responsibilities": "Alles", "languages": "", "locale": "de"}

    response = client_of(board_member).post(url, facts)

    board_member.refresh_from_db()
    assert response.url == board_member.get_absolute_url()
    assert (board_member.phone, board_member.responsibilities) == ("0341 2", "Alles")


@pytest.mark.parametrize("person", ["group_lead", "administrator"])
def test_nobody_else_changes_a_card(client_of, person, request, board_member):
    url = reverse("kog:change_card", args=[board_member.pk])

    assert client_of(request.getfixturevalue(person)).post(url, {"phone": "0"}).status_code == 403


@pytest.mark.parametrize("name", ["directory", "people", "matrix"])
def test_directory_is_not_for_guests(client_of, guest, name):
    assert client_of(guest).get(reverse(f"kog:{name}")).status_code == 403


def test_card_is_not_for_guests(client_of, guest, board_member, afa):
    assert client_of(guest).get(board_member.get_absolute_url()).status_code == 403
    assert client_of(guest).get(afa.get_absolute_url()).status_code == 403


def test_matrix_says_who_sits_where_and_as_what(client_of, secretary, board_member, group_lead, board, group):
    OccupancyFactory(seat=SeatFactory(committee=group), person=board_member, deputy=True)
    OccupancyFactory(seat__committee=group, person__name="Früher", valid_until=FOUNDED)
    OccupancyFactory(seat=SeatFactory(committee=group, function="advisory"), person__name="Anna Beratung")

    matrix = client_of(secretary).get(reverse("kog:matrix")).context["matrix"]

    assert matrix.committees == [board, group]
    words = {row.person.name: [[mark.letter for mark in cell] for cell in row.cells] for row in matrix.rows}
    letters = {mark: str(mark.letter) for mark in matrix.legend}
    lead, member, advisory, deputy = letters.values()
    assert words == {
        "Anna Beratung": [[], [advisory]],
        "Board Member": [[member], [deputy]],
        "Group Lead": [[], [lead]],
    }
    assert [row.committees for row in matrix.rows] == [1, 2, 1]
    assert len({lead, member, advisory, deputy}) == 4


def test_matrix_of_one_kind(client_of, secretary, board_member, group_lead, board):
    matrix = client_of(secretary).get(reverse("kog:matrix"), {"art": "board"}).context["matrix"]

    assert matrix.committees == [board]
    assert [row.person for row in matrix.rows] == [board_member]


@pytest.mark.parametrize("name", ["directory", "people", "matrix", "committee_list"])
def test_lists_cost_the_same_however_long(client_of, secretary, board, name, django_assert_max_num_queries):
    client, url = client_of(secretary), reverse(f"kog:{name}")
    OccupancyFactory(seat__committee=board, person__institution=InstitutionFactory())
    client.get(url)
    with django_assert_max_num_queries(12) as one:
        client.get(url)

    for _number in range(39):
        OccupancyFactory(seat__committee__parent=board, person__institution=InstitutionFactory(parent=None))

    with django_assert_max_num_queries(12) as forty:
        client.get(url)
    assert len(forty) == len(one)
