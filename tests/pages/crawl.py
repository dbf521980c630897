"""Walk through the portal as a person does: from link to link, seeing of each kind of page a few."""

from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path

EACH_KIND = 3
LEFT_ALONE = ("/verwaltung/", "/static/", "/konto/logout/")


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (href := dict(attrs).get("href")):
            self.found.append(href)


@dataclass
class Walk:
    """What one person was offered: page kinds with an address each, the links that led nowhere, and what was read."""

    kinds: dict[str, str] = field(default_factory=dict)
    dead: list[str] = field(default_factory=list)
    html: dict[str, str] = field(default_factory=dict)


def walk(client: Client, start: str = "/portal/", *, each_kind: int = EACH_KIND) -> Walk:
    """Follow the links of each page; of every kind (URL name) at most a few addresses."""
    result, seen, visits = Walk(), {start}, Counter()
    waiting = deque([(start, "")])
    while waiting:
        address, page = waiting.popleft()
        try:
            kind = _kind(urlsplit(address).path) or address
        except Resolver404:
            result.dead.append(f"{page} offers {address}: nobody answers")
            continue
        if visits[kind] >= each_kind:
            continue
        visits[kind] += 1
        response = client.get(address)
        if response.status_code not in (200, 302):
            result.dead.append(f"{page} offers {address}: {response.status_code}")
            continue
        if "text/html" not in response.headers.get("Content-Type", "") or response.status_code == 302:
            continue
        result.kinds.setdefault(kind, address)
        result.html[address] = response.content.decode()
        for target in _targets(result.html[address], address):
            if target not in seen:
                seen.add(target)
                waiting.append((target, address))
    return result


def _kind(path: str) -> str:
    """Public addresses belong to a language; the one of the last request is still active here."""
    with translation.override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        return resolve(path).view_name


def _targets(html: str, address: str) -> list[str]:
    parser = Links()
    parser.feed(html)
    targets = []
    for href in parser.found:
        target = urldefrag(urljoin(address, href)).url
        parts = urlsplit(target)
        if not parts.scheme and not parts.netloc and not parts.path.startswith(LEFT_ALONE):
            targets.append(target)
    return targets
