import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from kog import history
from kog.access import link_of
from kog.actions.signing_in import offer_sign_in, use_link
from kog.exceptions import NotPossibleNow
from kog.models import ScopedLink
from tests.factories.kog import UserFactory

pytestmark = pytest.mark.django_db


def link_behind(address: str) -> ScopedLink | None:
    return link_of(address.rstrip("/").rpartition("/")[2])


def test_token_is_not_kept():
    person = UserFactory()

    address = offer_sign_in(person, by=None)

    link = link_behind(address)
    assert link.person == person
    assert link.token_hash not in address
    assert [entry.verb for entry in history.of(person)] == ["sign_in_link_issued"]


def test_link_is_used_once():
    link = link_behind(offer_sign_in(UserFactory(), by=None))

    use_link(link)

    with pytest.raises(NotPossibleNow) as refusal:
        use_link(link)
    assert refusal.value.code == "link_closed"


def test_link_lasts_fifteen_minutes():
    link = link_behind(offer_sign_in(UserFactory(), by=None))

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=14), tick=False):
        assert link.is_open
    late = timezone.now() + dt.timedelta(minutes=15, seconds=1)
    with time_machine.travel(late, tick=False), pytest.raises(NotPossibleNow):
        use_link(link)


def test_person_who_left_gets_no_link_and_cannot_use_an_old_one():
    person = UserFactory()
    link = link_behind(offer_sign_in(person, by=None))
    person.is_active = False
    person.save()

    with pytest.raises(NotPossibleNow):
        use_link(link)
    with pytest.raises(NotPossibleNow):
        offer_sign_in(person, by=None)


def test_forged_token_finds_nothing():
    offer_sign_in(UserFactory(), by=None)

    assert link_of("forged") is None
