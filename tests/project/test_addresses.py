import pytest
from django.test import Client

from .addresses import addresses

# Whoever adds a line here has decided that strangers may open it.
OPEN_TO_EVERYBODY = {
    "/.well-known/security.txt",
    "/^konto/(?:email|phone)/",
    "/abbestellen/muster/",
    "/dateien/1/",
    "/dokumente/^(?P<pk>\\d+)/(?P<filename>.*)$",
    "/dokumente/passwort/1/",
    "/healthz",
    "/kalender/muster.ics",
    "/kalender/muster/muster.ics",
    "/kalender/oeffentlich.ics",
    "/marke.css",
    "/marke/logo",
    "/meldungen.xml",
    "/nachricht/1/",
    "/r/muster/",
    "/robots.txt",
    "/sitemap.xml",
    "/sprache/",
}
WAGTAILS_OWN = ("/^((?:", "/_util/")
WITH_A_GUARD_OF_THEIR_OWN = ("/portal/", "/konto/", "/verwaltung/")


def test_portal_has_addresses():
    assert len(addresses(below="portal/")) > 20


@pytest.mark.parametrize("address", addresses(below="portal/"))
def test_portal_address_sends_strangers_to_sign_in(db, address):
    answers = [Client().get(address), Client().post(address)]

    places = {answer.status_code: answer.headers.get("Location", "") for answer in answers}
    assert set(places) <= {302, 405}
    assert places[302].startswith("/konto/login/?next=/portal/")


def test_addresses_outside_the_portal_are_known():
    outside = {address for address in addresses(below="") if not address.startswith(WITH_A_GUARD_OF_THEIR_OWN)}

    assert {address for address in outside if not address.startswith(WAGTAILS_OWN)} == OPEN_TO_EVERYBODY


def test_wagtail_admin_has_no_sign_in_of_its_own(client, db):
    answer = client.get("/verwaltung/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/konto/login/")
