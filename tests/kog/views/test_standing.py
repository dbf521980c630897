from datetime import UTC, datetime

import time_machine

from kog.views import standing


def test_healthz_asks_the_database(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-cache" in answer.headers["Cache-Control"]


def test_healthz_fails_with_the_database(client, db, monkeypatch):
    class Away:
        def cursor(self):
            raise ConnectionError

    monkeypatch.setattr(standing, "connection", Away())
    client.raise_request_exception = False

    assert client.get("/healthz").status_code == 500


@time_machine.travel(datetime(2026, 3, 1, 12, 30, tzinfo=UTC), tick=False)
def test_security_txt_names_contact_and_ends_within_a_year(client, settings):
    settings.SECURITY_CONTACT, settings.BASE_URL = "sicherheit@kog.example", "https://kog.example"

    lines = client.get("/.well-known/security.txt").content.decode().splitlines()

    assert lines == [
        "Contact: mailto:sicherheit@kog.example",
        "Expires: 2026-08-28T00:00:00+00:00",
        "Preferred-Languages: de, en",
        "Canonical: https://kog.example/.well-known/security.txt",
    ]


def test_robots_are_kept_out_of_the_portal(client):
    assert "Disallow: /portal/" in client.get("/robots.txt").content.decode().splitlines()
