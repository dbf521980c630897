"""What every template knows: the network this installation belongs to."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kog.models import Network


def network(request: HttpRequest) -> dict[str, Any]:
    """Lazy: pages that show no name and no brand do not ask. A fresh installation has placeholders, not an error."""
    return {
        "network": SimpleLazyObject(
            lambda: (
                Network.objects.select_related("secretariat_institution").first()
                or Network(name="KOG-Portal", short_name="KOG")
            )
        )
    }
