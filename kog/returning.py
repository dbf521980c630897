"""Whoever was signed out meanwhile comes back to the page they were on, not to an address that only takes input."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _


class ReturningMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and _asks_to_sign_in(response):
            return self.by_the_page(request)
        if response.status_code == 405 and request.method == "GET" and "text/html" in request.headers.get("Accept", ""):
            page = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response

    @staticmethod
    def by_the_page(request: HttpRequest) -> HttpResponse:
        """What was sent is not done; after signing in it is asked for once more on its page."""
        messages.info(request, _("You had been signed out. Please do the last step once more."))
        page, host = request.headers.get("Referer", ""), {request.get_host()}
        known = url_has_allowed_host_and_scheme(page, allowed_hosts=host, require_https=request.is_secure())
        return redirect_to_login(urlsplit(page).path if known else resolve_url(settings.LOGIN_REDIRECT_URL))


def _asks_to_sign_in(response: HttpResponse) -> bool:
    place = response.headers.get("Location", "")
    return response.status_code == 302 and urlsplit(place).path == resolve_url(settings.LOGIN_URL) and "next=" in place
