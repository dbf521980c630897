"""What is read about groups: what ties them to the board, whom they ask, how they began, changed and ended."""

from .circle import circle_of, link_person, outside_bodies, people_of_the_board, topic_members
from .lives import (
    active_subgroups,
    former_groups,
    groups,
    inherited_by,
    lies_below,
    line_of,
    parents,
    people_of,
    seats_after,
    successors_for,
    with_prefix,
)
from .ties import link_people, vacant_seats, with_gaps

__all__ = [
    "active_subgroups",
    "circle_of",
    "former_groups",
    "groups",
    "inherited_by",
    "lies_below",
    "line_of",
    "link_people",
    "link_person",
    "outside_bodies",
    "parents",
    "people_of",
    "people_of_the_board",
    "seats_after",
    "successors_for",
    "topic_members",
    "vacant_seats",
    "with_gaps",
    "with_prefix",
]
