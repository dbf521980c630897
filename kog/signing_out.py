"""Signing out, wherever it is done, takes along what pages kept in the browser: unfinished minutes, for example."""

from collections.abc import Callable

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse


@receiver(user_logged_out)
def remember(request: HttpRequest, **facts: object) -> None:
    request.signs_out = True


class SigningOutMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if hasattr(request, "signs_out"):
            response["Clear-Site-Data"] = '"storage"'
        return response
