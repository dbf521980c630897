"""What a production start demands. The answer is a sentence per fault that says what to set."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50


def faults(settings: Mapping[str, Any]) -> Iterator[str]:
    key, base_url, hosts = str(settings["SECRET_KEY"]), str(settings["BASE_URL"]), settings["ALLOWED_HOSTS"]
    if len(key) < SHORTEST_KEY or len(set(key)) < 10:
        yield (
            f"SECRET_KEY must be a secret of at least {SHORTEST_KEY} characters, for example the output of "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'."
        )
    if settings["DEBUG"]:
        yield "DEBUG must be off: error pages would show settings and data."
    if not base_url.startswith("https://"):
        yield f"BASE_URL must be the https address people open, such as https://kog.example.de (it is {base_url!r})."
    if not hosts or "*" in hosts:
        yield "ALLOWED_HOSTS must list the host names of the portal, separated by commas, such as kog.example.de."


def refuse_unsafe(settings: Mapping[str, Any]) -> None:
    found = list(faults(settings))
    if found:
        raise ImproperlyConfigured("The portal does not start with these settings:\n- " + "\n- ".join(found))
