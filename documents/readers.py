"""Readers: how a higher app opens single files to people who cannot read their folder.

An agenda item that has a guest opens its papers: the meetings register a function for it. It gets the person and
returns a condition on Document (without joins that multiply rows: `Q(pk__in=…)` or `Exists`), or None.
"""

from collections.abc import Callable

from django.db.models import Q

from kog.models import User

Reader = Callable[[User], Q | None]

_readers: list[Reader] = []


def register_reader(reader: Reader) -> None:
    if reader not in _readers:
        _readers.append(reader)


def grants(user: User) -> list[Q]:
    """What was opened to this person file by file, confidential ones included: the grant is explicit."""
    return [grant for reader in _readers if (grant := reader(user)) is not None]
