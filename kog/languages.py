"""Which language a page speaks: a public page that of its address, everything else the one a person chose."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

CHOSEN_BY_PERSON = ("/portal/", "/konto/", "/r/", "/verwaltung/")


class LanguageMiddleware(LocaleMiddleware):
    """With unprefixed German pages Django takes every address without a prefix for German and forgets the choice.

    The browser's own language decides nothing: whoever signs in reads the network's language until choosing another.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if request.path_info.startswith(CHOSEN_BY_PERSON):
            chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
            translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language()
