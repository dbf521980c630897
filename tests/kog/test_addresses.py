from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from kog import addresses


def every_address(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield here
        else:
            yield from every_address(one, here)


@pytest.mark.parametrize(
    ("place", "reserved"),
    [("portal/gremien/", addresses.BESIDE_COMMITTEES), ("portal/verzeichnis/", addresses.BESIDE_INSTITUTIONS)],
)
def test_every_page_beside_the_keys_is_reserved(place, reserved):
    below = {address.removeprefix(place) for address in every_address(get_resolver()) if address.startswith(place)}
    one_step = {rest.rstrip("/") for rest in below if rest.count("/") == 1 and "<" not in rest}

    assert "<slug:key>/" in below
    assert one_step == set(reserved)
