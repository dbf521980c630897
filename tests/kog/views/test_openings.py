import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kog import links
from kog.actions.recognising import know_device
from kog.enums import LinkPurpose
from kog.models import Committee, KnownDevice, ScopedLink
from tests.factories.kog import PASSWORD, CommitteeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _report_opens(monkeypatch):
    kind = links.Kind(lambda *_args: HttpResponse("offen"), links.LASTS[LinkPurpose.INVITATION], Committee)
    monkeypatch.setitem(links._kinds, LinkPurpose.REPORT, kind)


@pytest.fixture
def link(group_member, group) -> ScopedLink:
    return links.issue(group_member, LinkPurpose.REPORT, by=None, subject=group)[0]


def page(client, person) -> str:
    return client.get(person.get_absolute_url()).content.decode()


def revoke_url(link) -> str:
    return reverse("kog:revoke_link", args=[link.person_id, link.pk])


@pytest.mark.parametrize(("role", "sees"), [("secretary", True), ("group_member", True), ("board_member", False)])
def test_open_links_are_shown_to_their_person_and_the_secretariat(client_of, request, role, sees, link, group):
    text = page(client_of(request.getfixturevalue(role)), link.person)

    assert (revoke_url(link) in text) is sees


@pytest.mark.parametrize("role", ["secretary", "group_member"])
def test_revoked_link_opens_nothing_and_is_not_listed(client_of, request, role, link):
    client = client_of(request.getfixturevalue(role))

    answer = client.post(revoke_url(link))

    assert answer.url == link.person.get_absolute_url()
    link.refresh_from_db()
    assert link.revoked_at is not None
    assert revoke_url(link) not in page(client, link.person)
    assert client.post(revoke_url(link)).status_code == 404


@pytest.mark.parametrize("role", ["board_member", "group_lead", "administrator"])
def test_others_revoke_nothing(client_of, request, role, link):
    assert client_of(request.getfixturevalue(role)).post(revoke_url(link)).status_code == 403
    link.refresh_from_db()
    assert link.is_open


def test_link_of_somebody_else_is_not_reached_through_the_own_page(client_of, board_member, link):
    url = reverse("kog:revoke_link", args=[board_member.pk, link.pk])

    assert client_of(board_member).post(url).status_code == 404
    link.refresh_from_db()
    assert link.is_open


def test_devices_are_shown_to_their_person_alone(client_of, secretary, group_member):
    know_device(group_member, device_hash="d", name="Firefox, Linux")

    assert "Firefox, Linux" in page(client_of(group_member), group_member)
    assert "Firefox, Linux" not in page(client_of(secretary), group_member)


def test_forgotten_device_is_asked_for_a_code_again(group_member, link, group):
    client = Client()
    client.post(reverse("account_login"), {"login": group_member.email, "password": PASSWORD})
    address = links.issue(group_member, LinkPurpose.REPORT, by=None, subject=group)[1]
    path = address[address.index("/r/") :]
    assert client.get(path).content.decode() == "offen"

    client.post(reverse("kog:forget_device", args=[group_member.pk, KnownDevice.objects.get().pk]))

    assert client.get(path).content.decode() != "offen"
    assert KnownDevice.objects.count() == 0


def test_nobody_forgets_for_somebody_else(client_of, secretary, board_member, group_member):
    device = know_device(group_member, device_hash="d")

    for person, status in ((secretary, 403), (board_member, 403)):
        url = reverse("kog:forget_device", args=[group_member.pk, device.pk])
        assert client_of(person).post(url).status_code == status
    own = reverse("kog:forget_device", args=[board_member.pk, device.pk])
    assert client_of(board_member).post(own).status_code == 404
    assert KnownDevice.objects.count() == 1


def test_card_costs_the_same_with_one_and_with_three_links(client_of, secretary, link, django_assert_max_num_queries):
    client = client_of(secretary)
    page(client, link.person)
    with django_assert_max_num_queries(20) as one:
        page(client, link.person)

    for _number in range(2):
        links.issue(link.person, LinkPurpose.REPORT, by=None, subject=CommitteeFactory())

    with django_assert_max_num_queries(20) as three:
        page(client, link.person)
    assert len(three) == len(one)
