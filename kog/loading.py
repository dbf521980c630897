"""What higher apps add when a network file is loaded or the demo is told, registered in their `AppConfig.ready()`.

A loader gets the checked file and works in the transaction of `load_network`: whatever it raises takes everything back.
A storyteller gets the day that counts as today and works in the transaction of `load_demo`, after the network stands.
Both return what they created and changed, and change nothing when they are run again.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import gettext

from kog.models import User
from kog.network_file import NetworkFile


@dataclass
class Counts:
    """How many things of each name were created and changed."""

    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)

    def __iadd__(self, other: "Counts") -> Self:
        self.created.update(other.created)
        self.changed.update(other.changed)
        return self

    def sentences(self) -> Iterator[str]:
        """One line per name and one for all. A name is an English noun that the catalogue knows."""
        for name in dict.fromkeys([*self.created, *self.changed]):
            facts = {"name": gettext(name), "created": self.created[name], "changed": self.changed[name]}
            yield gettext("%(name)s: %(created)d created, %(changed)d changed") % facts
        facts = {"created": self.created.total(), "changed": self.changed.total()}
        yield gettext("%(created)d created, %(changed)d changed") % facts


Loader = Callable[[NetworkFile, User | None], Counts]
Storyteller = Callable[[dt.date], Counts]

_loaders: list[Loader] = []
_demo: list[tuple[int, Storyteller]] = []


def register_loader(loader: Loader) -> None:
    if loader not in _loaders:
        _loaders.append(loader)


def loaders() -> list[Loader]:
    return list(_loaders)


def register_demo(storyteller: Storyteller, *, order: int = 50) -> None:
    """Lower orders come first: the drive's folders before the meetings' story, the public pages after it."""
    if (order, storyteller) not in _demo:
        _demo.append((order, storyteller))


def storytellers() -> list[Storyteller]:
    return [storyteller for _order, storyteller in sorted(_demo, key=lambda entry: entry[0])]
