"""Every address × the whole cast, against the table a lawyer can check."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kog import urls
from tests.factories.cast import CAST

from .places import example
from .table import NOT_OURS, TABLE

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
SIGNS = {403: "x", 404: ".", 405: "-"}
ROWS = [line for line in TABLE.splitlines() if line.strip() and not line.startswith("#")]


def parts(row: str) -> tuple[str, str, str, str]:
    """Name, example, reading, changing."""
    name, *example, reading, changing = row.split()
    return name, " ".join(example), reading, changing


def sign(answer: HttpResponse, *, reading: bool) -> str:
    if answer.status_code == 302 and "/login/" in answer["Location"]:
        return "?"
    if answer.status_code == 302 and reading:
        return ">"
    return SIGNS.get(answer.status_code, "+" if answer.status_code < 500 else "!")


@pytest.fixture
def _short_refusals(monkeypatch) -> None:
    """Half of all answers are refusals, of which only the number counts here; their pages are read in `test_leaks`."""
    for status in (403, 404):
        refuse = lambda request, exception, status=status: HttpResponse(status=status)  # noqa: E731 -- one line twice
        monkeypatch.setattr(urls, f"handler{status}", refuse, raising=False)


@pytest.fixture
def answers(world, client_of, _short_refusals):
    clients = {role: client_of(world.cast[role]) for role in CAST}

    def ask(address: str, method: str, *, nobody: bool, elsewhere: bool) -> str:
        """What the whole cast is answered; whatever was changed is taken back.

        Where nobody may anything, asking the secretary is enough: the method itself is refused.
        """
        row = ""
        for client in [clients["secretary"]] if nobody else clients.values():
            with transaction.atomic():
                row += sign(getattr(client, method)(address), reading=elsewhere or method == "get")
                transaction.set_rollback(True)
        return row * len(CAST) if nobody else row

    return ask


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_table_is_true(world, answers, method):
    arguments = example(world)

    differences = []
    for line in ROWS:
        name, kind, *wanted = parts(line)
        row = wanted[method == "post"]
        nobody, elsewhere = set(row) == {"-"}, name.startswith("wagtail")
        found = answers(reverse(name, args=arguments[kind]), method, nobody=nobody, elsewhere=elsewhere)
        if found != row:
            differences.append(f"{name} ({kind}), {method}: {found} instead of {row}")

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
