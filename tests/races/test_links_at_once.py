"""Links in the same moment: two clicks, two tries of a code, two browsers of one person."""

import pytest

from kog import links
from kog.actions import recognising
from kog.actions.signing_in import act_by_link
from kog.enums import LinkPurpose
from kog.models import HistoryEntry, KnownDevice, LinkCode, ScopedLink
from tests.factories.kog import UserFactory


@pytest.fixture
def link(transactional_db) -> ScopedLink:
    return links.issue(UserFactory(), LinkPurpose.SIGN_IN, by=None)[0]


def test_of_two_clicks_one_acts(link, at_once, codes):
    def act() -> str:
        HistoryEntry.objects.filter(verb="link_used").update(facts={"acted": True})
        return "done"

    results = at_once(*[lambda: act_by_link(link, act)] * 4)

    assert results.count("done") == 1
    assert codes(results) == ["link_closed"] * 3
    assert HistoryEntry.objects.filter(verb="link_used").count() == 1


def test_revoked_and_used_at_once_is_one_of_both(link, at_once, codes):
    results = at_once(lambda: act_by_link(link, lambda: None), lambda: recognising.revoke_link(link, by=link.person))

    assert codes(results) == ["link_closed"]
    link.refresh_from_db()
    assert (link.used_at is None) != (link.revoked_at is None)


def test_wrong_tries_at_once_are_all_counted(link, at_once, codes, monkeypatch):
    monkeypatch.setattr(recognising.secrets, "randbelow", lambda _below: 7)
    recognising.send_code(link)

    results = at_once(*[lambda: recognising.enter_code(link, "999999", device_hash="d")] * 8)

    assert codes(results) == ["wrong_code"] * 8
    assert LinkCode.objects.get().attempts == 5
    assert not recognising.waits_for_code(link)


def test_right_code_at_once_is_taken_once(link, at_once, codes, monkeypatch):
    monkeypatch.setattr(recognising.secrets, "randbelow", lambda _below: 7)
    recognising.send_code(link)

    results = at_once(*[lambda mark=mark: recognising.enter_code(link, "000007", device_hash=mark) for mark in "abc"])

    assert codes(results) == ["wrong_code"] * 2
    assert KnownDevice.objects.count() == 1


def test_no_more_than_three_codes_leave_at_once(link, at_once, codes):
    results = at_once(*[lambda: recognising.send_code(link)] * 6)

    assert codes(results) == ["too_many_codes"] * 3
    assert LinkCode.objects.count() == 3


def test_signing_in_twice_at_once_knows_one_device(link, at_once):
    at_once(*[lambda: recognising.know_device(link.person, device_hash="d")] * 4)

    assert KnownDevice.objects.count() == 1
