import datetime as dt
import re

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from kog import history, links
from kog.actions import recognising
from kog.enums import LinkPurpose
from kog.exceptions import NotPossibleNow
from kog.models import KnownDevice, LinkCode, OutboxMail, ScopedLink, User
from tests.factories.kog import UserFactory

pytestmark = pytest.mark.django_db
DEVICE = "d" * 64


@pytest.fixture
def link() -> ScopedLink:
    return links.issue(UserFactory(), LinkPurpose.SIGN_IN, by=None, lasts=dt.timedelta(days=21))[0]


def sent(link) -> str:
    recognising.send_code(link)
    return re.search(r"^\d{6}$", OutboxMail.objects.latest("pk").text, re.MULTILINE)[0]


def refusal_of(action, *args, **kwargs) -> str:
    with pytest.raises(NotPossibleNow) as refusal:
        action(*args, **kwargs)
    return refusal.value.code


def verbs(person) -> list[str]:
    return [entry.verb for entry in history.of(person)]


def test_code_goes_to_the_person_and_is_kept_as_a_hash(link):
    code = sent(link)

    mail = OutboxMail.objects.get()
    assert (mail.kind, mail.recipient) == ("link_code", link.person.email)
    assert code not in mail.subject
    assert code not in LinkCode.objects.get().code_hash
    assert verbs(link.person) == ["link_code_asked"]


def test_right_code_makes_the_device_known_once(link):
    code = sent(link)

    device = recognising.enter_code(link, code, device_hash=DEVICE, name="Firefox, Linux")

    assert (device.person, device.name) == (link.person, "Firefox, Linux")
    assert verbs(link.person) == ["device_known", "link_code_right", "link_code_asked"]
    assert refusal_of(recognising.enter_code, link, code, device_hash="e" * 64) == "wrong_code"
    assert KnownDevice.objects.count() == 1


def test_wrong_code_is_counted_though_it_is_refused(link):
    code = sent(link)
    wrong = f"{(int(code) + 1) % 10**6:06}"

    assert refusal_of(recognising.enter_code, link, wrong, device_hash=DEVICE) == "wrong_code"

    assert LinkCode.objects.get().attempts == 1
    assert verbs(link.person)[0] == "link_code_wrong"
    assert recognising.enter_code(link, code, device_hash=DEVICE)


def test_code_lasts_fifteen_minutes(link):
    code = sent(link)

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=15, seconds=1), tick=False):
        assert not recognising.waits_for_code(link)
        assert refusal_of(recognising.enter_code, link, code, device_hash=DEVICE) == "wrong_code"


def test_later_code_replaces_the_earlier(link, monkeypatch):
    numbers = iter([111_111, 222_222])
    monkeypatch.setattr(recognising.secrets, "randbelow", lambda _below: next(numbers))
    recognising.send_code(link)
    recognising.send_code(link)

    assert refusal_of(recognising.enter_code, link, "111111", device_hash=DEVICE) == "wrong_code"
    assert recognising.enter_code(link, "222222", device_hash=DEVICE)


def test_code_holds_for_its_link_only(link, monkeypatch):
    """Even the same digits, sent for both, are two codes."""
    monkeypatch.setattr(recognising.secrets, "randbelow", lambda _below: 7)
    other = links.issue(link.person, LinkPurpose.SIGN_IN, by=None)[0]
    recognising.send_code(link)

    assert refusal_of(recognising.enter_code, other, "000007", device_hash=DEVICE) == "wrong_code"
    recognising.send_code(other)
    hashes = LinkCode.objects.values_list("code_hash", flat=True)
    assert len(set(hashes)) == 2


def test_three_codes_an_hour_and_twelve_in_all(link):
    now = timezone.now()
    for hour in range(4):
        with time_machine.travel(now + dt.timedelta(hours=hour, minutes=hour), tick=False):
            for _code in range(3):
                recognising.send_code(link)
            assert refusal_of(recognising.send_code, link) == ("codes_exhausted" if hour == 3 else "too_many_codes")
    with time_machine.travel(now + dt.timedelta(days=2), tick=False):
        assert refusal_of(recognising.send_code, link) == "codes_exhausted"
    assert OutboxMail.objects.count() == 12


@pytest.mark.parametrize("state", [{"used_at": timezone.now()}, {"revoked_at": timezone.now()}])
def test_closed_link_sends_and_takes_nothing(link, state):
    code = sent(link)
    ScopedLink.objects.update(**state)

    assert refusal_of(recognising.send_code, link) == "link_closed"
    assert refusal_of(recognising.enter_code, link, code, device_hash=DEVICE) == "link_closed"
    assert KnownDevice.objects.count() == 0


def test_person_who_left_gets_no_code(link):
    User.objects.update(is_active=False)

    assert refusal_of(recognising.send_code, link) == "link_closed"


def test_device_is_known_once_per_person(link):
    first = recognising.know_device(link.person, device_hash=DEVICE, name="Firefox, Linux")
    KnownDevice.objects.update(last_used=timezone.now() - dt.timedelta(days=100))

    again = recognising.know_device(link.person, device_hash=DEVICE, name="Chrome, Linux")
    recognising.know_device(UserFactory(), device_hash=DEVICE)

    assert again.pk == first.pk
    assert again.name == "Chrome, Linux"
    assert timezone.now() - again.last_used < dt.timedelta(minutes=1)
    assert verbs(link.person) == ["device_known"]
    with pytest.raises(IntegrityError, match=r"device_known_once|UNIQUE"), transaction.atomic():
        KnownDevice.objects.create(person=link.person, device_hash=DEVICE)


def test_device_unused_for_a_year_is_forgotten_by_the_next_one(link):
    recognising.know_device(link.person, device_hash=DEVICE)
    other = recognising.know_device(UserFactory(), device_hash=DEVICE)
    KnownDevice.objects.update(last_used=timezone.now() - dt.timedelta(days=366))

    newest = recognising.know_device(link.person, device_hash="e" * 64)

    assert set(KnownDevice.objects.all()) == {newest, other}


def test_forgetting_is_kept_in_history_and_twice_is_once(link):
    device = recognising.know_device(link.person, device_hash=DEVICE, name="Firefox, Linux")

    for _click in range(2):
        recognising.forget_device(KnownDevice(pk=device.pk, person=link.person), by=link.person)

    assert KnownDevice.objects.count() == 0
    assert verbs(link.person) == ["device_forgotten", "device_known"]


def test_link_is_revoked_once(link, secretary):
    recognising.revoke_link(link, by=secretary)

    assert not ScopedLink.objects.get().is_open
    entry = history.of(link.person).first()
    assert (entry.verb, entry.by, entry.facts["purpose"]) == ("link_revoked", secretary, "sign_in")
    assert refusal_of(recognising.revoke_link, link, by=secretary) == "link_closed"


def test_sixth_try_of_a_code_cannot_be_written(link):
    recognising.send_code(link)

    with pytest.raises(IntegrityError), transaction.atomic():
        LinkCode.objects.update(attempts=6)


def test_link_is_about_one_record_or_none(link):
    with pytest.raises(IntegrityError), transaction.atomic():
        ScopedLink.objects.update(subject_type="kog.committee")
    with pytest.raises(IntegrityError), transaction.atomic():
        ScopedLink.objects.update(subject_id=1)
