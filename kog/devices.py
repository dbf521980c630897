"""Devices we know: a browser gets a random name in a signed cookie; whose it is stands in the database.

A link from a mail acts without a password, so it asks on a device on which its person never signed in.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kog.actions import recognising
from kog.models import KnownDevice, User

COOKIE = "kog_device"
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


class DeviceMiddleware:
    """Whoever signed in during this request is known on this device from now on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        person = getattr(request, "signed_in", None)
        if person is not None:
            device = of(request)
            recognising.know_device(person, device_hash=device.hash, name=device.name)
            device.keep_in(response)
        return response


@receiver(user_logged_in)
def _note(request: HttpRequest, user: User, **_facts: object) -> None:
    request.signed_in = user


@dataclass(frozen=True)
class Device:
    """A browser by its random value, which only its cookie holds, and the name people know it by."""

    value: str
    name: str

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.value.encode()).hexdigest()

    def keep_in(self, response: HttpResponse) -> None:
        response.set_signed_cookie(
            COOKIE,
            self.value,
            salt=COOKIE,
            max_age=recognising.DEVICE_LASTS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def of(request: HttpRequest) -> Device:
    """The device of this request; with a new value when it has none, or a forged one."""
    return Device(_value_of(request) or secrets.token_urlsafe(24), _name_of(request))


def known(request: HttpRequest, person: User) -> KnownDevice | None:
    """The device of this request, if the person is known on it and used it within a year."""
    if not _value_of(request):
        return None
    recently = timezone.now() - recognising.DEVICE_LASTS
    return person.known_devices.filter(device_hash=of(request).hash, last_used__gt=recently).first()


def _value_of(request: HttpRequest) -> str:
    return request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=recognising.DEVICE_LASTS) or ""


def _name_of(request: HttpRequest) -> str:
    """For the list of one's own devices: "Firefox, Windows"; empty when the browser does not say."""
    told = request.headers.get("User-Agent", "")
    words = [next((word for sign, word in signs if sign in told), "") for signs in (BROWSERS, SYSTEMS)]
    return ", ".join(word for word in words if word)
