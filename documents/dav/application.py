"""The WSGI application at `/dav/`: who asks, one visit per request, then WsgiDAV."""

import io
from collections.abc import Callable, Iterable

from django.core.signals import request_finished, request_started
from django.db import transaction
from django.utils import translation
from wsgidav.dav_provider import DAVProvider, _DAVResource
from wsgidav.dc.base_dc import BaseDomainController
from wsgidav.error_printer import ErrorPrinter
from wsgidav.http_authenticator import HTTPAuthenticator
from wsgidav.mw.base_mw import BaseMiddleware
from wsgidav.request_resolver import RequestResolver
from wsgidav.wsgidav_app import WsgiDAVApp

from documents.actions import foldering, mounting
from documents.dav import listing
from documents.dav.folders import FolderResource, resource_for
from documents.dav.locks import LockRows
from documents.dav.properties import PropertyRows
from documents.dav.visit import Visit, current
from documents.queries import password_of

Environ = dict[str, object]
StartResponse = Callable[..., object]
REALM = "KOG"
LARGEST_BODY = 64 * 1024


class Drive(DAVProvider):
    def custom_request_handler(
        self, environ: Environ, start_response: StartResponse, default_handler: Callable[..., Iterable[bytes]]
    ) -> Iterable[bytes]:
        """Listings directly, everything else as WsgiDAV does it."""
        if environ["REQUEST_METHOD"] == "PROPFIND" and environ.get("HTTP_DEPTH") == "1" and "HTTP_IF" not in environ:
            folder = self.get_resource_inst(str(environ["PATH_INFO"]), environ)
            body = _whole_body(environ)
            names = listing.wanted(body)
            if isinstance(folder, FolderResource) and names is not None:
                headers, content = listing.answer(folder, names)
                start_response("207 Multi-Status", headers)
                return [content]
        return default_handler(environ, start_response)

    def get_resource_inst(self, path: str, environ: Environ) -> _DAVResource | None:
        return resource_for(path, environ, current.get().at(path))

    def is_readonly(self) -> bool:
        return False


class Doorkeeper(BaseDomainController):
    """Basic authentication (RFC 7617) with the password of a device; every request asks anew, so withdrawing holds."""

    def get_domain_realm(self, path_info: str, environ: Environ) -> str:
        return REALM

    def require_authentication(self, realm: str, environ: Environ | None) -> bool:
        return True

    def basic_auth_user(self, realm: str, user_name: str, password: str, environ: Environ) -> bool:
        known = password_of(user_name, password)
        if known is None:
            return False
        mounting.note_use(known)
        current.set(Visit(known.person))
        translation.activate(known.person.locale)
        return True

    def supports_http_digest_auth(self) -> bool:
        return False


def _whole_body(environ: Environ) -> bytes:
    """The question of a request, which is short, read before it is worked on; what comes after finds it again."""
    length = str(environ.get("CONTENT_LENGTH") or "0")
    body = environ["wsgi.input"].read(min(int(length) if length.isdigit() else 0, LARGEST_BODY))
    environ["wsgi.input"] = io.BytesIO(body)
    return body


class OneLockAtATime(BaseMiddleware):
    """Whether a lock is free and that it is taken is one step, over all processes. After who asks is known, and after
    the question is read, so that nobody slow and no stranger holds up others.
    """

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "LOCK":
            return self.next_app(environ, start_response)
        _whole_body(environ)
        with transaction.atomic():
            foldering.lock_tree()
            return list(self.next_app(environ, start_response))


def _wsgidav() -> WsgiDAVApp:
    return WsgiDAVApp(
        {
            "provider_mapping": {"/": Drive()},
            "mount_path": "/dav",
            "lock_storage": LockRows(),
            "property_manager": PropertyRows(),
            "http_authenticator": {
                "domain_controller": Doorkeeper,
                "accept_basic": True,
                "accept_digest": False,
                "default_to_digest": False,
            },
            "middleware_stack": [ErrorPrinter, HTTPAuthenticator, OneLockAtATime, RequestResolver],
            "logging": {"enable": False},
            "suppress_version_info": True,
            "verbose": 1,
        }
    )


class Mount:
    """Connections, language and what a browser is told, of one request."""

    def __init__(self) -> None:
        self.wsgidav = _wsgidav()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if "#" in str(environ.get("RAW_URI", "")):
            # No part of an address (RFC 3986): a broken program means something else.
            start_response("400 Bad Request", [("Content-Length", "0")])
            return
        request_started.send(sender=type(self))
        before = translation.get_language()
        try:
            answer = self.wsgidav(environ, _never_as_a_page(start_response))
            try:
                yield from answer
            finally:
                if hasattr(answer, "close"):
                    answer.close()
        finally:
            if before:
                translation.activate(before)
            request_finished.send(sender=type(self))


def _never_as_a_page(start_response: StartResponse) -> StartResponse:
    """A browser that was given the password of a device must not run on our host what lies in the drive."""

    def start(status: str, headers: list[tuple[str, str]], *error: object) -> object:
        protected = [("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "default-src 'none'; sandbox")]
        return start_response(status, [*headers, *protected], *error)

    return start


def announce(environ: Environ, start_response: StartResponse) -> list[bytes]:
    """Windows and Office ask the root of the server first whether there is WebDAV at all (MS-WDV)."""
    headers = [("DAV", "1,2"), ("MS-Author-Via", "DAV"), ("Allow", "OPTIONS, GET, HEAD, POST"), ("Content-Length", "0")]
    start_response("200 OK", headers)
    return [b""]


def mounted(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Django's application with the drive beside it."""
    drive = Mount()

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        if path == "/dav" or path.startswith("/dav/"):
            environ["SCRIPT_NAME"] = str(environ.get("SCRIPT_NAME", "")) + "/dav"
            environ["PATH_INFO"] = path[4:] or "/"
            return drive(environ, start_response)
        if path == "/" and environ["REQUEST_METHOD"] == "OPTIONS":
            return announce(environ, start_response)
        return application(environ, start_response)

    return answer
