import pytest
from django.core.exceptions import ImproperlyConfigured

from kog.settings.urls import email_settings


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
        ("smtp://post:ge%40heim@mail.example:587", ("mail.example", 587, "post", "ge@heim", True, False)),
        ("smtps://post:geheim@mail.example", ("mail.example", 465, "post", "geheim", False, True)),
    ],
)
def test_mail_server_from_url(url, expected):
    found = email_settings(url)

    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == expected


def test_mail_into_a_folder():
    found = email_settings("file:/var/kog/mail")

    assert found["EMAIL_FILE_PATH"] == "/var/kog/mail"
    assert found["EMAIL_BACKEND"].endswith("filebased.EmailBackend")


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://"])
def test_unknown_form_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must be"):
        email_settings(url)
