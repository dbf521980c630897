"""What is read about groups: what ties them to the board, and how they began, changed and ended."""

from .lives import active_subgroups, lies_below, people_of, seats_after, with_prefix
from .ties import link_people, vacant_seats, with_gaps

__all__ = [
    "active_subgroups",
    "lies_below",
    "link_people",
    "people_of",
    "seats_after",
    "vacant_seats",
    "with_gaps",
    "with_prefix",
]
