"""Every address of the portal with sample values, read from the URL configuration itself."""

import re
from collections.abc import Iterator

from django.urls import get_resolver
from django.urls.resolvers import RegexPattern, URLPattern, URLResolver

SAMPLES = {"int": "1", "slug": "muster", "str": "muster", "path": "a/b", "uuid": "00000000-0000-0000-0000-000000000001"}
PARAMETER = re.compile(r"<(?:(\w+):)?\w+>")


def addresses(*, below: str) -> list[str]:
    return sorted(set(_walk(get_resolver().url_patterns, "", below)))


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, below: str) -> Iterator[str]:
    for entry in patterns:
        address = prefix + _sample(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, address, below)
        elif address.startswith(below):
            yield f"/{address}"


def _sample(pattern: object) -> str:
    if isinstance(pattern, RegexPattern):
        return str(pattern)  # outside the portal only; named as it stands
    return PARAMETER.sub(lambda match: SAMPLES[match[1] or "str"], str(pattern))
