import datetime as dt
import re

import pytest
from django.utils import timezone

from kog import history
from kog.access import link_of
from kog.actions import inviting_people
from kog.enums import LinkPurpose, OccupancyRole
from kog.exceptions import NotPossibleNow
from kog.models import Occupancy, OutboxMail, ScopedLink, User
from tests.factories.kog import OccupancyFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 5, 1)


def invite(seat, secretary, email="neu@kog.example", **facts):
    facts = {"name": "Leitung Neu", "since": DAY, "by": secretary} | facts
    return inviting_people.invite(seat, email=email, **facts)


def token_in(mail: OutboxMail) -> str:
    return re.search(r"/r/([\w-]+)/", mail.text)[1]


def refusal_of(step, *args, **kwargs) -> str:
    with pytest.raises(NotPossibleNow) as refusal:
        step(*args, **kwargs)
    return refusal.value.code


def test_invite_makes_person_seat_link_and_mail(board_seat, secretary):
    held = invite(board_seat, secretary, title="Leitung")

    person = User.objects.get(email="neu@kog.example")
    assert (held.person, held.seat, held.role, held.valid_from) == (person, board_seat, OccupancyRole.HOLDER, DAY)
    assert (person.institution, person.title, person.has_usable_password()) == (
        board_seat.institution,
        "Leitung",
        False,
    )
    mail = OutboxMail.objects.get()
    assert (mail.kind, mail.recipient, mail.person) == ("portal_invitation", "neu@kog.example", person)
    link = link_of(token_in(mail))
    assert (link.person, link.purpose, link.created_by, link.is_open) == (
        person,
        LinkPurpose.INVITATION,
        secretary,
        True,
    )
    assert board_seat.committee.name in mail.text
    assert token_in(mail) in mail.html
    assert "\n" not in mail.subject
    assert [entry.verb for entry in history.of(person)] == ["invited", "person_created"]


def test_invite_finds_a_known_person_however_the_address_is_written(board_seat, lead_seat, secretary):
    invite(lead_seat, secretary)

    invite(board_seat, secretary, email=" NEU@kog.example")

    person = User.objects.get(email="neu@kog.example")
    assert set(person.occupancies.values_list("seat", flat=True)) == {board_seat.pk, lead_seat.pk}
    assert [link_of(token_in(mail)).is_open for mail in OutboxMail.objects.order_by("pk")] == [False, True]


def test_invite_somebody_who_is_in_already_sends_no_link(board_seat, secretary):
    person = UserFactory(rules_confirmed_at=timezone.now())

    invite(board_seat, secretary, email=person.email)

    assert OutboxMail.objects.get().kind == "seat_given"
    assert not ScopedLink.objects.exists()


def test_invite_to_a_taken_seat_leaves_no_trace(board_seat, secretary):
    OccupancyFactory(seat=board_seat)

    assert refusal_of(invite, board_seat, secretary) == "seat_taken"
    assert not User.objects.filter(email="neu@kog.example").exists()
    assert not OutboxMail.objects.exists()


def test_invite_again_ends_the_earlier_link(board_seat, secretary):
    person = invite(board_seat, secretary).person

    inviting_people.invite_again(person, by=secretary)

    older, newer = (link_of(token_in(mail)) for mail in OutboxMail.objects.order_by("pk"))
    assert (older.is_open, older.revoked_at is not None, newer.is_open) == (False, True, True)


def test_revoke_ends_the_link_and_not_the_seat(board_seat, secretary):
    held = invite(board_seat, secretary)

    inviting_people.revoke(held.person, by=secretary)

    assert not link_of(token_in(OutboxMail.objects.get())).is_open
    assert Occupancy.objects.get().valid_until is None
    assert refusal_of(inviting_people.revoke, held.person, by=secretary) == "no_invitation"


def test_accept_sets_the_password_and_confirms_the_rules(board_seat, secretary):
    invite(board_seat, secretary)
    link = link_of(token_in(OutboxMail.objects.get()))

    person = inviting_people.accept(link, password="ein-langes-kennwort")

    assert person.check_password("ein-langes-kennwort")
    assert person.rules_confirmed_at is not None
    link.refresh_from_db()
    assert link.used_at is not None
    assert [entry.verb for entry in history.of(person)][:2] == ["invitation_accepted", "link_used"]


def test_accept_twice_is_refused_and_keeps_the_first_password(board_seat, secretary):
    invite(board_seat, secretary)
    link = link_of(token_in(OutboxMail.objects.get()))
    person = inviting_people.accept(link, password="ein-langes-kennwort")

    assert refusal_of(inviting_people.accept, link, password="ein-anderes-kennwort") == "link_closed"
    person.refresh_from_db()
    assert person.check_password("ein-langes-kennwort")
    assert refusal_of(inviting_people.invite_again, person, by=secretary) == "accepted"


def test_accept_with_a_link_for_something_else_is_refused(board_seat, secretary):
    invite(board_seat, secretary)
    link = link_of(token_in(OutboxMail.objects.get()))
    ScopedLink.objects.update(purpose=LinkPurpose.SIGN_IN)
    link.refresh_from_db()

    assert refusal_of(inviting_people.accept, link, password="ein-langes-kennwort") == "link_closed"
    assert not User.objects.get(email="neu@kog.example").has_usable_password()


def test_invite_again_somebody_who_left_is_refused(secretary):
    assert refusal_of(inviting_people.invite_again, UserFactory(is_active=False), by=secretary) == "person_left"


def test_confirm_rules_twice_is_once():
    person = UserFactory()

    inviting_people.confirm_rules(person)
    first = User.objects.get(pk=person.pk).rules_confirmed_at
    inviting_people.confirm_rules(person)

    assert User.objects.get(pk=person.pk).rules_confirmed_at == first
    assert history.of(person).count() == 1
