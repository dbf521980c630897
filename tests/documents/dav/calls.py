"""Requests to the mounted drive without a server between: WSGI (PEP 3333) as gunicorn would speak it."""

import base64
import io
import unicodedata
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from documents.actions import mounting
from documents.dav.application import mounted
from kog.models import User
from tests.factories.documents import PDF

NEW = PDF + b"% figures of May\n"
LOCK = (
    b"<D:lockinfo xmlns:D='DAV:'><D:lockscope><D:exclusive/></D:lockscope>"
    b"<D:locktype><D:write/></D:locktype></D:lockinfo>"
)
NOTE = (
    b"<D:propertyupdate xmlns:D='DAV:'><D:set><D:prop><Z:a xmlns:Z='urn:z'>1 &amp; 2</Z:a></D:prop></D:set>"
    b"</D:propertyupdate>"
)


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@cache
def _application():
    return mounted(lambda _environ, start_response: (start_response("404 Not Found", []), [b"Django"])[1])


class Device:
    """A device of a person, which knows its password."""

    def __init__(self, person: User) -> None:
        self.person = person
        self.password, clear = mounting.issue_password(person, "Laptop", by=person)
        self.authorization = basic(person.email, clear)

    def __call__(self, method: str, path: str, body: bytes = b"", *, length: int | None = None, **headers: str):
        headers = {"Authorization": self.authorization} | headers
        return call(method, path, body, length=length, **headers)


def basic(email: str, clear: str) -> str:
    return "Basic " + base64.b64encode(f"{email}:{clear}".encode()).decode()


def call(method: str, path: str, body: bytes = b"", *, length: int | None = None, **headers: str) -> Answer:
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "CONTENT_LENGTH": str(len(body) if length is None else length),
        "HTTP_HOST": "kog.example",
        "SERVER_NAME": "kog.example",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    answer = Answer(0, {}, b"")

    def start_response(status: str, head: list[tuple[str, str]], _error: object = None) -> None:
        answer.status, answer.headers = int(status.split(maxsplit=1)[0]), dict(head)

    # As Django's own test client does: the connection carries the transaction of the test.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        answer.body = b"".join(_application()(environ, start_response))
    finally:
        for signal in signals:
            signal.connect(close_old_connections)
    return answer


def to(path: str) -> str:
    """A Destination header (RFC 4918, section 10.3)."""
    return "http://kog.example" + quote(path)


def taken_apart(name: str) -> str:
    """As macOS writes umlauts."""
    return unicodedata.normalize("NFD", name)


def path(folder, name: str = "") -> str:
    steps = [folder.name]
    while folder := folder.parent:
        steps.insert(0, folder.name)
    return "/".join(["/dav", *steps, name])
