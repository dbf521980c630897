"""The page behind a scoped link, with a purpose that a higher app would register."""

import datetime as dt
import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kog import history, links
from kog.actions import recognising
from kog.actions.signing_in import act_by_link, offer_sign_in
from kog.enums import LinkPurpose
from kog.models import Committee, HistoryEntry, KnownDevice, LinkCode, OutboxMail, ScopedLink
from kog.views.links import done
from tests.factories.kog import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
MONTH = dt.timedelta(days=30)


def report(request, link, committee) -> HttpResponse:
    """Renames the committee: something to see whether it happened."""
    if request.method == "POST":
        act_by_link(link, lambda: Committee.objects.filter(pk=committee.pk).update(aim=request.POST["aim"]))
        return done(request, "Danke")
    return HttpResponse(f"Ihr Bericht zu {committee}")


@pytest.fixture(autouse=True)
def _report_opens(monkeypatch):
    monkeypatch.setitem(links._kinds, LinkPurpose.REPORT, links.Kind(report, MONTH, Committee))


@pytest.fixture
def person():
    return UserFactory(email="mitglied@kog.example", name="Leitung Neu")


@pytest.fixture
def path(person, group) -> str:
    return path_to(group, person)


def path_to(subject, person, purpose=LinkPurpose.REPORT) -> str:
    return re.search(r"/r/[\w-]+/", links.issue(person, purpose, by=None, subject=subject)[1])[0]


def known_client(person) -> Client:
    """A browser in which the person signed in once, and out again."""
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"})
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session
    return client


def code_in_mail() -> str:
    return re.search(r"^\d{6}$", OutboxMail.objects.filter(kind="link_code").latest("pk").text, re.MULTILINE)[0]


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_link_acts_once_on_a_known_device(person, path, group):
    client = known_client(person)
    assert client.get(path).content.decode() == "Ihr Bericht zu AG FEG"

    answer = client.post(path, {"aim": "Neues Ziel"})

    assert "Danke" in answer.content.decode()
    group.refresh_from_db()
    assert group.aim == "Neues Ziel"
    assert client.post(path, {"aim": "Noch eins"}).status_code == 410
    assert client.get(path).status_code == 410
    group.refresh_from_db()
    assert group.aim == "Neues Ziel"
    assert "link_used" in [entry.verb for entry in history.of(person)]


def test_link_signs_nobody_in(person, path):
    client = known_client(person)

    client.post(path, {"aim": "x"})

    assert "_auth_user_id" not in client.session
    assert "/konto/login/" in client.get(reverse("kog:dashboard")).url


def test_unknown_device_is_asked_before_anything_is_shown(client, path, group):
    answer = client.get(path)

    assert answer.status_code == 200
    text = answer.content.decode()
    assert "m…d@…" in text
    assert not any(word in text for word in ("mitglied@kog.example", "kog.example", "Leitung Neu", "Bericht", "AG FEG"))
    assert client.post(path, {"aim": "x"}).status_code == 403
    group.refresh_from_db()
    assert group.aim == ""


def test_code_makes_the_device_known_for_this_person_only(client, path, person, group):
    assert client.post(path, {"send": "1"}).status_code == 303
    assert 'autocomplete="one-time-code"' in client.get(path).content.decode()

    answer = client.post(path, {"code": f" {code_in_mail()[:3]} {code_in_mail()[3:]} "})

    assert (answer.status_code, answer.url) == (303, path)
    cookie = answer.cookies["kog_device"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "Ihr Bericht" in client.get(path).content.decode()
    assert "Ihr Bericht" in client.get(path_to(group, person)).content.decode()
    assert "Ihr Bericht" not in client.get(path_to(group, UserFactory())).content.decode()
    assert "_auth_user_id" not in client.session


def test_get_and_head_change_nothing(client, path, person):
    def counts() -> list[int]:
        return [model.objects.count() for model in (ScopedLink, LinkCode, KnownDevice, OutboxMail, HistoryEntry)]

    clients = [client, known_client(person)]
    before, seen = counts(), KnownDevice.objects.get().last_used

    for one in clients:
        for _scanner in range(3):
            one.get(path)
            one.get(f"{path}?send=1&code=123456")
        one.head(path)

    assert counts() == before
    assert KnownDevice.objects.get().last_used == seen
    assert ScopedLink.objects.get().is_open


@pytest.mark.parametrize("state", ["expired", "used", "revoked", "left", "gone"])
def test_closed_link_says_so_and_no_more(person, path, group, state):
    client = known_client(person)
    now = timezone.now()
    match state:
        case "expired":
            ScopedLink.objects.update(expires_at=now)
        case "used":
            ScopedLink.objects.update(used_at=now)
        case "revoked":
            ScopedLink.objects.update(revoked_at=now)
        case "left":
            type(person).objects.update(is_active=False)
        case "gone":
            ScopedLink.objects.update(subject_id=999_999)

    answers = [client.get(path), client.post(path, {"aim": "x"}), client.post(path, {"send": "1"})]

    assert [answer.status_code for answer in answers] == [410, 410, 410]
    text = "".join(answer.content.decode() for answer in answers)
    assert not any(word in text for word in (person.name, person.email, "m…d", group.name, group.short_name))
    assert OutboxMail.objects.filter(kind="link_code").count() == 0


def test_forged_link_looks_like_a_closed_one(client, path):
    ScopedLink.objects.update(revoked_at=timezone.now())

    forged, closed = client.get("/r/gibt-es-nicht/"), client.get(path)

    assert (forged.status_code, closed.status_code) == (404, 410)
    tokenless = re.compile(r'nonce="[^"]*"|value="[^"]*"')
    assert tokenless.sub("", forged.content.decode()) == tokenless.sub("", closed.content.decode())


def test_purpose_that_nothing_opens_is_closed_and_signs_nobody_in(person, path, client):
    """Whatever a link is for, only the purpose of signing in signs in."""
    ScopedLink.objects.update(purpose=LinkPurpose.CONFIRM_ANSWER)

    assert client.post(path).status_code == 410
    assert "_auth_user_id" not in client.session


def test_purpose_of_signing_in_takes_no_subject(person, path, group):
    with pytest.raises(ValueError, match="sign_in"):
        links.issue(person, LinkPurpose.SIGN_IN, by=None, subject=group)
    with pytest.raises(ValueError, match="report"):
        links.issue(person, LinkPurpose.REPORT, by=None)
    with pytest.raises(ValueError, match="report"):
        links.issue(person, LinkPurpose.REPORT, by=None, subject=person)


def test_record_of_another_kind_is_not_opened(person, path, group):
    """A link about something else with the same number shows nothing."""
    ScopedLink.objects.update(subject_type="kog.institution")

    assert known_client(person).get(path).status_code == 410


def test_code_of_another_link_does_not_open_this_one(client, path, person, group, monkeypatch):
    numbers = iter([111_111, 222_222])
    monkeypatch.setattr(recognising.secrets, "randbelow", lambda _below: next(numbers))
    client.post(path, {"send": "1"})
    client.post(path_to(group, person), {"send": "1"})

    assert client.post(path, {"code": "222222"}).status_code == 422
    assert KnownDevice.objects.count() == 0
    assert client.post(path, {"code": "111111"}).status_code == 303


def test_code_dies_of_five_wrong_tries(client, path):
    client.post(path, {"send": "1"})
    code = code_in_mail()

    answers = [client.post(path, {"code": other_than(code)}).status_code for _try in range(5)]

    assert answers == [422] * 5
    assert client.post(path, {"code": code}).status_code == 422
    assert LinkCode.objects.get().attempts == 5
    assert KnownDevice.objects.count() == 0
    assert 'name="code"' not in client.get(path).content.decode()


@pytest.mark.parametrize("rubbish", ["", "abc", "１２３４５６", "1" * 5000, "\x00", "-00001"])
def test_rubbish_is_no_code(client, path, rubbish):
    client.post(path, {"send": "1"})

    assert client.post(path, {"code": rubbish}).status_code == 422
    assert KnownDevice.objects.count() == 0


def test_fourth_code_within_an_hour_is_refused_with_a_page(client, path):
    answers = [client.post(path, {"send": "1"}) for _code in range(4)]

    assert [answer.status_code for answer in answers] == [303, 303, 303, 409]
    assert OutboxMail.objects.filter(kind="link_code").count() == 3
    assert "mainnav" not in answers[-1].content.decode()


def test_cookie_of_another_person_or_a_forged_one_is_unknown(client, path, person):
    known_client(person)
    client.cookies["kog_device"] = KnownDevice.objects.get().device_hash

    assert "Ihr Bericht" not in client.get(path).content.decode()
    assert "Ihr Bericht" not in known_client(UserFactory()).get(path).content.decode()


def test_device_unused_for_a_year_is_unknown_again(person, path):
    client = known_client(person)
    KnownDevice.objects.update(last_used=timezone.now() - dt.timedelta(days=366))

    assert "Ihr Bericht" not in client.get(path).content.decode()


def test_acting_keeps_the_device_known_for_another_year(person, path):
    client = known_client(person)
    long_ago = timezone.now() - dt.timedelta(days=300)
    KnownDevice.objects.update(last_used=long_ago)

    answer = client.post(path, {"aim": "x"})

    assert timezone.now() - KnownDevice.objects.get().last_used < dt.timedelta(minutes=1)
    assert answer.cookies["kog_device"]["max-age"] == 365 * 24 * 3600


def test_signing_in_twice_keeps_one_device(person):
    client = known_client(person)
    first = client.cookies["kog_device"].value
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    device = KnownDevice.objects.get()
    assert device.name == "Firefox, Linux"
    assert client.cookies["kog_device"].value.split(":")[0] == first.split(":")[0]
    assert [entry.verb for entry in history.of(person)].count("device_known") == 1


def test_page_shows_no_navigation_even_to_somebody_who_is_signed_in(client_of, secretary, path):
    text = client_of(secretary).get(path).content.decode()

    assert "mainnav" not in text
    assert secretary.name not in text


def test_pages_are_kept_nowhere_and_tell_nobody_their_address(client, path):
    for address in (path, "/r/forged/", re.search(r"/r/.*", offer_sign_in(UserFactory(), by=None))[0]):
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "strict-origin"


def test_forms_need_their_token(path):
    assert Client(enforce_csrf_checks=True).post(path, {"send": "1"}).status_code == 403
    assert OutboxMail.objects.count() == 0
