import pytest
from django.urls import reverse

from kog import panels
from tests.factories.kog import OccupancyFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_everybody_who_signed_in_is_greeted_with_the_own_seats(client_of, board_member, board):
    text = client_of(board_member).get(reverse("kog:dashboard")).content.decode()

    assert board_member.name in text
    assert board.get_absolute_url() in text


def test_stranger_is_told_how_to_get_a_seat(client_of, stranger, board_member, board):
    text = client_of(stranger).get(reverse("kog:dashboard")).content.decode()

    assert 'class="empty-state"' in text
    assert board.get_absolute_url() not in text


def test_panels_of_other_apps_stand_in_their_order(client_of, stranger, monkeypatch):
    monkeypatch.setattr(panels, "_panels", {"dashboard": []})
    for word, order in (("zweites", 20), ("erstes", 10), ("nichts", 5)):
        panels.register(
            "dashboard",
            "components/alert.html",
            lambda _request, _person, word=word: None if word == "nichts" else {"text": f"Panel {word}"},
            order=order,
        )

    text = client_of(stranger).get(reverse("kog:dashboard")).content.decode()

    assert text.index("Panel erstes") < text.index("Panel zweites")
    assert "Panel nichts" not in text


def test_onboarding_shows_seat_people_and_whom_to_call(client_of, board_member, board, secretary):
    board.aim = "Ziele setzen und Aufträge prüfen"
    board.save()
    colleague = OccupancyFactory(seat__committee=board).person

    text = client_of(board_member).get(reverse("kog:onboarding")).content.decode()

    for expected in (board.aim, colleague.name, secretary.email):
        assert expected in text


def test_onboarding_confirms_the_rules_by_post_only(client_of):
    person = UserFactory()
    client = client_of(person)

    assert client.get(reverse("kog:confirm_rules")).status_code == 405
    assert client.post(reverse("kog:confirm_rules")).url == reverse("kog:onboarding")

    person.refresh_from_db()
    assert person.rules_confirmed_at is not None
    assert reverse("kog:confirm_rules") not in client.get(reverse("kog:onboarding")).content.decode()


def test_steps_are_ticked_by_what_is_so(client_of, board_member):
    client, url = client_of(board_member), reverse("kog:onboarding")
    assert [step.done for step in client.get(url).context["steps"]] == [False, True, False, True]

    board_member.phone, board_member.responsibilities = "1", "Kurse"
    board_member.save()

    assert [step.done for step in client.get(url).context["steps"]] == [False, True, True, True]


def test_onboarding_of_a_stranger_shows_nobody(client_of, stranger, board_member, board):
    text = client_of(stranger).get(reverse("kog:onboarding")).content.decode()

    assert board_member.name not in text
    assert board.get_absolute_url() not in text
