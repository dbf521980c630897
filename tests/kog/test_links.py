import datetime as dt

import pytest
import time_machine
from django.http import HttpResponse
from django.utils import timezone

from kog import history, links
from kog.access import link_of
from kog.actions.signing_in import act_by_link
from kog.enums import LinkPurpose
from kog.exceptions import NotPossibleNow
from kog.models import Committee, Institution, ScopedLink
from kog.queries import open_links
from tests.factories.kog import CommitteeFactory, InstitutionFactory, UserFactory

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def _two_purposes(monkeypatch):
    def view(request, link, subject) -> HttpResponse:
        raise AssertionError("nobody asked for the page")

    monkeypatch.setattr(links, "_kinds", {})
    links.register(
        LinkPurpose.REPORT,
        view,
        lasts=WEEK,
        model=Committee,
        about=lambda one: f"{one} von {one.lead}",
        related=("lead",),
    )
    links.register(LinkPurpose.CONFIRM_ANSWER, view, lasts=WEEK, model=Institution)


def issued(person, subject, purpose=LinkPurpose.REPORT, **kwargs) -> ScopedLink:
    return links.issue(person, purpose, by=None, subject=subject, **kwargs)[0]


def test_link_knows_its_record_and_its_end(group, secretary):
    person = UserFactory()

    link, address = links.issue(person, LinkPurpose.REPORT, by=secretary, subject=group)

    assert link_of(address.rstrip("/").rpartition("/")[2]) == link
    assert links.subject_of(link) == group
    assert link.expires_at - link.created_at == pytest.approx(WEEK, abs=dt.timedelta(seconds=1))
    entry = history.of(person).get()
    assert (entry.verb, entry.by) == ("link_issued", secretary)
    assert entry.facts == {"purpose": "report", "link": link.pk, "about": "kog.committee", "about_id": group.pk}


def test_link_may_last_shorter(group):
    link = issued(UserFactory(), group, lasts=dt.timedelta(hours=1))

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=59), tick=False):
        assert link.is_open
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61), tick=False):
        assert not link.is_open
        assert list(ScopedLink.objects.open()) == []


def test_record_that_is_gone_is_none(group):
    link = issued(UserFactory(), group)
    link.subject_id = 999_999

    assert links.subject_of(link) is None
    assert links.named([link]) == {link: ""}


def test_revoking_hits_the_open_links_about_this_record_only(group, other_group, secretary, ihk):
    person, other = UserFactory(), UserFactory()
    mine, theirs = issued(person, group), issued(other, group)
    spared = [issued(person, other_group), issued(person, ihk, LinkPurpose.CONFIRM_ANSWER)]
    used = issued(person, group)
    act_by_link(used, lambda: None)

    assert links.revoke_for(group, by=secretary) == 2
    assert links.revoke_for(group, by=secretary) == 0

    revoked = ScopedLink.objects.exclude(revoked_at=None).order_by("pk")
    assert list(revoked) == [mine, theirs]
    assert all(link.is_open for link in ScopedLink.objects.filter(pk__in=[one.pk for one in spared]))
    entry = history.of(other).first()
    assert (entry.verb, entry.by, entry.facts["link"]) == ("link_revoked", secretary, theirs.pk)


@pytest.mark.parametrize("by_person", [True, False])
def test_revoking_of_one_purpose_or_one_person(group, by_person, monkeypatch):
    monkeypatch.setitem(links._kinds, LinkPurpose.CONFIRM_ANSWER, links._kinds[LinkPurpose.REPORT])
    person, other = UserFactory(), UserFactory()
    wanted = issued(person, group)
    other_link = issued(other, group, LinkPurpose.CONFIRM_ANSWER)

    links.revoke_for(group, by=None, **({"person": person} if by_person else {"purpose": LinkPurpose.REPORT}))

    wanted.refresh_from_db()
    other_link.refresh_from_db()
    assert (wanted.is_open, other_link.is_open) == (False, True)


def test_act_and_use_are_one(group):
    link = issued(UserFactory(), group)

    def fails() -> None:
        Committee.objects.update(aim="halb")
        raise NotPossibleNow("not_now", "Nein")

    with pytest.raises(NotPossibleNow, match="Nein"):
        act_by_link(link, fails)
    link.refresh_from_db()
    group.refresh_from_db()
    assert (link.is_open, group.aim) == (True, "")

    assert act_by_link(link, lambda: "getan") == "getan"
    with pytest.raises(NotPossibleNow) as refusal:
        act_by_link(link, lambda: pytest.fail("acted twice"))
    assert refusal.value.code == "link_closed"


def test_list_of_open_links_costs_the_same_for_one_and_for_many(group, ihk, django_assert_num_queries):
    person = UserFactory()
    issued(person, group)
    with django_assert_num_queries(2):
        assert [link.about for link in open_links(person)] == ["AG FEG von IHK"]

    more = [CommitteeFactory(lead=InstitutionFactory()) for _number in range(5)]
    for committee in more:
        issued(person, committee)
    issued(UserFactory(), ihk, LinkPurpose.CONFIRM_ANSWER)

    with django_assert_num_queries(2):
        words = [link.about for link in open_links(person)]
    assert words == [*(f"{one} von {one.lead}" for one in reversed(more)), "AG FEG von IHK"]


def test_link_about_nothing_has_no_words():
    person = UserFactory()
    links.issue(person, LinkPurpose.SIGN_IN, by=None)

    assert [link.about for link in open_links(person)] == [""]
