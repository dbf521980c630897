"""What every page shows and what hardly ever changes, remembered for a few seconds instead of asked for each page.

Nothing that decides access is remembered here. Whoever changes such a thing forgets it; another process of the same
installation sees the change a few seconds later (at once with a shared cache, `CACHES`).
"""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

SECONDS = 10
Thing = TypeVar("Thing")


def remembered(name: str, ask: Callable[[], Thing]) -> Thing:
    return cache.get_or_set(f"remembered:{name}", ask, SECONDS)


def forget(*names: str) -> None:
    cache.delete_many([f"remembered:{name}" for name in names])
