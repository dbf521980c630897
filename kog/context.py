"""What every template knows: the network this installation belongs to."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kog import queries
from kog.models import Network
from kog.remembering import remembered


def network(request: HttpRequest) -> dict[str, Any]:
    """Lazy: pages that show no name and no brand do not ask. A fresh installation has placeholders, not an error."""
    return {"network": SimpleLazyObject(_network)}


def _network() -> Network:
    return remembered("network", queries.network) or Network(name="KOG-Portal", short_name="KOG")
