"""Every address × the whole cast, against the table a lawyer can check. Reading is asked in `test_reading.py`."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories.cast import CAST

from .asking import ROWS, ask, asked, parts, sign
from .places import example
from .table import NOT_OURS

OF_THE_GUESTS_MEETING = {
    "board meeting",
    "board meeting on paper: einladung",
    "board meeting on paper: auftragskontrolle",
    "board meeting on paper: anwesenheit",
    "board meeting on paper: regie",
    "board meeting text",
    "board participation",
    "board step",
    "board item in session",
    "board mandate",
    "guest item",
    "guest",
}


@pytest.mark.usefixtures("_short_refusals")
def test_the_table_is_true_of_changing(world, client_of):
    arguments = example(world)
    clients = {role: client_of(world.cast[role]) for role in CAST}

    differences = []
    for row in ROWS:
        name, kind, _reading, changing = parts(row)
        address, elsewhere = reverse(name, args=arguments[kind]), name.startswith("wagtail")
        for role, wanted in zip(CAST, changing, strict=True):
            if asked(changing, role):
                found = sign(ask(clients[role], "post", address)[0], reading=elsewhere)
                if found != wanted:
                    differences.append(f"{name} ({kind}), {role}: {found} instead of {wanted}")

    assert differences == []


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            # What lies below /verwaltung/ is Wagtail's; its entrance stands in the table.
            if str(pattern.pattern) != "verwaltung/":
                yield from names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield prefix + pattern.name


def test_every_address_stands_in_the_table():
    listed = {parts(row)[0] for row in ROWS}

    assert [
        name for name in sorted(set(names(get_resolver()))) if not name.startswith(NOT_OURS) and name not in listed
    ] == []


def test_a_stranger_cannot_tell_what_exists_from_what_does_not(world, client_of):
    """The same answer for a thing (it stands in the table) and for no thing: guessing addresses tells nothing."""
    arguments = example(world)
    told = []
    for role in ("anonymous", "stranger", "guest"):
        client, missing = client_of(world.cast[role]), {}
        for row in ROWS:
            name, kind, reading, _changing = parts(row)
            if not arguments[kind] or (role == "guest" and kind in OF_THE_GUESTS_MEETING):
                continue
            nothing = ["gibt-es-nicht" if isinstance(one, str) else 999_999 for one in arguments[kind]]
            address, there = reverse(name, args=nothing), reading[CAST.index(role)]
            if address not in missing:
                missing[address] = sign(client.get(address), reading=True)
            if there != missing[address]:
                told.append((role, name, kind, there, missing[address]))

    assert told == []
